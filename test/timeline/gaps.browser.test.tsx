import axe from 'axe-core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import '../../src/ui/theme.css';
import { createClock } from '../../src/timeline/clock.ts';
import { Timeline } from '../../src/timeline/Timeline.tsx';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import { nextFrame } from './listening.ts';

const HEADER = 132;
const RULER = 24;
/** 100 pixels a second for ten seconds. */
const WIDTH = HEADER + 1000;
/** Of the lanes of notes, in CSS pixels. */
const LANE = 20;
const S = 1_000_000;

const NOTE = lines({ t: 9 * S, type: 'note', text: 'here' });

afterEach(cleanup);

it.each(['dark', 'light'])('hatches what was not recorded, and tells it, in the %s theme', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const trace = await openTrace(
    buildBundle({
      layers: [
        {
          ...{ id: 'one', kind: 'annotations', title: 'One', content: NOTE },
          'x-gaps': [{ t: [2 * S, 4 * S], reason: '<i>It</i> died' }, 'none'],
        },
        { id: 'two', kind: 'annotations', title: 'Two', content: NOTE },
      ],
      manifest: {
        clock: {
          ...{ unit: 'us', origin: { wall_utc: null, wall_uncertainty_us: null }, duration: 10 * S },
          'x-pauses': [{ t: [6.5 * S, 6.501 * S], reason: 'telephone' }],
        },
      },
    }),
  );
  const clock = createClock(trace.duration);
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${WIDTH}px`,
    height: '300px',
  });
  render(<Timeline trace={trace} clock={clock} view={createViewStore(trace.duration)} />, { container });
  const told = await screen.findByRole('list', { name: 'What was not recorded' });
  expect(
    within(told)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'All layers. Nothing was recorded from 0:06.500 to 0:06.501: telephone.',
    'One. Nothing was recorded from 0:02.000 to 0:04.000: <i>It</i> died.',
  ]);
  await waitFor(() => expect(document.querySelector('[data-status="loading"]')).toBeNull());
  await nextFrame();

  const canvas = container.querySelectorAll('canvas')[1];
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('no lanes');
  const ratio = canvas.width / canvas.clientWidth;
  /** How many colours there are along the middle of a lane. */
  const colours = (lane: number, from: number, to: number): number => {
    const y = Math.round((lane * LANE + LANE / 2) * ratio);
    const { data } = context.getImageData(Math.round(from * ratio), y, Math.round((to - from) * ratio), 1);
    const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 4).join());
    return new Set(pixels).size;
  };
  // Beside the lines of the ruler's labels, which are whole seconds.
  expect(colours(0, 202, 298)).toBeGreaterThan(1);
  expect(colours(1, 202, 298)).toBe(1);
  expect(colours(0, 402, 498)).toBe(1);
  // However short, a pause goes through all lanes.
  for (const lane of [0, 1]) expect(colours(lane, 640, 660)).toBeGreaterThan(1);

  const plot = screen.getByRole('slider');
  const { left, top } = plot.getBoundingClientRect();
  const textAt = async (x: number, lane: number, text: string): Promise<void> => {
    plot.dispatchEvent(
      new PointerEvent('pointermove', {
        ...{ clientX: left + x, clientY: top + RULER + lane * LANE + 5, bubbles: true, pointerId: 1 },
      }),
    );
    await waitFor(() => expect(container.textContent).toContain(text));
  };
  await textAt(300, 0, 'Nothing was recorded here: <i>It</i> died');
  await textAt(651, 1, 'Nothing was recorded here: telephone');
  expect(container.querySelector('i:not([class])')).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
});
