import { lastAtMost } from '../base/search-sorted.ts';
import type { TraceTime } from '../base/time.ts';
import type { ClockMap } from './clock-map.ts';
import {
  ColumnBuilder,
  isKeyIn,
  keyBytes,
  lastKeyIn,
  nextKeyIn,
  type FrameColumns,
  type FramePacket,
} from './frame-table-columns.ts';

export type { FramePacket } from './frame-table-columns.ts';

/**
 * The frames of a video in presentation order. A frame is an index, and time only finds it: frame i is shown in
 * [startOf(i), startOf(i + 1)).
 */
export class FrameTable {
  readonly #columns: FrameColumns;
  readonly #map: ClockMap;
  /** Starts in trace time, where frames are so close that the map alone would let some begin together. */
  readonly #starts: Float64Array | undefined;
  /** Where the last frame ends, in trace time. */
  readonly end: TraceTime;

  /** `frames`: packets in any order, at least one of them at 0 or later; or columns. */
  constructor(frames: readonly FramePacket[] | FrameColumns, map: ClockMap) {
    this.#columns = 'seconds' in frames ? frames : columnsOf(frames);
    this.#map = map;
    this.#starts = spread(this.count, (index) => this.#mapped(this.mediaTime(index)));
    this.end = Math.max(this.#mapped(this.#columns.end), this.startOf(this.count - 1) + 1) as TraceTime;
  }

  /** The same frames under another clock: what is stored of them is shared. */
  withMap(map: ClockMap): FrameTable {
    return new FrameTable(this.#columns, map);
  }

  get count(): number {
    return this.#columns.seconds.length;
  }

  /** The frame on screen at `time`; -1 before the first. After the end it stays the last. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.count, (index) => this.#startAt(index), time);
  }

  /** The frame that a media element shows when it says media time `seconds`; -1 before the first. */
  indexAtMedia(seconds: number): number {
    // Added to times that were subtracted from: a frame's own time must come back to it in spite of rounding.
    const shift = this.elementShift;
    return lastAtMost(this.count, (index) => this.mediaTime(index) - shift, seconds);
  }

  /** When frame `index` appears; the first frame's for a lower index, `end` for a higher one. */
  startOf(index: number): TraceTime {
    return index >= this.count ? this.end : this.#startAt(Math.max(0, index));
  }

  /** Presentation time of frame `index` in seconds of media time: what its container and a decoder say. */
  mediaTime(index: number): number {
    return this.#columns.seconds[index] ?? 0;
  }

  /** Seconds by which a media element shows each frame earlier than its container says: see `FrameColumns.shift`. */
  get elementShift(): number {
    return this.#columns.shift;
  }

  /** The middle of frame `index`'s interval in seconds of media time: where a media element is aimed at. */
  mediaMiddle(index: number): number {
    const start = this.mediaTime(index);
    const end = index + 1 < this.count ? this.mediaTime(index + 1) : this.#columns.end;
    return (start + end) / 2 - this.elementShift;
  }

  isKey(index: number): boolean {
    return isKeyIn(this.#columns.keys, index);
  }

  /**
   * The last key frame up to `index`, included: where decoding of frame `index` begins. -1 where there is none: after a
   * cut the first frames are decoded from one that is not shown.
   */
  keyAtOrBefore(index: number): number {
    return lastKeyIn(this.#columns.keys, Math.min(index, this.count - 1));
  }

  /** The first key frame after `index`; -1 where there is none. */
  keyAfter(index: number): number {
    return nextKeyIn(this.#columns.keys, Math.max(0, index + 1));
  }

  /** What another thread needs of it, as copies that may be handed over: `mediaTime` and `isKey` (1 or 0) of each frame. */
  copyColumns(): { readonly times: Float64Array<ArrayBuffer>; readonly keys: Uint8Array<ArrayBuffer> } {
    const { seconds, keys } = this.#columns;
    return { times: seconds.slice(), keys: keyBytes(keys, this.count) };
  }

  #mapped(seconds: number): TraceTime {
    return this.#map.toTrace((seconds * 1_000_000) / this.#map.microsPerUnit);
  }

  #startAt(index: number): TraceTime {
    return (this.#starts ? this.#starts[index] : this.#mapped(this.mediaTime(index))) as TraceTime;
  }
}

function columnsOf(packets: readonly FramePacket[]): FrameColumns {
  const builder = new ColumnBuilder();
  for (const packet of packets) builder.add(packet);
  return builder.finish();
}

/** The times of `timeAt`, which do not fall, each at least 1 after the one before; undefined where they are so already. */
function spread(count: number, timeAt: (index: number) => number): Float64Array | undefined {
  let previous = -Infinity;
  for (let index = 0; index < count; index += 1) {
    const time = timeAt(index);
    if (time <= previous) return spreadAll(count, timeAt);
    previous = time;
  }
  return undefined;
}

function spreadAll(count: number, timeAt: (index: number) => number): Float64Array {
  const times = new Float64Array(count);
  let previous = -Infinity;
  for (let index = 0; index < count; index += 1) {
    previous = Math.max(timeAt(index), previous + 1);
    times[index] = previous;
  }
  return times;
}
