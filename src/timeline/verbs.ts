/** What keys, buttons and scripts do with time; each is one action of a person. */
import { clampTime, fromMicros, shift, ZERO } from '../base/time.ts';
import { MAX_RATE, MIN_RATE, type Transport } from './clock.ts';
import { nextAfter, previousBefore, type StepTimes } from './steps.ts';
import { isVisible } from './view-range.ts';
import type { ViewStore } from './view-store.ts';

/** What the arrow keys seek by, in microseconds. */
export const STEP_SHORT = 5_000_000;
/** The same with Shift. */
export const STEP_LONG = 30_000_000;
/** What a zoom key or button enlarges by. */
export const ZOOM_STEP = 1.5;

/** The speeds that are offered, ascending. */
export const RATES: readonly number[] = [MIN_RATE, 0.5, 0.75, 1, 1.25, 1.5, 2, 4, 8, MAX_RATE];

export function togglePlay(clock: Transport): void {
  if (clock.playing) clock.pause();
  else clock.play();
}

/** Seeks `micros` further, or back where negative. */
export function seekBy(clock: Transport, micros: number): void {
  clock.seek(clampTime(shift(clock.now(), micros), ZERO, clock.duration));
}

/** Seeks to a share of the trace: 0 is the start, 1 the end. */
export function seekShare(clock: Transport, share: number): void {
  clock.seek(fromMicros(clock.duration * share));
}

/** Seeks to the next (1) or previous (-1) of `times`; false where there is none. */
export function seekStep(clock: Transport, times: StepTimes, direction: 1 | -1): boolean {
  const time = direction === 1 ? nextAfter(times, clock.now()) : previousBefore(times, clock.now());
  if (time === undefined) return false;
  clock.seek(time);
  return true;
}

/** The next faster (1) or slower (-1) of the speeds that are offered, in the same direction of time. */
export function changeRate(clock: Transport, direction: 1 | -1): void {
  const speed = Math.abs(clock.rate);
  const next = direction === 1 ? RATES.find((rate) => rate > speed) : RATES.findLast((rate) => rate < speed);
  if (next !== undefined) clock.setRate(Math.sign(clock.rate) * next);
}

/** Plays the marked range over and over, or the whole trace where none is marked; or no longer. */
export function toggleLoop(clock: Transport, view: ViewStore): void {
  clock.setLoop(clock.loop ? undefined : loopRange(clock, view));
}

/** Keeps a loop at the marked range when that changes. Returns how to stop. */
export function bindLoop(clock: Transport, view: ViewStore): () => void {
  return view.subscribe((state, before) => {
    if (clock.loop && state.selection !== before.selection) clock.setLoop(loopRange(clock, view));
  });
}

/** Zooms around the playhead where it is in sight, else around the middle. */
export function zoomBy(clock: Transport, view: ViewStore, factor: number): void {
  const { range, duration, zoomAt } = view.getState();
  const now = clock.now();
  zoomAt(isVisible(range, now, duration) ? now : fromMicros((range.start + range.end) / 2), factor);
}

function loopRange(clock: Transport, view: ViewStore) {
  return view.getState().selection ?? { start: ZERO, end: clock.duration };
}
