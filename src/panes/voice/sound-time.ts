/** Trace time to seconds of the sound and back, by the layer's clock map. Pure. */
import { fromSeconds, shift, toSeconds, type TraceTime } from '../../base/time.ts';
import type { ClockMap } from '../../trace/clock-map.ts';

const MICROS_PER_SECOND = fromSeconds(1);

export function soundSeconds(map: ClockMap, time: TraceTime): number {
  return (map.toNative(time) * map.microsPerUnit) / MICROS_PER_SECOND;
}

export function traceTimeOf(map: ClockMap, seconds: number): TraceTime {
  return map.toTrace((seconds * MICROS_PER_SECOND) / map.microsPerUnit);
}

/** Seconds of sound in the second of trace time after `time`: 1, but for the drift between two clocks. */
export function soundSpeed(map: ClockMap, time: TraceTime): number {
  return (
    (soundSeconds(map, shift(time, MICROS_PER_SECOND)) - soundSeconds(map, time)) /
    toSeconds(MICROS_PER_SECOND)
  );
}
