/** What an opening page shows when. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DrivenPage } from './plain-page.ts';

/** Milliseconds since the navigation began; NaN: not within the time that it had. */
export interface Opening {
  /** The tracks of the manifest stand in the timeline. */
  readonly timeline: number;
  /** The lanes of all of them are drawn, or have failed. */
  readonly lanes: number;
  /** The browser confirmed that the frame that was asked for is on screen. */
  readonly frame: number;
  /** Every pane shows the moment. */
  readonly settled: number;
  /** The longest time that the main thread was busy at one go, until all was settled. */
  readonly longest: number;
  /** Milliseconds since 1970 of the navigation. */
  readonly origin: number;
}

/** Milliseconds between two looks at whether it is settled. */
const LOOK = 100;

type Marks = Record<'timeline' | 'lanes' | 'frame' | 'settled' | 'longest', number>;

declare global {
  interface Window {
    marks: Marks;
  }
}

/** Runs before the page's own scripts, and looks once a frame: what is noted was painted in the frame before. */
function watch(): void {
  const marks: Marks = { timeline: NaN, lanes: NaN, frame: NaN, settled: NaN, longest: 0 };
  window.marks = marks;
  let asked = false;
  const note = (name: keyof Marks, there: boolean): void => {
    if (there && Number.isNaN(marks[name])) marks[name] = performance.now();
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) marks.longest = Math.max(marks.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    const lanes = [...document.querySelectorAll('[aria-label="Tracks"] > li')];
    note('timeline', lanes.length > 0);
    const open = (lane: Element): boolean => lane.getAttribute('data-status') === 'loading';
    note('lanes', lanes.length > 0 && !lanes.some(open));
    const playhead = (window as Partial<Window>).playhead;
    if (playhead) {
      if (!asked) {
        asked = true;
        void playhead.ready().then(() => note('settled', true));
      }
      try {
        if (Number.isNaN(marks.frame)) note('frame', playhead.state().exact === true);
      } catch {
        // No trace is open yet.
      }
    }
    if (Number.isNaN(marks.settled)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Opens `address` and waits until all is settled and drawn, `patience` milliseconds at most. */
export async function open(page: DrivenPage, address: string, patience: number): Promise<Opening> {
  await page.addInitScript(watch);
  await page.goto(address, { waitUntil: 'commit' });
  const until = performance.now() + patience;
  for (;;) {
    const { marks, origin } = await page.evaluate(noted, undefined);
    if (!Number.isNaN(marks.settled) || performance.now() > until) return { ...marks, origin };
    await wait(LOOK);
  }
}

/** Runs in the page. */
function noted(): { readonly marks: Marks; readonly origin: number } {
  return { marks: { ...window.marks }, origin: performance.timeOrigin };
}
