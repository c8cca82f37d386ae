import { lastAtMost } from '../base/search-sorted.ts';
import type { TraceTime } from '../base/time.ts';
import type { Timed } from './track.ts';

/** Timed items, in time order, that are made of columns when they are asked for. */
export class MadeTrack<T extends Timed> {
  readonly length: number;
  readonly #timeOf: (index: number) => number;
  readonly #make: (index: number) => T;

  /** `timeOf` tells the ascending times, in microseconds; `make` is asked for indices that are there. */
  constructor(length: number, timeOf: (index: number) => number, make: (index: number) => T) {
    this.length = length;
    this.#timeOf = timeOf;
    this.#make = make;
  }

  /** Index of the last item whose time is ≤ `time`; -1 before the first. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.length, this.#timeOf, time);
  }

  item(index: number): T | undefined {
    return index >= 0 && index < this.length ? this.#make(index) : undefined;
  }

  /** The last item whose time is ≤ `time`. */
  at(time: TraceTime): T | undefined {
    return this.item(this.indexAt(time));
  }
}
