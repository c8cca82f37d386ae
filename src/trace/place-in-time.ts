import type { Problem } from '../base/errors.ts';
import { clampTime, ZERO, type TraceTime } from '../base/time.ts';
import type { ClockMap } from './clock-map.ts';

/**
 * Gives trace times to a layer's native times, in file order. Times that go backwards are shown at the latest time
 * before them, and those outside the trace at its edge; `problems()` tells how many, and where the first one is shown.
 */
export class TimePlacer {
  readonly #map: ClockMap;
  readonly #layer: string;
  readonly #duration: TraceTime;
  #latest = -Infinity;
  #backsteps = 0;
  #maxBackstep = 0;
  #outside = 0;
  /** Where the first of each is shown. */
  #firstBackstep: TraceTime | undefined;
  #firstOutside: TraceTime | undefined;

  constructor(map: ClockMap, layer: string, duration: TraceTime) {
    this.#map = map;
    this.#layer = layer;
    this.#duration = duration;
  }

  /** Time of the next item. */
  next(native: number): TraceTime {
    const raw = this.#map.toTrace(native);
    const back = this.#latest - raw;
    this.#latest = Math.max(this.#latest, raw);
    const time = this.#inside(this.#latest as TraceTime);
    if (back > 0) {
      this.#backsteps += 1;
      this.#maxBackstep = Math.max(this.#maxBackstep, back);
      this.#firstBackstep ??= time;
    }
    return time;
  }

  /** Time of the end of an item; never before its start. */
  end(native: number, start: TraceTime): TraceTime {
    return Math.max(start, this.at(native)) as TraceTime;
  }

  /** A time that stands on its own, whatever came before it. */
  at(native: number): TraceTime {
    return this.#inside(this.#map.toTrace(native));
  }

  problems(): readonly Problem[] {
    const problems: Problem[] = [];
    if (this.#backsteps > 0) {
      const details = { layer: this.#layer, count: this.#backsteps, maxMicros: this.#maxBackstep };
      problems.push({ severity: 'warning', code: 'time-backwards', details, ...at(this.#firstBackstep) });
    }
    if (this.#outside > 0)
      problems.push({
        severity: 'warning',
        code: 'time-outside',
        details: { layer: this.#layer, count: this.#outside },
        ...at(this.#firstOutside),
      });
    return problems;
  }

  #inside(time: TraceTime): TraceTime {
    const inside = clampTime(time, ZERO, this.#duration);
    if (inside !== time) {
      this.#outside += 1;
      this.#firstOutside ??= inside;
    }
    return inside;
  }
}

function at(time: TraceTime | undefined): { readonly at?: TraceTime } {
  return time === undefined ? {} : { at: time };
}
