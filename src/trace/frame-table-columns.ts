import { TraceError } from '../base/errors.ts';
import type { ShownPart } from './edit-list.ts';

/** A frame as its container tells it. */
export interface FramePacket {
  /** Presentation time in seconds of media time. */
  readonly seconds: number;
  /** Duration in seconds; 0 where the container does not say. */
  readonly duration: number;
  readonly key: boolean;
}

/** The frames of a video in presentation order, by column: about 8 bytes a frame, and quick to hand to another thread. */
export interface FrameColumns {
  /** Presentation times in seconds of media time, strictly ascending, none below 0; at least one. */
  readonly seconds: Float64Array<ArrayBuffer>;
  /** One bit a frame, the least significant first: whether it is a key frame. */
  readonly keys: Uint8Array<ArrayBuffer>;
  /** Where the last frame ends, in seconds of media time. */
  readonly end: number;
  /**
   * Seconds by which a media element shows each frame earlier than its container says. Not 0 where an edit list begins
   * within a frame: Chromium leaves that frame out, and lets the next one begin in its place.
   */
  readonly shift: number;
}

/** More frames than a day of 60 a second, and then some: a forged count must not fill the memory. */
export const MAX_FRAMES = 8_000_000;

/** Seconds that the only frame of a video is taken to last where its container does not say. */
const ONLY_FRAME = 1 / 30;

/** Takes packets in any order, and makes columns of those that are shown. */
export class ColumnBuilder {
  readonly #part: ShownPart;
  readonly #seconds: number[] = [];
  readonly #durations: number[] = [];
  readonly #keys: boolean[] = [];
  #cut = false;

  /** `part`: what the container shows of its media. */
  constructor(part: ShownPart = { start: 0, end: Infinity }) {
    this.#part = part;
  }

  get count(): number {
    return this.#seconds.length;
  }

  /** Packets outside the part that is shown are only there to decode others from. */
  add({ seconds, duration, key }: FramePacket): void {
    const { start, end } = this.#part;
    if (seconds < start) this.#cut = true;
    if (seconds < start || seconds >= end) return;
    this.#seconds.push(seconds);
    this.#durations.push(duration);
    this.#keys.push(key);
  }

  /** Throws `internal` where there is no frame. */
  finish(): FrameColumns {
    const { length } = this.#seconds;
    const order = Uint32Array.from({ length }, (_, index) => index);
    const timeOf = (packet: number): number => this.#seconds[packet] ?? 0;
    order.sort((a, b) => timeOf(a) - timeOf(b) || a - b);
    const seconds = new Float64Array(length);
    const keys = new Uint8Array(Math.ceil(length / 8));
    let count = 0;
    let duration = 0;
    for (const packet of order) {
      const time = timeOf(packet);
      // Two packets for one moment are one picture: the first of them is coded only for others to refer to.
      if (count === 0 || time !== seconds[count - 1]) {
        seconds[count] = time;
        count += 1;
        duration = 0;
      }
      duration = Math.max(duration, this.#durations[packet] ?? 0);
      if (this.#keys[packet] === true) setKey(keys, count - 1);
    }
    const last = seconds[count - 1];
    if (last === undefined) throw new TraceError('internal', { reason: 'a frame table without frames' });
    const gap = count > 1 ? last - (seconds[count - 2] ?? 0) : ONLY_FRAME;
    return {
      seconds: count === length ? seconds : seconds.slice(0, count),
      keys: keys.slice(0, Math.ceil(count / 8)),
      end: Math.min(this.#part.end, last + (duration > 0 ? duration : gap)),
      shift: this.#cut ? (seconds[0] ?? 0) - this.#part.start : 0,
    };
  }
}

/** Whether frame `index` is a key frame; false outside the table. */
export function isKeyIn(keys: Uint8Array, index: number): boolean {
  return (((keys[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

/** One byte for each of `count` frames: 1 for a key frame, else 0. */
export function keyBytes(keys: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) bytes[index] = isKeyIn(keys, index) ? 1 : 0;
  return bytes;
}

/** The last key frame up to `index`, included; -1 where there is none. */
export function lastKeyIn(keys: Uint8Array, index: number): number {
  let at = index;
  // Eight frames at a time: some videos have one key frame for an hour.
  while (at >= 0 && !isKeyIn(keys, at)) at = (keys[at >> 3] ?? 0) === 0 ? (at & ~7) - 1 : at - 1;
  return at;
}

/** The first key frame from `index` on, included; -1 where there is none. */
export function nextKeyIn(keys: Uint8Array, index: number): number {
  const end = keys.length * 8;
  let at = index;
  while (at < end && !isKeyIn(keys, at)) at = (keys[at >> 3] ?? 0) === 0 ? (at | 7) + 1 : at + 1;
  return at < end ? at : -1;
}

export function setKey(keys: Uint8Array, index: number): void {
  keys[index >> 3] = (keys[index >> 3] ?? 0) | (1 << (index & 7));
}
