import { median } from '../../src/cli/capture/clock.ts';

/** A point of a layer's clock map, as the manifest has it. */
export interface ClockPoint {
  readonly native: number;
  readonly trace_us: number;
  readonly uncertainty_us: number;
  readonly method: string;
}

/** The same instant on a layer's own clock and on the trace's. */
export interface ClockPair {
  readonly native: number;
  readonly traceUs: number;
}

/** A layer's clock map and what is left of the measured error after it. */
export interface MeasuredClock {
  readonly map: readonly [ClockPoint, ClockPoint];
  readonly residualUs: number;
  /** Median of the absolute errors, and the bound that 99 % of them keep. */
  readonly typicalUs: number;
  readonly p99Us: number;
}

/**
 * Maps a native clock by two points: the median offset of the pairs near the start and of those near the end, so that
 * drift is covered and one disturbed reading does no harm. `unitUs`: microseconds in a native unit.
 */
export function measureClock(pairs: readonly ClockPair[], unitUs: number, method: string): MeasuredClock {
  const share = Math.max(1, Math.floor(pairs.length / 10));
  const first = middle(pairs.slice(0, share), unitUs);
  const last = middle(pairs.slice(-share), unitUs);
  const slope =
    last.native > first.native ? (last.traceUs - first.traceUs) / (last.native - first.native) : unitUs;
  const errors = pairs.map(({ native, traceUs }) =>
    Math.abs(first.traceUs + (native - first.native) * slope - traceUs),
  );
  const residualUs = Math.round(errors.reduce((worst, error) => Math.max(worst, error), 0));
  const point = ({ native, traceUs }: ClockPair): ClockPoint => ({
    native: Number(native.toFixed(6)),
    trace_us: Math.round(traceUs),
    uncertainty_us: residualUs,
    method,
  });
  const p99Us = Math.round(errors.toSorted((a, b) => a - b)[Math.floor(errors.length * 0.99)] ?? residualUs);
  return { map: [point(first), point(last)], residualUs, typicalUs: Math.round(median(errors)), p99Us };
}

/** Applies a map of two points. */
export function toTrace(clock: MeasuredClock, native: number): number {
  const [first, last] = clock.map;
  const slope = (last.trace_us - first.trace_us) / (last.native - first.native);
  return Math.round(first.trace_us + (native - first.native) * slope);
}

function middle(pairs: readonly ClockPair[], unitUs: number): ClockPair {
  const offset = median(pairs.map(({ native, traceUs }) => traceUs - native * unitUs));
  const native = median(pairs.map((pair) => pair.native));
  return { native, traceUs: native * unitUs + offset };
}
