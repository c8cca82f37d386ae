/** Long stretches of work in which nothing is said. Pure. */
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { hasTimes, placed, type Facts } from '../facts.ts';
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

/** The whole seconds in which anything was done: pointer, keys, output, edits, pages, running commands. */
function busySeconds({ duration, ...facts }: Facts): readonly TimeRange[] {
  const spans: TimeRange[] = [];
  const mark = (time: number, end: number = time): void => {
    const from = floored(time);
    const until = floored(end) + SECOND;
    // Most of a million events come in the second of the one before.
    const last = spans.at(-1);
    if (!last || last.start > from || last.end < until)
      spans.push({ start: fromMicros(from), end: fromMicros(until) });
  };
  for (const { layer, holds } of facts.inputs)
    if (hasTimes(layer)) for (let row = 0; row < holds.length; row += 1) mark(holds.timeAt(row));
  for (const { layer, holds } of facts.terminals)
    if (hasTimes(layer)) for (const index of holds.chunks.ofKind('output')) mark(holds.chunks.timeOf(index));
  for (const { item } of placed(facts.edits)) mark(item.time);
  for (const { item } of placed(facts.browsers)) mark(item.time);
  for (const { item } of placed(facts.commands)) mark(item.time, item.end);
  return union(spans, duration);
}

function floored(time: number): number {
  return Math.floor(time / SECOND) * SECOND;
}

/** How many whole seconds of a range are busy. */
function countIn(busy: readonly TimeRange[], range: TimeRange): number {
  const from = Math.ceil(range.start / SECOND) * SECOND;
  const until = floored(range.end);
  return busy.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, until) - Math.max(start, from)) / SECOND,
    0,
  );
}
