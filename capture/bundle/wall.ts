import type { WallReading } from '../../src/cli/capture/clock.ts';
import type { ClockPoint } from './clock-map.ts';

/** Wall-clock microseconds to trace time, through the readings at both ends of the capture. */
export class WallClock {
  readonly #first: WallReading;
  readonly #rate: number;
  readonly #startUs: number;
  /** How far the wall clock moved against the monotonic one during the capture. */
  readonly driftUs: number;

  constructor(readings: readonly WallReading[], startUs: number) {
    const [first] = readings;
    const last = readings.at(-1);
    if (!first || !last || first === last) throw new Error('Two readings of the wall clock are needed');
    this.#first = first;
    this.#startUs = startUs;
    this.driftUs = last.wallUs - first.wallUs - (last.monotonicUs - first.monotonicUs);
    this.#rate = (last.monotonicUs - first.monotonicUs) / (last.wallUs - first.wallUs);
  }

  /** Microseconds of CLOCK_MONOTONIC. */
  monotonic(wallUs: number): number {
    return Math.round(this.#first.monotonicUs + (wallUs - this.#first.wallUs) * this.#rate);
  }

  trace(wallUs: number): number {
    return this.monotonic(wallUs) - this.#startUs;
  }

  /** Wall clock at trace time 0. */
  get originUs(): number {
    return Math.round(this.#first.wallUs + (this.#startUs - this.#first.monotonicUs) / this.#rate);
  }
}

/** The clock of a layer whose native times are wall time, in milliseconds or microseconds since 1970. */
export function wallClock(wall: WallClock, unit: 'ms' | 'us'): object {
  const point: ClockPoint = {
    native: unit === 'ms' ? wall.originUs / 1000 : wall.originUs,
    trace_us: 0,
    uncertainty_us: 1000 + Math.abs(Math.round(wall.driftUs)),
    method: 'both clocks read at a tick of the wall clock, at start and end',
  };
  return {
    domain: 'wall',
    native_unit: unit,
    sync_quality: 'measured',
    map: [point],
    residual_us: point.uncertainty_us,
  };
}
