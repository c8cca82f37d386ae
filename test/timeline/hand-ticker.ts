import type { Ticker } from '../../src/base/ticker.ts';

/** Frames and wall time that a test drives by hand. */
export interface HandTicker extends Ticker {
  /** Lets `millis` of wall time pass, then runs the frame that was asked for, if any. */
  tick(millis?: number): void;
  /** Hides the page, or shows it. */
  see(seen: boolean): void;
  /** Lets `millis` of wall time pass without a frame, as in a page that is frozen. */
  pass(millis: number): void;
  /** Frames asked for and not run yet. */
  readonly pending: number;
}

export function handTicker(): HandTicker {
  let wall = 1_000;
  let handle = 0;
  let seen = true;
  const frames = new Map<number, () => void>();
  const watchers = new Set<() => void>();
  return {
    get seen() {
      return seen;
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    see: (next) => {
      seen = next;
      for (const changed of watchers) changed();
    },
    now: () => wall,
    request: (callback) => {
      frames.set(++handle, callback);
      return handle;
    },
    cancel: (id) => void frames.delete(id),
    tick: (millis = 16) => {
      wall += millis;
      const due = [...frames.values()];
      frames.clear();
      for (const callback of due) callback();
    },
    pass: (millis) => {
      wall += millis;
    },
    get pending() {
      return frames.size;
    },
  };
}
