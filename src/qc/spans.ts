/** Ranges of trace time as sets: unions, what is left uncovered, lengths. Pure. */
import { fromMicros, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';

/** The range of a moment: one microsecond. */
export function instant(time: TraceTime): TimeRange {
  return { start: time, end: fromMicros(time + 1) };
}

/** [start, end), or the instant at `start` where that is empty or has no end. */
export function rangeOf(start: TraceTime, end: TraceTime | undefined): TimeRange {
  return end !== undefined && end > start ? { start, end } : instant(start);
}

/** What the spans cover together within [0, duration), in time order and apart from each other. */
export function union(spans: readonly TimeRange[], duration: TraceTime): readonly TimeRange[] {
  const merged: { start: TraceTime; end: TraceTime }[] = [];
  const inside = spans
    .map(({ start, end }) => ({
      start: Math.max(start, 0) as TraceTime,
      end: Math.min(end, duration) as TraceTime,
    }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  for (const span of inside) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end) as TraceTime;
    else merged.push({ ...span });
  }
  return merged;
}

/** What of [0, duration) `covered`, a union, leaves out. */
export function uncovered(covered: readonly TimeRange[], duration: TraceTime): readonly TimeRange[] {
  const gaps: TimeRange[] = [];
  let at = ZERO;
  for (const { start, end } of covered) {
    if (start > at) gaps.push({ start: at, end: start });
    at = end;
  }
  if (at < duration) gaps.push({ start: at, end: duration });
  return gaps;
}

export function lengthOf(ranges: readonly TimeRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + (end - start), 0);
}

/** Microseconds between two ranges; 0 where they meet. */
export function distance(a: TimeRange, b: TimeRange): number {
  return Math.max(0, b.start - a.end, a.start - b.end);
}

/** Whether two ranges share a moment, or touch. */
export function meet(a: TimeRange, b: TimeRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
