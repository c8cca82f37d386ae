/** Which part of the trace is visible: pure arithmetic on ranges [start, end). */
import { clampTime, fromMicros, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';

/** Shortest visible span, in microseconds: about one frame at 50 frames a second. */
export const MIN_SPAN = 20_000;

/** Where the playhead stands after a page has been turned, as a share of the visible span. */
const PAGE_LEAD = 0.05;

/** The whole trace. An empty trace still has a span, so that nothing divides by zero. */
export function wholeRange(duration: TraceTime): TimeRange {
  return { start: ZERO, end: fromMicros(Math.max(1, duration)) };
}

/** A range of about `span` microseconds from about `start`, moved and cut so that it lies within the trace. */
export function placeRange(start: number, span: number, duration: TraceTime): TimeRange {
  const whole = wholeRange(duration);
  const length = Math.round(Math.min(whole.end, Math.max(span, MIN_SPAN)));
  const first = Math.min(Math.max(0, Math.round(start)), whole.end - length);
  return { start: fromMicros(first), end: fromMicros(first + length) };
}

/** `range` enlarged `factor` times (above 1: closer), while `time` keeps its place on screen where the trace allows. */
export function zoomRange(range: TimeRange, time: TraceTime, factor: number, duration: TraceTime): TimeRange {
  const whole = wholeRange(duration).end;
  const span = range.end - range.start;
  const next = Math.min(whole, Math.max(span / factor, Math.min(MIN_SPAN, whole)));
  const share = (time - range.start) / span;
  return placeRange(time - share * next, next, duration);
}

export function panRange(range: TimeRange, micros: number, duration: TraceTime): TimeRange {
  return placeRange(range.start + micros, range.end - range.start, duration);
}

/** True for a time in [start, end); the end of the trace counts as inside the range that reaches it. */
export function isVisible(range: TimeRange, time: TraceTime, duration: TraceTime): boolean {
  return time >= range.start && (time < range.end || (time === duration && range.end >= duration));
}

/**
 * The range that shows `now`: the same one where it does, the next page where time has run out of it, else one with
 * `now` in the middle.
 */
export function followRange(range: TimeRange, now: TraceTime, duration: TraceTime): TimeRange {
  if (isVisible(range, now, duration)) return range;
  const span = range.end - range.start;
  const turned = now >= range.end && now < range.end + span;
  return placeRange(now - span * (turned ? PAGE_LEAD : 0.5), span, duration);
}

/** `a` and `b` in order, inside the trace; undefined where nothing lies between them. */
export function rangeBetween(a: TraceTime, b: TraceTime, duration: TraceTime): TimeRange | undefined {
  const start = clampTime(Math.min(a, b) as TraceTime, ZERO, duration);
  const end = clampTime(Math.max(a, b) as TraceTime, ZERO, duration);
  return end > start ? { start, end } : undefined;
}
