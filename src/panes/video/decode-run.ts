import type { VideoSample } from 'mediabunny';

/** Pictures may come so many places out of their order: as many as H.264 and HEVC let a decoder hold back. */
const REORDER = 16;
/** A run is worth going on with where its next frames are this near to the key frame that another would begin at. */
const NEAR_KEY = 8;

/** One decoding from a key frame on, and which frames it has given. */
export class DecodeRun {
  readonly samples: AsyncGenerator<VideoSample, void>;
  /** Frames below this were given, or never will be. */
  #floor: number;
  /** The highest frame that was given; -1 before. */
  #at = -1;
  readonly #given = new Set<number>();

  /** `start`: the first frame that it gives. */
  constructor(samples: AsyncGenerator<VideoSample, void>, start: number) {
    this.samples = samples;
    this.#floor = start;
  }

  /** True where it will give frame `goal`, and no run from `key`, the key frame before that, would much sooner. */
  leadsTo(goal: number, key: number): boolean {
    return goal >= this.#floor && !this.#given.has(goal) && Math.max(this.#at, this.#floor) >= key - NEAR_KEY;
  }

  /** It gave frame `index`. Returns those that it did not give and that can come no more. */
  give(index: number): readonly number[] {
    this.#given.add(index);
    this.#at = Math.max(this.#at, index);
    return this.#settle(this.#at - REORDER + 1);
  }

  /** The video is over. Returns which of its `count` frames it did not give. */
  finish(count: number): readonly number[] {
    return this.#settle(count);
  }

  #settle(end: number): readonly number[] {
    const absent: number[] = [];
    for (; this.#floor < end; this.#floor += 1)
      if (!this.#given.delete(this.#floor)) absent.push(this.#floor);
    return absent;
  }
}
