/** Every pane at the same instant: what each shows is what the bundle's own files say, read by other means. */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, SAMPLE, test, type PlayheadPage } from './playhead-page.ts';
import { PANES, placeEveryPane } from './every-pane.ts';
import { cueAt, stepsAt, testsAt, urlAt, WorkspaceTruth } from './layers-truth.ts';
import { linesInSight, solid, testMarks } from './read-panes.ts';
import { readDecoded, readShown, teachTimecode } from './read-picture.ts';
import { randomTimes, TerminalTruth, timecode, VideoTruth } from './sample-truth.ts';

const terminal = new TerminalTruth();
let video: VideoTruth;
let workspace: WorkspaceTruth;

test.beforeAll(async () => {
  video = await VideoTruth.read();
  workspace = new WorkspaceTruth();
});

test.afterAll(() => workspace.dispose());

/** Steps of these kinds are single items of a layer; the others are grouped. */
const SINGLE_KINDS = ['Commands', 'Tests', 'Lint', 'Voice', 'Notes'] as const;

async function expectEveryPane(playhead: PlayheadPage, seconds: number): Promise<void> {
  const { page } = playhead;
  const { panes } = await playhead.seek(seconds);
  const at = `at ${seconds} s`;
  expect(Object.keys(panes).sort(), at).toEqual([...PANES].sort());

  // Frame: the time code in the picture on screen, against the same frame decoded apart.
  const frame = video.indexAt(seconds);
  expect(panes['video'], at).toMatchObject({ frame, exact: true });
  expect(await readShown(page, timecode), `picture ${at}`).toBe(
    await readDecoded(page, timecode, await video.chunksOf(frame)),
  );

  // Terminal.
  const text = await terminal.textAt(seconds);
  const shown = panes['terminal']?.['text'];
  expect(Array.isArray(shown) ? shown.join('\n').trimEnd() : shown, `terminal ${at}`).toBe(
    text.join('\n').trimEnd(),
  );

  // Code: the very bytes, and the lines in sight.
  const front = workspace.frontAt(seconds);
  expect(panes['diff'], `file ${at}`).toMatchObject({
    file: front?.path ?? null,
    sha256: front?.sha256 ?? null,
  });
  await expect(async () => {
    const lines = await linesInSight(page);
    expect(lines.size, `lines in sight ${at}`).toBeGreaterThan(3);
    for (const [number, line] of lines)
      expect(solid(line), `line ${number} of the file ${at}`).toBe(solid(front?.lines[number - 1] ?? ''));
  }).toPass({ timeout: 20_000 });

  // Tests: the counts, and every test's mark.
  const tests = testsAt(seconds);
  const passed = [...(tests?.tests.values() ?? [])].filter(Boolean).length;
  expect(panes['tests'], `tests ${at}`).toMatchObject({
    run: tests?.run ?? null,
    passed: tests ? passed : null,
    failed: tests ? tests.tests.size - passed : null,
  });
  if (tests) await expect.poll(() => testMarks(page), `marks ${at}`).toEqual(Object.fromEntries(tests.tests));

  // Browser, voice, steps.
  expect(panes['browser'], `page ${at}`).toMatchObject({ url: urlAt(seconds) ?? null });
  const cue = cueAt(seconds);
  expect(panes['voice'], `cue ${at}`).toMatchObject({ cue: cue ?? null });
  const last = stepsAt(seconds);
  if (last.length > 0) {
    expect(Math.round(Number(panes['steps']?.['time']) * 1e6), `step ${at}`).toBe(last[0]?.time);
    expect(
      last.map((step) => step.text),
      `step ${at}`,
    ).toContain(panes['steps']?.['text']);
  }
}

test('all panes show the same instant, at twenty random times, forwards and backwards', async ({
  page,
  playhead,
}) => {
  await placeEveryPane(page);
  await playhead.goto(SAMPLE);
  await teachTimecode(page);
  const steps = page.getByRole('region', { name: 'Steps', exact: true });
  for (const kind of SINGLE_KINDS)
    await steps.getByRole('button', { name: new RegExp(`^${kind} \\d`) }).click();
  const times = [...randomTimes(20, 71_993)].sort((a, b) => a - b);
  for (const time of [...times, ...times.toReversed()]) await expectEveryPane(playhead, time);
  expect((await playhead.state()).problems).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});

test('going away and back gives the same panes, pixel for pixel outside the video', async ({
  page,
  playhead,
}) => {
  await placeEveryPane(page);
  await playhead.goto(SAMPLE);
  const look = (): Promise<Buffer> =>
    page.getByRole('main').screenshot({
      animations: 'disabled',
      caret: 'hide',
      mask: [page.getByRole('region', { name: 'Screen', exact: true })],
    });
  const picture = async (seconds: number): Promise<Buffer> => {
    await playhead.seek(seconds);
    // What fades in late on purpose has its time, and more of it on a busy machine.
    await page.waitForTimeout(500);
    let last = await look();
    await expect
      .poll(async () => {
        const before = last;
        last = await look();
        return largestDifference(page, before, last);
      })
      .toBeLessThanOrEqual(RASTER_NOISE);
    return last;
  };
  const times = randomTimes(4, 4_711);
  const before: Buffer[] = [];
  for (const time of times) before.push(await picture(time));
  // From another side each, and from near and far.
  for (const [index, time] of [...times.entries()].reverse()) {
    await playhead.seek(index % 2 === 0 ? 0 : 229);
    const again = await picture(time);
    const first = before[index] ?? Buffer.alloc(0);
    const worst = await largestDifference(page, first, again);
    if (worst > RASTER_NOISE) {
      writeFileSync(test.info().outputPath('first.png'), first);
      writeFileSync(test.info().outputPath('again.png'), again);
    }
    expect(worst, `the pictures at ${time} s`).toBeLessThanOrEqual(RASTER_NOISE);
  }
});

/** Levels of 255: Chromium draws the edge of a rounded corner up to 3 levels differently where it draws only a part anew. */
const RASTER_NOISE = 3;

/** The largest difference of a colour between two pictures of the same size, in levels of 255. */
async function largestDifference(page: Page, first: Buffer, second: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [a, b] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
        }),
      );
      if (!a || a.length !== b?.length) return 255;
      return a.reduce((worst, level, index) => Math.max(worst, Math.abs(level - (b[index] ?? 0))), 0);
    },
    [first.toString('base64'), second.toString('base64')],
  );
}
