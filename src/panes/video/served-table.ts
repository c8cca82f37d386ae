import type { ServedVideo } from './frame-protocol.ts';
import { indexOfTimestamp } from './frame-times.ts';

/** The frames of the video that is served. */
export class ServedTable {
  readonly path: string;
  readonly #times: Float64Array;
  readonly #keys: Uint8Array;

  constructor({ path, times, keys }: Omit<ServedVideo, 'size'> = NOTHING) {
    this.path = path;
    this.#times = times;
    this.#keys = keys;
  }

  get count(): number {
    return this.#times.length;
  }

  /** When frame `index` begins, in seconds of media time. */
  secondsAt(index: number): number {
    return this.#times[index] ?? 0;
  }

  /** The key frame that decoding frame `index` begins with. */
  keyBefore(index: number): number {
    return Math.max(0, this.#keys.lastIndexOf(1, index));
  }

  /** The frame that a decoder's timestamp is of, in microseconds of media time; -1: none. */
  indexOf(timestamp: number): number {
    return indexOfTimestamp(this.count, (at) => this.#times[at] ?? Infinity, timestamp);
  }

  /** Whether it lies between the first and the last: outside is what an edit list cuts off. */
  spans(seconds: number): boolean {
    return seconds > (this.#times[0] ?? 0) && seconds < (this.#times.at(-1) ?? 0);
  }
}

const NOTHING = { path: '', times: new Float64Array(), keys: new Uint8Array() };
