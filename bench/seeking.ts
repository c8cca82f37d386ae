/** Random seeks in an open trace, and dragging the playhead over its timeline. */
import type { Page } from 'playwright-core';
import { seededRandom } from '../capture/record/random.ts';
import type { DrivenPage } from './plain-page.ts';
import { quantile } from './table.ts';

const SEED = 20_260_101;
/** A seek that has not settled by then is given up, in milliseconds. */
const PATIENCE = 60_000;
/** Between two seeks a person looks for a moment; what is being done ahead of time gets its time, too. */
const REST = 80;

/** `count` random moments of a trace, in seconds; the same every time. */
export function randomTimes(count: number, durationMicros: number, seed = SEED): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Math.floor(random() * durationMicros) / 1e6);
}

/** Milliseconds of each seek until every pane on screen shows that moment; NaN: given up. */
export async function seekAll(page: DrivenPage, times: readonly number[]): Promise<readonly number[]> {
  const taken: number[] = [];
  // In parts, so that one call of the page does not take minutes.
  for (let from = 0; from < times.length; from += 20)
    taken.push(
      ...(await page.evaluate(seekSome, {
        times: times.slice(from, from + 20),
        patience: PATIENCE,
        rest: REST,
      })),
    );
  return taken;
}

interface Seeks {
  readonly times: readonly number[];
  readonly patience: number;
  readonly rest: number;
}

/** Runs in the page. */
async function seekSome({ times, patience, rest }: Seeks): Promise<number[]> {
  const taken: number[] = [];
  for (const time of times) {
    const began = performance.now();
    const late = new Promise<boolean>((done) => setTimeout(() => done(true), patience));
    const isLate = await Promise.race([window.playhead.seek(time).then(() => false), late]);
    taken.push(isLate ? NaN : performance.now() - began);
    await new Promise((done) => setTimeout(done, rest));
  }
  return taken;
}

/** Of those that were not given up. */
export function p50p95(values: readonly number[]): {
  readonly p50: number;
  readonly p95: number;
  readonly failed: number;
} {
  const done = values.filter((value) => !Number.isNaN(value));
  return { p50: quantile(done, 0.5), p95: quantile(done, 0.95), failed: values.length - done.length };
}

export interface Scrub {
  /** Animation frames a second. */
  readonly frames: number;
  /** 95 % of the frames came within this many milliseconds of the one before. */
  readonly frameP95: number;
  /** Longest task of the main thread, in milliseconds; 0 where none took over 50. */
  readonly longest: number;
  /** How many took over 50. */
  readonly long: number;
  /** New pictures of the video a second: each of a moment that the playhead was at not long before. */
  readonly pictures: number;
}

interface ScrubLog {
  readonly frames: number[];
  readonly tasks: number[];
  pictures: number;
  running: boolean;
}

/** A picture counts where the playhead was at its moment in so many milliseconds before, */
const LAG = 250;
/** give or take this part of the video: about 20 pixels of the timeline. */
const SLACK = 0.015;

declare global {
  interface Window {
    scrubLog: ScrubLog;
  }
}

/** To be run before the page's own scripts: notes what keeps the page busy. */
export function watchTasks(): void {
  const log: ScrubLog = { frames: [], tasks: [], pictures: 0, running: false };
  window.scrubLog = log;
  new PerformanceObserver((list) => {
    if (log.running) log.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

/** Drags the pointer over the timeline for some seconds, there and back once in `period` seconds. */
export async function scrub(page: Page, seconds: number, period: number): Promise<Scrub> {
  const box = await page.locator('[role="slider"][aria-label="Playhead"]').boundingBox();
  if (!box) throw new Error('there is no timeline');
  const y = box.y + Math.min(box.height - 8, 60);
  const at = (time: number): number =>
    box.x + box.width * (0.5 - 0.45 * Math.cos((2 * Math.PI * time) / period));
  await page.mouse.move(at(0), y);
  await page.mouse.down();
  await page.evaluate(begin, { lag: LAG, slack: SLACK });
  const began = performance.now();
  for (let time = 0; time < seconds; time = (performance.now() - began) / 1_000) {
    await page.mouse.move(at(time), y);
    await new Promise((done) => setTimeout(done, 8));
  }
  const log = await page.evaluate(end);
  await page.mouse.up();
  await page.evaluate(() => window.playhead.settled());
  const gaps = log.frames.slice(1).map((frame, index) => frame - (log.frames[index] ?? frame));
  const passed = ((log.frames.at(-1) ?? 0) - (log.frames[0] ?? 0)) / 1_000;
  return {
    frames: gaps.length / passed,
    frameP95: quantile(gaps, 0.95),
    longest: Math.max(0, ...log.tasks),
    long: log.tasks.length,
    pictures: log.pictures / passed,
  };
}

/** Runs in the page: looks once a frame which picture is on screen, and where the playhead is. */
function begin({ lag, slack }: { readonly lag: number; readonly slack: number }): void {
  const log = window.scrubLog;
  Object.assign(log, { frames: [], tasks: [], pictures: 0, running: true });
  /** Where the playhead was, the latest last. */
  const path: { readonly at: number; readonly frame: number }[] = [];
  let before: unknown;
  const frame = (now: number): void => {
    if (!log.running) return;
    log.frames.push(now);
    requestAnimationFrame(frame);
    const { frame: wanted, frameCount, panes } = window.playhead.state();
    const shown = panes['video']?.['frame'];
    if (wanted === null || frameCount === null || typeof shown !== 'number' || shown < 0) return;
    path.push({ at: now, frame: wanted });
    while (path[0] && now - path[0].at > lag) path.shift();
    const passed = path.map((place) => place.frame);
    const near =
      shown >= Math.min(...passed) - slack * frameCount && shown <= Math.max(...passed) + slack * frameCount;
    if (shown !== before && before !== undefined && near) log.pictures += 1;
    before = shown;
  };
  requestAnimationFrame(frame);
}

/** Runs in the page. */
function end(): ScrubLog {
  window.scrubLog.running = false;
  return window.scrubLog;
}
