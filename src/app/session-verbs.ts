/** What keys, buttons and scripts do with an open trace, beyond what needs the clock and view alone. */
import { shift, type TraceTime } from '../base/time.ts';
import { MAX_RATE } from '../timeline/clock.ts';
import { nextAfter, previousBefore, type StepTimes } from '../timeline/steps.ts';
import type { TraceSession } from './session-store.ts';

/** Without video, a frame step moves by this: a frame of a common screen recording. */
const STEP_WITHOUT_VIDEO = 33_333;

/** Plays in a direction; already playing that way, at twice the rate. */
export function shuttle({ clock }: TraceSession, direction: 1 | -1): void {
  const same = clock.playing && Math.sign(clock.rate) === direction;
  clock.play(direction * (same ? Math.min(MAX_RATE, Math.abs(clock.rate) * 2) : 1));
}

/** Moves by frames of the first video, and stops playing: a step is looked at. */
export function stepFrames(session: TraceSession, count: number): void {
  const { clock, frames } = session;
  clock.pause();
  const table = frames.value;
  if (table) goToFrame(session, table.indexAt(clock.now()) + count);
  else clock.seek(shift(clock.now(), count * STEP_WITHOUT_VIDEO));
}

/** Goes to the next (1) or previous (-1) key frame of the first video, where there is one, and stops playing. */
export function stepKeyFrame(session: TraceSession, direction: 1 | -1): void {
  const { clock, frames } = session;
  clock.pause();
  const now = frames.value?.indexAt(clock.now()) ?? -1;
  const key = direction > 0 ? frames.value?.keyAfter(now) : frames.value?.keyAtOrBefore(now - 1);
  if (key !== undefined && key >= 0) goToFrame(session, key);
}

/** Goes to where frame `index` appears, or the nearest one that there is; `jump` as for the clock. */
export function goToFrame({ clock, frames }: TraceSession, index: number, jump = false): void {
  const table = frames.value;
  if (table) clock.seek(table.startOf(Math.min(table.count - 1, Math.max(0, index))), jump);
}

/** Goes to the `count`-th of `times` after now, or before it for a negative count; as far as there are any. `jump` as for the clock. */
export function seekAlong({ clock }: TraceSession, times: StepTimes, count: number, jump = false): void {
  let time: TraceTime = clock.now();
  for (let left = Math.abs(count); left > 0; left--) {
    const next = count > 0 ? nextAfter(times, time) : previousBefore(times, time);
    if (next === undefined) break;
    time = next;
  }
  clock.seek(time, jump);
}
