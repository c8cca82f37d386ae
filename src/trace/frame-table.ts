import { lastAtMost } from '../base/search-sorted.ts';
import { ZERO, type TraceTime } from '../base/time.ts';
import type { ClockMap } from './clock-map.ts';

/** A frame as its container tells it. */
export interface FramePacket {
  /** Presentation time in seconds of media time. */
  readonly seconds: number;
  /** Duration in seconds; 0 where the container does not say. */
  readonly duration: number;
  readonly key: boolean;
}

/**
 * The frames of a video in presentation order. A frame is an index, and time only finds it: frame i is shown in
 * [startOf(i), startOf(i + 1)).
 */
export class FrameTable {
  /** Presentation times in seconds of media time, ascending. */
  readonly #media: Float64Array;
  /** The same in trace time, strictly ascending. */
  readonly #trace: Float64Array;
  readonly #keys: Uint8Array;
  /** Where the last frame ends, in seconds of media time. */
  readonly #mediaEnd: number;
  /** Where the last frame ends, in trace time. */
  readonly end: TraceTime;

  /** `packets` in any order, at least one. */
  constructor(packets: readonly FramePacket[], map: ClockMap) {
    const sorted = [...packets].sort((a, b) => a.seconds - b.seconds);
    const distinct = sorted.filter((packet, index) => packet.seconds !== sorted[index - 1]?.seconds);
    const toTrace = (seconds: number): TraceTime => map.toTrace((seconds * 1_000_000) / map.microsPerUnit);
    this.#media = Float64Array.from(distinct, (packet) => packet.seconds);
    this.#keys = Uint8Array.from(distinct, (packet) => (packet.key ? 1 : 0));
    this.#trace = Float64Array.from(distinct, (packet) => toTrace(packet.seconds));
    for (let index = 1; index < this.#trace.length; index++) {
      const previous = this.#trace[index - 1] ?? 0;
      if ((this.#trace[index] ?? 0) <= previous) this.#trace[index] = previous + 1;
    }
    const last = distinct.at(-1);
    const gap = distinct.length > 1 ? (last?.seconds ?? 0) - (distinct.at(-2)?.seconds ?? 0) : 1 / 30;
    this.#mediaEnd = (last?.seconds ?? 0) + (last && last.duration > 0 ? last.duration : gap);
    this.end = Math.max(toTrace(this.#mediaEnd), (this.#trace.at(-1) ?? 0) + 1) as TraceTime;
  }

  get count(): number {
    return this.#media.length;
  }

  /** The frame on screen at `time`; -1 before the first. After the end it stays the last. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.count, (index) => this.#trace[index] ?? Infinity, time);
  }

  /** The frame that media time `seconds` belongs to; -1 before the first. */
  indexAtMedia(seconds: number): number {
    return lastAtMost(this.count, (index) => this.#media[index] ?? Infinity, seconds);
  }

  /** When frame `index` appears; the first frame's for a lower index, `end` for a higher one. */
  startOf(index: number): TraceTime {
    if (index >= this.count) return this.end;
    return (this.#trace[Math.max(0, index)] ?? ZERO) as TraceTime;
  }

  /** Presentation time of frame `index` in seconds of media time. */
  mediaTime(index: number): number {
    return this.#media[index] ?? 0;
  }

  /** The middle of frame `index`'s interval in seconds of media time: where a media element is aimed at. */
  mediaMiddle(index: number): number {
    const start = this.mediaTime(index);
    const end = index + 1 < this.count ? this.mediaTime(index + 1) : this.#mediaEnd;
    return (start + end) / 2;
  }

  isKey(index: number): boolean {
    return this.#keys[index] === 1;
  }

  /** The last key frame up to `index`, included: where decoding of frame `index` begins. -1 where there is none. */
  keyAtOrBefore(index: number): number {
    let key = Math.min(index, this.count - 1);
    while (key >= 0 && !this.isKey(key)) key -= 1;
    return key;
  }

  /** The first key frame after `index`; -1 where there is none. */
  keyAfter(index: number): number {
    return this.#keys.indexOf(1, Math.max(0, index + 1));
  }
}
