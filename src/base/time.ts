/** Trace time. Conversions to and from other units happen here and nowhere else. */

declare const unit: unique symbol;

/** Whole microseconds since the start of the trace; 0 is the start. */
export type TraceTime = number & { readonly [unit]: 'trace time' };

/** Half-open range [start, end) of trace time. */
export interface TimeRange {
  readonly start: TraceTime;
  readonly end: TraceTime;
}

const PER_SECOND = 1_000_000;
const PER_MILLISECOND = 1_000;

export const ZERO = 0 as TraceTime;

/** Trace time from microseconds; rounds to the nearest whole one. Throws RangeError on NaN and infinities. */
export function fromMicros(micros: number): TraceTime {
  if (!Number.isFinite(micros)) throw new RangeError('trace time must be a finite number');
  // `+ 0` turns -0 into 0.
  return (Math.round(micros) + 0) as TraceTime;
}

/** Trace time from seconds; rounds to the nearest microsecond. */
export function fromSeconds(seconds: number): TraceTime {
  return fromMicros(seconds * PER_SECOND);
}

/** Trace time from milliseconds; rounds to the nearest microsecond. */
export function fromMillis(millis: number): TraceTime {
  return fromMicros(millis * PER_MILLISECOND);
}

export function toSeconds(time: TraceTime): number {
  return time / PER_SECOND;
}

export function toMillis(time: TraceTime): number {
  return time / PER_MILLISECOND;
}

/** `time` moved into [min, max], both ends included. */
export function clampTime(time: TraceTime, min: TraceTime, max: TraceTime): TraceTime {
  return Math.min(Math.max(time, min), max) as TraceTime;
}

/** `time` moved by `micros`, which may be negative. */
export function shift(time: TraceTime, micros: number): TraceTime {
  return fromMicros(time + micros);
}

/** h:mm:ss.mmm, or m:ss.mmm below an hour: cut, not rounded, so that it never names a moment not yet reached. */
export function formatTimecode(time: TraceTime): string {
  const sign = time < 0 ? '-' : '';
  const total = Math.floor(Math.abs(time) / PER_MILLISECOND);
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor(total / 60_000) % 60;
  const seconds = Math.floor(total / 1_000) % 60;
  const tail = `${pad(seconds, 2)}.${pad(total % 1_000, 3)}`;
  return hours > 0 ? `${sign}${hours}:${pad(minutes, 2)}:${tail}` : `${sign}${minutes}:${tail}`;
}

/** A length for people: 850 ms, 4.2 s, 3 m 05 s, 1 h 02 m. */
export function formatDuration(micros: number): string {
  const seconds = micros / PER_SECOND;
  if (seconds < 1) return `${Math.round(micros / PER_MILLISECOND)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${pad(whole % 60, 2)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor(whole / 60) % 60, 2)} m`;
}

/**
 * Microseconds from what a person types: seconds (`83.5`), clock time (`1:23.5`, `1:02:03`), or with units
 * (`1h2m3s`, `250ms`). `undefined` where it is none of these.
 */
export function parseTime(text: string): TraceTime | undefined {
  const input = text.trim();
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(input);
  if (clock) return ifExact(Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]));
  if (/^\d+(?:\.\d+)?$/.test(input)) return ifExact(Number(input));
  const units = /^(?:(\d+)h)?\s*(?:(\d+)m(?!s))?\s*(?:(\d+(?:\.\d+)?)s)?\s*(?:(\d+(?:\.\d+)?)ms)?$/.exec(
    input,
  );
  if (!units || input === '') return undefined;
  const [hours = 0, minutes = 0, seconds = 0, millis = 0] = units.slice(1).map((part) => Number(part || 0));
  return ifExact(hours * 3600 + minutes * 60 + seconds + millis / 1000);
}

/** Trace time, where so many seconds are a safe number of microseconds. */
function ifExact(seconds: number): TraceTime | undefined {
  return seconds * PER_SECOND <= Number.MAX_SAFE_INTEGER ? fromSeconds(seconds) : undefined;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
