export interface BlockSizes {
  /** Bytes of a block. */
  readonly block: number;
  /** Blocks that are kept. */
  readonly kept: number;
  /** Blocks that are read ahead of a reader. */
  readonly ahead: number;
}

/**
 * A key frame of a screen recording takes two or three of them, and the second after it is read with it. Enough are kept
 * for a group of pictures and what lies around it.
 */
const PICTURES: BlockSizes = { block: 1 << 16, kept: 64, ahead: 3 };

/** Bytes that the library which reads containers may keep itself: here is all that it may ask for again. */
export const LIBRARY_BYTES = 1 << 20;

type Read = (start: number, end: number) => Promise<Uint8Array>;

/**
 * Reads a file in blocks, keeps the latest, and begins the next ones before they are asked for. Packets are a few thousand
 * bytes each: one request for each would be slow, and guessing how far a decoder goes on reads megabytes for nothing.
 * Blocks side by side are read at one go.
 */
export class BlockReader {
  /** False: the reader jumps from place to place. What is not here is then read to the byte, and not kept. */
  readsOn = true;
  readonly #read: Read;
  readonly #size: number;
  readonly #sizes: BlockSizes;
  /** By number; the one that was used last stands last. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();

  /** `size`: bytes of the file. */
  constructor(read: Read, size: number, sizes: BlockSizes = PICTURES) {
    this.#read = read;
    this.#size = size;
    this.#sizes = sizes;
  }

  /** Bytes [start, end). Rejects with what the file's reading rejects with; those blocks are asked for anew the next time. */
  async read(start: number, end: number): Promise<Uint8Array> {
    const { block, ahead } = this.#sizes;
    const first = Math.floor(start / block);
    const last = Math.floor((Math.min(end, this.#size) - 1) / block);
    if (!this.readsOn && !this.#hasAll(first, last)) return this.#read(start, end);
    const blocks = this.#take(first, last);
    if (this.readsOn && !this.#blocks.has(last + 1)) void this.#take(last + 1, last + ahead);
    const parts = await Promise.all(blocks);
    const [only] = parts;
    const from = start - first * block;
    // A copy: a packet that is kept would else keep its blocks.
    if (only && parts.length === 1) return only.slice(from, from + end - start);
    const bytes = new Uint8Array(end - start);
    parts.forEach((part, index) => {
      const at = (first + index) * block - start;
      bytes.set(part.subarray(Math.max(0, -at), end - start - at), Math.max(0, at));
    });
    return bytes;
  }

  #hasAll(first: number, last: number): boolean {
    for (let block = first; block <= last; block += 1) if (!this.#blocks.has(block)) return false;
    return true;
  }

  /** Blocks [first, last] as far as the file goes, both included; those that are not here are begun. */
  #take(first: number, last: number): readonly Promise<Uint8Array>[] {
    const end = Math.min(last, Math.ceil(this.#size / this.#sizes.block) - 1);
    const blocks: Promise<Uint8Array>[] = [];
    for (let block = first; block <= end; block += 1) {
      const bytes = this.#blocks.get(block) ?? this.#begin(block, end);
      this.#blocks.delete(block);
      this.#blocks.set(block, bytes);
      blocks.push(bytes);
    }
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#sizes.kept) break;
      this.#blocks.delete(oldest);
    }
    return blocks;
  }

  /** Reads `first` and the blocks after it that are not here, up to `last`. Gives `first`. */
  #begin(first: number, last: number): Promise<Uint8Array> {
    const { block: bytes } = this.#sizes;
    let end = first + 1;
    while (end <= last && !this.#blocks.has(end)) end += 1;
    const all = this.#read(first * bytes, Math.min(end * bytes, this.#size));
    const blocks = Array.from({ length: end - first }, (_, index) =>
      // A copy where there are more: blocks go one by one, and would else keep each other.
      end === first + 1 ? all : all.then((some) => some.slice(index * bytes, (index + 1) * bytes)),
    );
    blocks.forEach((one, index) => {
      this.#blocks.set(first + index, one);
      one.catch(() => {
        if (this.#blocks.get(first + index) === one) this.#blocks.delete(first + index);
      });
    });
    return blocks[0] ?? all;
  }
}
