/**
 * What is known to have been missed, as whoever made the bundle declared it: `x-gaps` of a layer, and `x-pauses` of the
 * manifest's `clock`, when all recording was paused. Both are lists of `{ "t": [start, end], "reason": "…" }` in
 * microseconds of trace time, the end not included. Pure.
 */
import { withoutDirectionMarks } from '../base/direction-marks.ts';
import type { Problem } from '../base/errors.ts';
import { listField } from '../base/json.ts';
import { clampTime, fromMicros, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';
import type { ClockMap } from './clock-map.ts';
import { textField } from './json-report.ts';
import { plainText } from './plain-text.ts';

export interface DeclaredGap {
  /** Place in the list of the manifest, from 0. */
  readonly index: number;
  /** Within the trace, and never empty. */
  readonly range: TimeRange;
  /** For people, on one line; undefined: nobody says why. */
  readonly reason: string | undefined;
}

/** What a layer lacks. Both lists are in time order. */
export interface LayerGaps {
  /** What its own recorder missed. */
  readonly own: readonly DeclaredGap[];
  /** When all recording was paused. */
  readonly pauses: readonly DeclaredGap[];
}

/** Of one list; what comes after them is left out. */
const MAX_GAPS = 1_000;
/** In UTF-16 code units. */
const MAX_REASON = 300;
/** The first of two code units, where the second was cut off. */
const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/**
 * Those of a list, in time order and cut to [0, duration). What is no range, and what lies outside the trace, is left out,
 * which `report` is told once. `pointer`: where the list stands in the manifest.
 */
export function declaredGaps(
  list: unknown,
  pointer: string,
  duration: TraceTime,
  report: (problem: Problem) => void,
): readonly DeclaredGap[] {
  const drop = (place: string, reason: string): void =>
    report({
      severity: 'warning',
      code: 'manifest-invalid',
      details: { pointer: place, reason, dropped: true },
    });
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    drop(pointer, 'must be an array');
    return [];
  }
  const broken: number[] = [];
  const gaps = list.slice(0, MAX_GAPS).flatMap((item: unknown, index): readonly DeclaredGap[] => {
    const range = rangeIn(item, duration);
    if (!range) broken.push(index);
    return range ? [{ index, range, reason: reasonOf(item) }] : [];
  });
  const [first] = broken;
  if (first !== undefined) {
    const others = broken.length > 1 ? `, as have ${broken.length - 1} more` : '';
    drop(`${pointer}/${first}`, `has no "t" of a start and a later end within the trace${others}`);
  }
  if (list.length > MAX_GAPS) drop(pointer, `has more than ${MAX_GAPS} items`);
  return gaps.sort(byStart);
}

/** Both together; undefined where there are none. */
export function layerGaps(
  own: readonly DeclaredGap[],
  pauses: readonly DeclaredGap[],
): LayerGaps | undefined {
  return own.length + pauses.length > 0 ? { own, pauses } : undefined;
}

/** The gaps where a layer's items are under another clock than that by which they were declared: they go with the items. */
export function movedGaps(
  gaps: readonly DeclaredGap[],
  before: ClockMap,
  now: ClockMap,
  duration: TraceTime,
): readonly DeclaredGap[] {
  if (now === before) return gaps;
  const moved = (time: TraceTime): TraceTime => clampTime(now.toTrace(before.toNative(time)), ZERO, duration);
  return gaps
    .map((gap) => ({ ...gap, range: { start: moved(gap.range.start), end: moved(gap.range.end) } }))
    .filter(({ range }) => range.end > range.start);
}

/** The gap at `now`: the layer's own before a pause, and of several the one that began last. */
export function gapAt(
  { own, pauses }: LayerGaps,
  now: TraceTime,
  duration: TraceTime,
): DeclaredGap | undefined {
  // Ranges are half-open, but what is missing to the end is missing at the very end too.
  const isIn = ({ range: { start, end } }: DeclaredGap): boolean =>
    start <= now && (now < end || (now === duration && end === duration));
  return own.findLast(isIn) ?? pauses.findLast(isIn);
}

/** In how many parts something is missing: those that touch are one. */
export function missingParts(gaps: readonly DeclaredGap[]): number {
  let [parts, until] = [0, -Infinity];
  for (const { range } of [...gaps].sort(byStart)) {
    if (range.start > until) parts += 1;
    until = Math.max(until, range.end);
  }
  return parts;
}

function rangeIn(item: unknown, duration: TraceTime): TimeRange | undefined {
  const [from, to] = listField(item, 't');
  if (typeof from !== 'number' || typeof to !== 'number') return undefined;
  if (!Number.isFinite(from) || !Number.isFinite(to)) return undefined;
  const start = clampTime(fromMicros(from), ZERO, duration);
  const end = clampTime(fromMicros(to), ZERO, duration);
  return end > start ? { start, end } : undefined;
}

function reasonOf(item: unknown): string | undefined {
  // What is cut off in the end need not be cleaned.
  const said = textField(item, 'reason')?.slice(0, 4 * MAX_REASON);
  const line = withoutDirectionMarks(plainText(said ?? ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  if (line.length <= MAX_REASON) return line;
  const kept = line.slice(0, MAX_REASON - 1).replace(HALF_CHARACTER, '');
  return `${kept.trimEnd()}…`;
}

function byStart(a: DeclaredGap, b: DeclaredGap): number {
  return a.range.start - b.range.start;
}
