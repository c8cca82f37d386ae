/** Trace time to seconds of media time and back, by the layer's clock map. */
import { shift, type TraceTime } from '../../base/time.ts';
import type { ClockMap } from '../../trace/clock-map.ts';

const MICROS_PER_SECOND = 1_000_000;

export function mediaSeconds(map: ClockMap, time: TraceTime): number {
  return (map.toNative(time) * map.microsPerUnit) / MICROS_PER_SECOND;
}

export function traceTimeOf(map: ClockMap, seconds: number): TraceTime {
  return map.toTrace((seconds * MICROS_PER_SECOND) / map.microsPerUnit);
}

/** Seconds of media time in the second of trace time after `time`: about 1, less in a time lapse. */
export function mediaSpeed(map: ClockMap, time: TraceTime): number {
  return mediaSeconds(map, shift(time, MICROS_PER_SECOND)) - mediaSeconds(map, time);
}

/** A presented frame's media time in seconds, and when that was, in milliseconds of wall time. */
export interface Anchor {
  readonly seconds: number;
  readonly wall: number;
}

/** Seconds that the element's own time may differ from the extrapolation before it is believed instead. */
const TRUST = 0.1;

/**
 * Media time at `wall`: on from the last presented frame at `speed`, as long as the element's own coarser time agrees
 * (it stands still in a stall, which the extrapolation would not notice).
 */
export function extrapolate(
  anchor: Anchor | undefined,
  wall: number,
  speed: number,
  elementSeconds: number,
): number {
  if (!anchor) return elementSeconds;
  const seconds = anchor.seconds + ((wall - anchor.wall) / 1_000) * speed;
  return Math.abs(seconds - elementSeconds) <= TRUST * Math.max(1, speed) ? seconds : elementSeconds;
}
