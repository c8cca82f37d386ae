/** Gaps in which nothing happens in any track, and the time that is left when they are skipped. */
import { fromMicros, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';
import { SLICE } from '../base/slices.ts';

/** When one track is busy: ascending starts and, at the same index, ends (not included; the start itself for an instant). */
export interface Busy {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Only gaps longer than this count, in microseconds. */
const LIMIT = 3_000_000;
/** What is kept of a gap at either side where something happens, in microseconds. */
const MARGIN = 500_000;

/** The gaps of [0, duration) without activity in any of `tracks`, in time order, without their margins. */
export function* idleGaps(
  tracks: readonly Busy[],
  duration: TraceTime,
): Generator<undefined, readonly TimeRange[]> {
  let gaps: readonly TimeRange[] = duration > LIMIT ? [{ start: ZERO, end: duration }] : [];
  // A gap of all tracks is one of each: no list of all items is needed.
  for (const track of tracks) gaps = intersect(gaps, yield* gapsOf(track, duration));
  return gaps
    .map(({ start, end }) => ({
      start: fromMicros(start === 0 ? 0 : start + MARGIN),
      end: fromMicros(end === duration ? duration : end - MARGIN),
    }))
    .filter(({ start, end }) => end > start);
}

function* gapsOf({ starts, ends }: Busy, duration: TraceTime): Generator<undefined, readonly TimeRange[]> {
  const gaps: TimeRange[] = [];
  let busyUntil = 0;
  const close = (start: number): void => {
    if (start - busyUntil > LIMIT) gaps.push({ start: fromMicros(busyUntil), end: fromMicros(start) });
  };
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    close(start);
    busyUntil = Math.max(busyUntil, start, ends[index] ?? start);
    if (index % SLICE === SLICE - 1) yield;
  }
  close(duration);
  return gaps;
}

function intersect(a: readonly TimeRange[], b: readonly TimeRange[]): readonly TimeRange[] {
  const both: TimeRange[] = [];
  let [fromA, fromB] = [0, 0];
  for (;;) {
    const [left, right] = [a[fromA], b[fromB]];
    if (!left || !right) return both;
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (end - start > LIMIT) both.push({ start: fromMicros(start), end: fromMicros(end) });
    if (left.end <= right.end) fromA += 1;
    else fromB += 1;
  }
}

/** Trace time and the time that a person waits when gaps are skipped. */
export interface DisplayTime {
  /** What is left of the trace, in microseconds. */
  readonly duration: TraceTime;
  /** Display time of a trace time; all of a gap lies at one moment. */
  toDisplay(time: TraceTime): TraceTime;
  /** Trace time of a display time; the moment of a gap is its end, where playing goes on. */
  toTrace(display: TraceTime): TraceTime;
}

/** `gaps`: in time order, not overlapping, inside the trace. */
export function displayTime(gaps: readonly TimeRange[], duration: TraceTime): DisplayTime {
  const skippedBefore = (time: number): number =>
    gaps.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, time) - start), 0);
  return {
    duration: fromMicros(duration - skippedBefore(duration)),
    toDisplay: (time) => fromMicros(time - skippedBefore(time)),
    toTrace: (display) => {
      let time: number = display;
      for (const { start, end } of gaps) if (start <= time) time += end - start;
      return fromMicros(Math.min(time, duration));
    },
  };
}
