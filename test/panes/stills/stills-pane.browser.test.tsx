import axe from 'axe-core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { page } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { StillsPane } from '../../../src/panes/stills/StillsPane.tsx';
import { createClock } from '../../../src/timeline/clock.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../../fixtures/build-bundle.ts';
import '../../../src/ui/theme.css';

const SECOND = 1_000_000;

/** A picture of one colour. */
async function picture(colour: string, type: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(8, 6);
  const context = canvas.getContext('2d') ?? expect.fail('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 8, 6);
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: 1 })).arrayBuffer());
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><script>top.harm = 1</script></svg>';

async function open() {
  const png = await picture('#f00', 'image/png');
  // Says that it is larger than what may be decoded.
  const bomb = png.slice();
  new DataView(bomb.buffer).setUint32(16, 60_000);
  new DataView(bomb.buffer).setUint32(20, 60_000);
  const still = (at: number, path: string) => ({ t: at * SECOND, path, width: 8, height: null });
  const trace = await openTrace(
    buildBundle({
      layers: [
        {
          id: 'shots',
          kind: 'screen_frames',
          'x-gaps': [{ t: [2.2 * SECOND, 2.4 * SECOND], reason: 'the screen was lost' }],
          content: lines(
            still(1, 'a.png'),
            still(2, 'b.jpeg'),
            still(3, 'c.webp'),
            still(4, 'drawing.png'),
            still(5, 'bomb.png'),
            still(6, 'gone.png'),
            { t: 7 * SECOND, path: '../outside.png' },
          ),
        },
      ],
      files: {
        'a.png': png,
        'b.jpeg': await picture('#0f0', 'image/jpeg'),
        'c.webp': await picture('#00f', 'image/webp'),
        'drawing.png': SVG,
        'bomb.png': bomb,
      },
    }),
  );
  const clock = createClock(trace.duration);
  const place = document.createElement('div');
  place.style.cssText = 'width:640px;height:400px';
  document.documentElement.dataset['theme'] = 'light';
  document.body.replaceChildren(place);
  const reports: PaneReport[] = [];
  const root = createRoot(place);
  const report = (shown: PaneReport): void => void reports.push(shown);
  root.render(
    <StrictMode>
      <StillsPane data={{ layers: trace.stills, bundle: trace.bundle }} clock={clock} report={report} />
    </StrictMode>,
  );
  await vi.waitFor(() => expect(reports).not.toEqual([]));
  await clock.settled();
  const at = async (seconds: number): Promise<PaneReport | undefined> => {
    clock.seek(fromSeconds(seconds));
    await clock.settled();
    return reports.at(-1);
  };
  /** What is drawn: red, green and blue of the middle, in parts of 255 that are nearly all or nothing. */
  const colour = (): string => {
    const canvas = place.querySelector('canvas') ?? expect.fail('no picture');
    const data = canvas.getContext('2d')?.getImageData(4, 3, 1, 1).data ?? [];
    return [...data]
      .slice(0, 3)
      .map((part) => (part > 200 ? 1 : part < 60 ? 0 : '?'))
      .join('');
  };
  return { trace, clock, place, root, at, colour };
}

describe('the pane of stills', () => {
  it('shows at every moment the still that stands then, and says what is wrong with one', async () => {
    const { trace, clock, place, root, at, colour } = await open();
    expect(await at(0.5)).toEqual({ layer: 'shots', stills: 6, still: null, file: null, error: null });
    await expect.element(page.getByText('No picture yet: the first still is of 0:01.000.')).toBeVisible();

    expect(await at(2.5)).toMatchObject({ still: 1, file: 'b.jpeg', error: null });
    expect(colour()).toBe('010');
    await expect.element(page.getByRole('img', { name: 'Still 2 of 6, at 0:02.000' })).toBeVisible();
    expect(await at(3)).toMatchObject({ still: 2, file: 'c.webp' });
    expect(colour()).toBe('001');
    expect(await at(1.999_999)).toMatchObject({ still: 0, file: 'a.png' });
    expect(colour()).toBe('100');
    expect(await at(2.3)).toMatchObject({ still: 1, error: null });
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent('Nothing was recorded from 0:02.200 to 0:02.400: the screen was lost.');
    expect(await at(1.999_999)).toMatchObject({ still: 0, file: 'a.png' });
    await expect.element(page.getByRole('status')).toHaveTextContent('');
    const { violations } = await axe.run(place);
    expect(violations).toEqual([]);

    await page.getByRole('button', { name: 'Next still' }).click();
    expect(clock.now()).toBe(fromSeconds(2));
    await page.getByRole('button', { name: 'Previous still' }).click();
    expect(clock.now()).toBe(fromSeconds(1));

    for (const [seconds, error, words] of [
      [4, 'format-broken', /it is no PNG, JPEG or WebP/],
      [5, 'format-broken', /60000 × 60000 pixels/],
      [6, 'artifact-unlisted', /gone\.png/],
    ] as const) {
      expect(await at(seconds)).toMatchObject({ still: seconds - 1, error });
      await expect.element(page.getByRole('alert')).toHaveTextContent(words);
      expect(place.querySelector('canvas')?.hidden).toBe(true);
    }
    expect(await at(2)).toMatchObject({ still: 1, error: null });
    expect(place.querySelector('canvas')?.hidden).toBe(false);
    // The path that leads out of the bundle is no record.
    expect(trace.problems.all.map(({ code }) => code)).toEqual(['record-invalid']);

    root.unmount();
    await vi.waitFor(() => expect(clock.holders).toEqual([]));
    clock.dispose();
  });
});
