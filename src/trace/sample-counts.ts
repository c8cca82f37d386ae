/**
 * How many samples the tables of an mp4 say there are (ISO/IEC 14496-12), box by box. The library which reads containers
 * goes through what runs of them stand for one by one: eight bytes may stand for four thousand million.
 */
import { MAX_FRAMES } from './frame-table-columns.ts';

/** Samples of one fragment: hours of pictures, and many seconds of plain sound. */
const MAX_IN_FRAGMENT = 1_000_000;
/** Entries of an index: a day with one each second, and then some. */
export const MAX_INDEX = 100_000;
/** For each sample its whole chunk is gone through: steps of that, of all samples. */
const MAX_STEPS = 10_000_000_000;

export class SampleCounts {
  /** A sample has a byte at least. */
  readonly #most: number;
  #times = 0;
  #offsets = 0;
  #sizes = 0;
  #inChunk = 0;
  #inFragment = 0;

  /** `fileBytes`: length of the whole file. */
  constructor(fileBytes: number) {
    this.#most = Math.min(MAX_FRAMES, fileBytes);
  }

  /** Takes the content of a box, which may go on behind it. What is wrong with it, as the rest of a sentence. */
  add(type: string, content: DataView): string | undefined {
    switch (type) {
      case 'stbl':
        [this.#times, this.#offsets, this.#sizes, this.#inChunk] = [0, 0, 0, 0];
        return undefined;
      case 'moof':
        this.#inFragment = 0;
        return undefined;
      case 'stts':
        this.#times = sumOfRuns(content);
        return this.#tooMany();
      case 'ctts':
        this.#offsets = sumOfRuns(content);
        return this.#tooMany();
      case 'stsz':
        // One size for all of them: nothing is gone through.
        this.#sizes = uint32(content, 4) === 0 ? uint32(content, 8) : 0;
        return this.#tooMany();
      case 'stz2':
        this.#sizes = uint32(content, 8);
        return this.#sizes > this.#most ? TOO_MANY : this.#tooMany();
      case 'stsc':
        return this.#chunks(content);
      case 'trun':
        this.#inFragment += uint32(content, 4);
        return this.#inFragment > Math.min(this.#most, MAX_IN_FRAGMENT) ? TOO_MANY : undefined;
      case 'tfra':
        return uint32(content, 12) > MAX_INDEX ? LONG_INDEX : undefined;
    }
    return undefined;
  }

  /** Which samples the chunks hold: numbered from 1, each entry goes up to the chunk of the next. */
  #chunks(content: DataView): string | undefined {
    this.#inChunk = 0;
    const count = entries(content, 12);
    let [before, chunks] = [1, 0];
    for (let entry = 0; entry < count; entry += 1) {
      const at = 8 + entry * 12;
      const first = uint32(content, at);
      chunks += Math.max(0, first - before);
      before = first;
      this.#inChunk = Math.max(this.#inChunk, uint32(content, at + 4));
    }
    return chunks > this.#most ? TOO_MANY : this.#tooMany();
  }

  #tooMany(): string | undefined {
    // Only where there are offsets are the samples themselves gone through; of plain sound, each is one.
    if (this.#offsets > 0 && Math.max(this.#times, this.#offsets) > this.#most) return TOO_MANY;
    return this.#sizes * this.#inChunk > MAX_STEPS ? TOO_MANY : undefined;
  }
}

const TOO_MANY = 'it says that it holds more samples than its bytes can be';
export const LONG_INDEX = `its index has more than ${MAX_INDEX} entries`;

/** The sum of the counts of a table of runs: a count and a value each. */
function sumOfRuns(content: DataView): number {
  const count = entries(content, 8);
  let sum = 0;
  for (let entry = 0; entry < count; entry += 1) sum += uint32(content, 8 + entry * 8);
  return sum;
}

/** How many entries of a table there are, of the number that it tells. */
function entries(content: DataView, bytes: number): number {
  return Math.min(uint32(content, 4), Math.floor((content.byteLength - 8) / bytes));
}

/** 0 outside the content. */
function uint32(content: DataView, at: number): number {
  return at + 4 <= content.byteLength ? content.getUint32(at) : 0;
}
