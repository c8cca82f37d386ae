/** Long stretches of work in which nothing is said. Pure. */
import type { TimeRange } from '../../base/time.ts';
import { hasTimes, type Facts } from '../facts.ts';
import { uncovered, union } from '../spans.ts';
import type { Segment } from './segments.ts';

const SECOND = 1_000_000;

/** Stretches without a segment that are longer than `longest` and hold at least `active` seconds with activity. */
export function silences(
  facts: Facts,
  segments: readonly Segment[],
  { longest, active }: { readonly longest: number; readonly active: number },
): readonly TimeRange[] {
  const spoken = union(
    segments.map(({ range }) => range),
    facts.duration,
  );
  const busy = busySeconds(facts);
  return uncovered(spoken, facts.duration).filter((range) => {
    if (range.end - range.start <= longest) return false;
    return countIn(busy, range) >= active;
  });
}

/** The whole seconds of the trace in which anything was done: pointer, keys, output, edits, pages, running commands. */
function busySeconds(facts: Facts): Uint8Array {
  const seconds = new Uint8Array(Math.ceil(facts.duration / SECOND) + 1);
  const mark = (time: number, end: number = time): void => {
    for (let second = Math.floor(time / SECOND); second * SECOND <= end; second += 1) seconds[second] = 1;
  };
  for (const { holds } of facts.inputs) for (const time of holds.times) mark(time);
  for (const { holds } of facts.terminals)
    for (const index of holds.chunks.ofKind('output')) mark(holds.chunks.timeOf(index));
  for (const { layer, holds } of [...facts.edits, ...facts.browsers])
    if (hasTimes(layer)) for (const { time } of holds.items) mark(time);
  for (const { holds } of facts.commands) for (const { time, end } of holds.items) mark(time, end);
  return seconds;
}

function countIn(busy: Uint8Array, { start, end }: TimeRange): number {
  const from = Math.ceil(start / SECOND);
  return busy.subarray(from, Math.floor(end / SECOND)).reduce((sum, one) => sum + one, 0);
}
