import { lastAtMost } from '../base/search-sorted.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';

/** Something that happened at a time. */
export interface Timed {
  readonly time: TraceTime;
  /** End of its span, not included; undefined for an instant, or where the end is not known. */
  readonly end?: TraceTime | undefined;
}

/** The timed items of one layer, in time order; items of equal time stand in the order of their file. */
export class Track<T extends Timed> {
  readonly items: readonly T[];

  /** `items` must be in time order. */
  constructor(items: readonly T[]) {
    this.items = items;
  }

  get length(): number {
    return this.items.length;
  }

  /** Index of the last item whose time is ≤ `time`; -1 before the first. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.items.length, (index) => this.items[index]?.time ?? Infinity, time);
  }

  /** The last item whose time is ≤ `time`. */
  at(time: TraceTime): T | undefined {
    return this.items[this.indexAt(time)];
  }

  /** Items whose time lies in [range.start, range.end). */
  within(range: TimeRange): readonly T[] {
    return this.items.slice(
      this.indexAt((range.start - 1) as TraceTime) + 1,
      this.indexAt((range.end - 1) as TraceTime) + 1,
    );
  }
}
