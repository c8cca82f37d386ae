/**
 * Corrections of layers' times by hand. A correction stands beside a layer's own clock and never changes it: native →
 * the layer's own map → the pinned points → the shift → trace time. Pure.
 */
import { TraceError } from '../base/errors.ts';
import { fromMicros, shift as moved, type TraceTime } from '../base/time.ts';
import type { LayerClock } from '../schema/generated/types.ts';
import { along, clockMap, type ClockMap, type ClockPair } from './clock-map.ts';

/** What a person found wrong with the times of one layer. */
export interface LayerCorrection {
  /** Instants known on both clocks, rising on both. One is an offset, two or more are drift. */
  readonly points: readonly PinnedPoint[];
  /** Microseconds by which all is moved after that; positive is later. A whole number. */
  readonly shift: number;
}

export interface PinnedPoint {
  /** In the layer's native unit. */
  readonly native: number;
  readonly trace: TraceTime;
  /** How far the pair may be off, in microseconds; undefined: nobody can tell. */
  readonly uncertainty: number | undefined;
  /** How it was found, in words. */
  readonly method: string | undefined;
}

/** By id of the layer. A layer that is not among them has its own times. */
export type Corrections = ReadonlyMap<string, LayerCorrection>;

export const NO_CORRECTIONS: Corrections = new Map();
export const NO_CORRECTION: LayerCorrection = { points: [], shift: 0 };

/** Points of one layer at most. */
export const MAX_POINTS = 100;
/** Microseconds: a day. What is further off was recorded at another time. */
export const MAX_SHIFT = 86_400_000_000;
/** Pinned points that ask for more than this are mistaken: clocks of machines are off by a few in ten thousand. */
const MAX_RATE = 2;

export function isCorrected({ points, shift }: LayerCorrection): boolean {
  return points.length > 0 || shift !== 0;
}

/** A layer's clock as it is corrected; its own where the correction changes nothing. */
export function correctedMap(clock: LayerClock, correction: LayerCorrection | undefined): ClockMap {
  const own = clockMap(clock);
  if (!correction || !isCorrected(correction)) return own;
  const { shift } = correction;
  const pairs = pairsOf(own, correction.points);
  const corrected = correctionOf(clock, correction);
  return {
    microsPerUnit: own.microsPerUnit,
    quality: 'corrected',
    uncertainty: uncertaintyOf(correction),
    toTrace: (native) => corrected(own.toTrace(native)),
    toNative: (time) => own.toNative(bounded(along(pairs, 'trace', 'native', time - shift, 1))),
  };
}

/** What a correction makes of the times that a layer's own clock gives. */
export function correctionOf(
  clock: LayerClock,
  { points, shift }: LayerCorrection,
): (own: number) => TraceTime {
  const pairs = pairsOf(clockMap(clock), points);
  return (own) => bounded(along(pairs, 'native', 'trace', own, 1) + shift);
}

function bounded(micros: number): TraceTime {
  return fromMicros(Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, micros)));
}

/** Of the pinned points, as long as all of them say and nothing was moved since: nobody can tell how good a nudge is. */
function uncertaintyOf({ points, shift }: LayerCorrection): number | undefined {
  const known = points.map(({ uncertainty }) => uncertainty).filter((value) => value !== undefined);
  return shift === 0 && points.length > 0 && known.length === points.length ? Math.max(...known) : undefined;
}

/** The points as the layer's own trace time → corrected trace time. */
function pairsOf(own: ClockMap, points: readonly PinnedPoint[]): readonly ClockPair[] {
  return points.map(({ native, trace }) => ({ native: own.toTrace(native), trace }));
}

/** Moves all of a layer by `micros` more, within a day. */
export function nudged(correction: LayerCorrection, micros: number): LayerCorrection {
  return shiftedTo(correction, correction.shift + micros);
}

/** Moves all of a layer by `micros` in place of what it was moved by, within a day. */
export function shiftedTo(correction: LayerCorrection, micros: number): LayerCorrection {
  const shift = Math.min(MAX_SHIFT, Math.max(-MAX_SHIFT, Math.round(micros) + 0));
  return { ...correction, shift };
}

/**
 * With one more point, which then holds exactly: a first one in place of the shift, a later one in addition to it. One
 * of the same native time is replaced. Throws `correction-refused` where the points would not all be possible.
 */
export function pinned(clock: LayerClock, correction: LayerCorrection, point: PinnedPoint): LayerCorrection {
  const { shift } = correction;
  const others = correction.points
    .filter(({ native }) => native !== point.native)
    .map((other) =>
      shift === 0 ? other : { ...other, trace: moved(other.trace, shift), uncertainty: undefined },
    );
  const points = [...others, point].sort((a, b) => a.native - b.native);
  checkPoints(clock, points);
  return { points, shift: 0 };
}

/** Without the point of that native time; the shift stays. */
export function unpinned(correction: LayerCorrection, native: number): LayerCorrection {
  return { ...correction, points: correction.points.filter((point) => point.native !== native) };
}

/** Throws `correction-refused` unless the points rise on both clocks, at a rate that a clock can have. */
export function checkPoints(clock: LayerClock, points: readonly PinnedPoint[]): void {
  if (points.length > MAX_POINTS)
    throw new TraceError('correction-refused', {
      reason: `a layer has ${MAX_POINTS} pinned moments at most`,
    });
  const pairs = pairsOf(clockMap(clock), points);
  for (const [index, right] of pairs.entries()) {
    const left = pairs[index - 1];
    if (!left) continue;
    const rate = (right.trace - left.trace) / (right.native - left.native);
    // `rate` is NaN for two points at the same instant, which no comparison holds for.
    if (!(right.native > left.native && right.trace > left.trace))
      throw new TraceError('correction-refused', {
        reason: 'two pinned moments would change their order, or fall on the same instant',
      });
    if (!(rate <= MAX_RATE && rate >= 1 / MAX_RATE))
      throw new TraceError('correction-refused', {
        reason: `between two pinned moments the layer would run at ${rate.toFixed(2)} times its speed`,
      });
  }
}

/** With another correction of one layer; one that changes nothing is left out. */
export function withCorrection(all: Corrections, layer: string, correction: LayerCorrection): Corrections {
  const next = new Map(all);
  if (isCorrected(correction)) next.set(layer, correction);
  else next.delete(layer);
  return next;
}

/**
 * How much faster (positive) or slower the pinned points make a layer run than its own clock, in millionths, from the
 * first to the last; undefined with fewer than two.
 */
export function driftOf(clock: LayerClock, { points }: LayerCorrection): number | undefined {
  const pairs = pairsOf(clockMap(clock), points);
  const [first] = pairs;
  const last = pairs.at(-1);
  if (!first || !last || last.native <= first.native) return undefined;
  return ((last.trace - first.trace) / (last.native - first.native) - 1) * 1e6;
}
