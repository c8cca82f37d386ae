/** Screen recordings by other people: every frame that the page shows is the one that ffmpeg decodes under its number. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { run } from '../../src/cli/run.ts';
import { serve } from '../../src/cli/serve.ts';
import { expect, PlayheadPage, test } from './playhead-page.ts';

/** Files by other people, beside the repository; not everyone has them. */
const DATA = resolve('..', 'shared', 'data');
const FILES = [
  'screen-video/cursed-vfr.mp4',
  'screen-video/sar_2x1.mp4',
  'screen-video/getting-started-use-popup.webm',
  'screen-video/ui-tour-selection.webm',
  'computer-use-agentnet/session-1/recording.mp4',
];
/** Pictures are compared at this size, in grey: finer than what differs between two frames of a screen. */
const SIZE = { width: 480, height: 270 };
const PIXELS = SIZE.width * SIZE.height;
/** Levels of 255 by which two decoders, scalers and colour conversions differ on the mean. */
const NOISE = 4;

test.skip(!existsSync(DATA), `${DATA} is absent`);
test.skip(spawnSync('ffmpeg', ['-version']).status !== 0, 'ffmpeg, which tells the truth here, is absent');

/** The grey pictures of the frames with these numbers, as ffmpeg decodes them. */
function decoded(path: string, numbers: readonly number[]): ReadonlyMap<number, Uint8Array> {
  const wanted = [...new Set(numbers)].sort((a, b) => a - b);
  const select = `select='${wanted.map((number) => `eq(n,${number})`).join('+')}'`;
  const filter = `${select},scale=${SIZE.width}:${SIZE.height}:flags=area,format=gray`;
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  // What it says of equal times in its raw output is piped away; where it fails, the error tells it.
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(bytes.length, 'bytes of one picture for each frame').toBe(wanted.length * PIXELS);
  return new Map(
    wanted.map((number, place) => [number, bytes.subarray(place * PIXELS, (place + 1) * PIXELS)] as const),
  );
}

/** The grey picture on the page's stage. Rejects where no decoded still is to be seen there. */
async function shown(page: Page): Promise<Uint8Array> {
  const grey = await page.evaluate(({ width, height }) => {
    const still = document.querySelector<HTMLCanvasElement>('canvas[data-still]:not([hidden])');
    if (!still) throw new Error('no decoded still is on the stage');
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas to read the picture with');
    context.imageSmoothingQuality = 'high';
    context.drawImage(still, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const level = (at: number): number =>
      Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
    // As text: a hundred thousand numbers would take longer on their way than all the rest.
    return Array.from({ length: width * height }, (_, index) => String.fromCharCode(level(4 * index))).join(
      '',
    );
  }, SIZE);
  return Buffer.from(grey, 'latin1');
}

/** Mean difference of two pictures in levels. Throws where one is not whole. */
function difference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== PIXELS || b.length !== PIXELS)
    throw new Error(`pictures of ${a.length} and ${b.length} pixels, and not of ${PIXELS}`);
  let sum = 0;
  for (const [index, level] of a.entries()) sum += Math.abs(level - (b[index] ?? 0));
  return sum / PIXELS;
}

for (const name of FILES)
  test(`${basename(name)} is shown frame by frame as it was recorded`, async ({ page }) => {
    const path = join(DATA, name);
    const scratch = mkdtempSync(join(tmpdir(), 'playhead-video-'));
    const bundle = join(scratch, 'bundle');
    const words: string[] = [];
    const code = await run(['new', '--video', path, '-o', bundle], {
      print: () => undefined,
      warn: (line) => void words.push(line),
    });
    expect(code, words.join(' ')).toBe(0);
    const serving = await serve({ app: 'dist/app', bundle });
    try {
      const playhead = new PlayheadPage(page, serving.url);
      await playhead.goto('bundle/bundle/');
      const { frameCount } = await playhead.state();
      const count = frameCount ?? 0;
      const last = count - 1;
      // Spread over the file, with steps on from each.
      const places = Array.from({ length: 6 }, (_, part) => Math.round((part / 5) * (last - 2)));
      const truth = decoded(
        path,
        places.flatMap((index) =>
          [-1, 0, 1, 2, 3].map((by) => index + by).filter((at) => at >= 0 && at <= last),
        ),
      );
      // Opens before the first frame where that is not at 0: frames are found from there too.
      const faults: string[] = [];
      const look = async (): Promise<void> => {
        const { frame, exact, panes } = await playhead.state();
        const index = frame ?? -1;
        const picture = await shown(page);
        const off = (number: number): number => {
          const other = truth.get(number);
          return other ? difference(picture, other) : Infinity;
        };
        const own = off(index);
        const nearest = Math.min(off(index - 1), off(index + 1));
        if (exact !== true || panes['video']?.['proof'] !== 'decoder' || own > NOISE || own > nearest + 0.05)
          faults.push(`frame ${index}, exact ${String(exact)}: differs by ${own}, neighbours by ${nearest}`);
      };
      for (const index of [...places, ...places.toReversed()]) {
        await goToFrame(page, index);
        await look();
        for (const by of [1, 1, -1]) {
          await page.evaluate((frames) => window.playhead.step({ frames }), by);
          await look();
        }
      }
      expect(faults).toEqual([]);
      await page.evaluate(() => window.playhead.seek(0));
      await page.evaluate(() => window.playhead.play(2));
      await page.waitForFunction(() => window.playhead.now() > 1);
      await page.evaluate(() => window.playhead.pause());
      await page.evaluate(() => window.playhead.settled());
      expect((await playhead.state()).exact).toBe(true);
      expect(playhead.complaints).toEqual([]);
    } finally {
      await serving.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  });

async function goToFrame(page: Page, index: number): Promise<void> {
  await page.getByRole('button', { name: /Go to time or frame/ }).click();
  await page.getByLabel('Go to time or frame', { exact: true }).fill(`f${index}`);
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.playhead.settled());
}
