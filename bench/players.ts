/** The players under test, each behind the same few verbs. */
import type { Page } from 'playwright-core';
import { contained, screenOf, type Rect, type Screen } from './screen.ts';
import type { Truth } from './truth.ts';

/** What a player said when it was done. */
export interface Answer {
  /** Milliseconds from the call until it was done, measured in the page. */
  readonly ms: number;
  /** The index of the frame that it says it shows; null where it says none. */
  readonly frame: number | null;
  /** Whether it says that this very frame is on screen; null where it never says. */
  readonly exact: boolean | null;
}

export interface Player {
  readonly screen: Screen;
  /** Goes to the moment `part` of the way through the interval of frame `frame`. */
  seek(frame: number, part: number): Promise<Answer>;
  /** One frame on or back, from frame `from`. */
  step(from: number, by: 1 | -1): Promise<Answer>;
}

/** The address of a server with the bundle of one video, and where in it the video is. */
export interface Place {
  readonly origin: string;
  readonly video: string;
}

export const PLAYER_NAMES = ['Playhead', 'naive', 'video.js'] as const;
export type PlayerName = (typeof PLAYER_NAMES)[number];

/** Opens a player on a fresh page; it is ready when it shows its first picture. */
export function openPlayer(name: PlayerName, page: Page, place: Place, truth: Truth): Promise<Player> {
  return name === 'Playhead' ? openPlayhead(page, place, truth) : openPeer(name, page, place, truth);
}

async function openPlayhead(page: Page, { origin }: Place, { times }: Truth): Promise<Player> {
  // Its pane maximized: nothing but the picture changes.
  await page.goto(`${origin}/?trace=/bundle/#v=1&pane=video`);
  await page.evaluate(() => window.playhead.ready());
  await page.mouse.move(0, 0);
  const { box, width, height } = await page.evaluate(() => {
    // The picture may be drawn by a media element or on a canvas over it: both fill the same box.
    const [element] = document.querySelectorAll('[data-pane="video"] video');
    if (!element) throw new Error('the pane has no picture');
    const { x, y, width, height } = element.getBoundingClientRect();
    const shown = window.playhead.state().panes['video'] ?? {};
    return { box: { x, y, width, height }, width: Number(shown['width']), height: Number(shown['height']) };
  });
  return {
    screen: await screenOf(page, contained(box, width, height), width),
    seek: (frame, part) =>
      page.evaluate(
        async (seconds) => {
          const began = performance.now();
          await window.playhead.seek(seconds);
          const ms = performance.now() - began;
          const { frame, exact } = window.playhead.state();
          return { ms, frame, exact };
        },
        within(times, frame, part),
      ),
    step: (_from, by) =>
      page.evaluate(async (frames) => {
        const began = performance.now();
        await window.playhead.step({ frames });
        const ms = performance.now() - began;
        const { frame, exact } = window.playhead.state();
        return { ms, frame, exact };
      }, by),
  };
}

async function openPeer(
  name: PlayerName,
  page: Page,
  { origin, video }: Place,
  { fps }: Truth,
): Promise<Player> {
  await page.goto(`${origin}/?player=${name}`);
  await page.evaluate((address) => window.peer.open(address), video);
  const { box, width, height } = await page.evaluate(() => {
    const [element] = document.getElementsByTagName('video');
    if (!element) throw new Error('there is no video element');
    const { x, y, width, height } = element.getBoundingClientRect();
    const box: Rect = { x, y, width, height };
    return { box, width: element.videoWidth, height: element.videoHeight };
  });
  const seek = async (frame: number): Promise<Answer> => {
    const ms = await page.evaluate(
      async (target) => {
        const began = performance.now();
        await window.peer.seek(target.frame, target.fps);
        return performance.now() - began;
      },
      { frame, fps },
    );
    return { ms, frame: null, exact: null };
  };
  return {
    screen: await screenOf(page, contained(box, width, height), width),
    seek,
    step: (from, by) => seek(from + by),
  };
}

/** Whole microseconds are what Playhead reckons with; the moment stays inside the frame's interval for all of them. */
function within(times: Float64Array, frame: number, part: number): number {
  const start = micros(times[frame] ?? 0);
  const next = times[frame + 1];
  if (next === undefined) return start / MICROS;
  return Math.min(Math.floor(start + (micros(next) - start) * part), micros(next) - 1) / MICROS;
}

const MICROS = 1_000_000;

function micros(seconds: number): number {
  return Math.round(seconds * MICROS);
}
