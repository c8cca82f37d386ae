/** Going from one thing that happened to the next: ascending lists of times. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { TraceTime } from '../base/time.ts';
import { SLICE } from '../base/slices.ts';

/** Distinct times in ascending order, in microseconds. */
export type StepTimes = Float64Array;

/** The first of `times` after `time`; undefined where there is none. */
export function nextAfter(times: StepTimes, time: TraceTime): TraceTime | undefined {
  return times[lastAtMost(times.length, (index) => times[index] ?? Infinity, time) + 1] as
    TraceTime | undefined;
}

/** The last of `times` before `time`; undefined where there is none. */
export function previousBefore(times: StepTimes, time: TraceTime): TraceTime | undefined {
  // Times are whole: what is ≤ time - 1 is what is before time.
  return times[lastAtMost(times.length, (index) => times[index] ?? Infinity, time - 1)] as
    TraceTime | undefined;
}

/** All times of `lists`, each ascending, as one list. Pairs are merged, so that a long list is not copied for each short one. */
export function* mergeTimes(lists: readonly Float64Array[]): Generator<undefined, StepTimes> {
  let round: Float64Array[] = [];
  for (const list of lists) if (list.length > 0) round.push(yield* distinct(list));
  while (round.length > 1) {
    const next: Float64Array[] = [];
    for (let index = 0; index < round.length; index += 2) {
      const [left, right] = [round[index], round[index + 1]];
      if (left) next.push(right ? yield* mergeTwo(left, right) : left);
    }
    round = next;
  }
  return round[0] ?? new Float64Array();
}

function* distinct(times: Float64Array): Generator<undefined, Float64Array> {
  const kept = new Float64Array(times.length);
  let count = 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (count === 0 || time !== kept[count - 1]) kept[count++] = time;
    if (index % SLICE === SLICE - 1) yield;
  }
  return kept.subarray(0, count);
}

function* mergeTwo(a: Float64Array, b: Float64Array): Generator<undefined, Float64Array> {
  const merged = new Float64Array(a.length + b.length);
  let fromA = 0;
  let fromB = 0;
  let count = 0;
  while (fromA < a.length || fromB < b.length) {
    const left = a[fromA] ?? Infinity;
    const right = b[fromB] ?? Infinity;
    if (left <= right) fromA += 1;
    if (right <= left) fromB += 1;
    merged[count++] = Math.min(left, right);
    if (count % SLICE === 0) yield;
  }
  return merged.subarray(0, count);
}
