import { largest } from '../base/long-lists.ts';
import { fromMicros, type TraceTime } from '../base/time.ts';
import type { LayerClock, SyncQuality } from '../schema/generated/types.ts';

const MICROS_PER: Readonly<Record<LayerClock['native_unit'], number>> = {
  s: 1_000_000,
  ms: 1_000,
  us: 1,
  ns: 0.001,
  frame: 1,
  none: 1,
};

/** A layer's own times to trace time and back: piecewise linear through the points of `layer.clock.map`. */
export interface ClockMap {
  /** Trace time of a native time, in the layer's native unit. May be negative where the layer began earlier. */
  toTrace(native: number): TraceTime;
  /** Native time, in the layer's native unit, of a trace time. */
  toNative(time: TraceTime): number;
  /** Microseconds of trace time for one native unit at the native rate, without drift. */
  readonly microsPerUnit: number;
  /** How far times may be off, in microseconds: the points' uncertainty or the residual; undefined where unknown. */
  readonly uncertainty: number | undefined;
  /** How well it is known; `corrected`: a person moved it, see `corrections.ts`. */
  readonly quality: ClockQuality;
}

export type ClockQuality = SyncQuality | 'corrected';

/** The same instant on two clocks. */
export interface ClockPair {
  readonly native: number;
  readonly trace: number;
}

export function clockMap(clock: LayerClock): ClockMap {
  const microsPerUnit = MICROS_PER[clock.native_unit];
  const points = distinctPoints(clock);
  const known = [clock.residual_us, ...(clock.map ?? []).map((point) => point.uncertainty_us)].filter(
    (value): value is number => typeof value === 'number',
  );
  return {
    microsPerUnit,
    quality: clock.sync_quality,
    uncertainty: known.length > 0 ? largest(known) : undefined,
    toTrace: (native) => fromMicros(bounded(along(points, 'native', 'trace', native, microsPerUnit))),
    toNative: (time) => along(points, 'trace', 'native', time, 1 / microsPerUnit),
  };
}

/** Absurd native times stay numbers that can be compared; the trace is never so long. */
function bounded(micros: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, micros));
}

/** Points that rise on both sides: others would make the map ambiguous, so the earlier one holds. */
function distinctPoints(clock: LayerClock): readonly ClockPair[] {
  const points: ClockPair[] = [];
  for (const { native, trace_us } of clock.map ?? [{ native: 0, trace_us: 0 }]) {
    const last = points.at(-1);
    if (!last || (native > last.native && trace_us > last.trace)) points.push({ native, trace: trace_us });
  }
  return points;
}

/**
 * `value` carried from one clock to the other: at `nativeRate` with one point or none, else linear between points, and
 * the first and last segment go on outside them. `points` must rise on both sides.
 */
export function along(
  points: readonly ClockPair[],
  from: keyof ClockPair,
  to: keyof ClockPair,
  value: number,
  nativeRate: number,
): number {
  // Not taken apart: this runs for every event and every pixel of a lane.
  const first = points[0];
  if (!first) return value * nativeRate;
  if (points.length === 1) return first[to] + (value - first[from]) * nativeRate;
  let index = 0;
  while (index < points.length - 2 && (points[index + 1]?.[from] ?? Infinity) <= value) index += 1;
  const left = points[index] ?? first;
  const right = points[index + 1] ?? left;
  return left[to] + ((value - left[from]) * (right[to] - left[to])) / (right[from] - left[from]);
}
