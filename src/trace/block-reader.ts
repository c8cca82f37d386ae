export interface BlockSizes {
  /** Bytes of a block. */
  readonly block: number;
  /** Blocks that are kept. */
  readonly kept: number;
}

/** A block is a second or two of a screen recording; enough are kept for a group of pictures and what lies around it. */
const PICTURES: BlockSizes = { block: 1 << 19, kept: 8 };

/** Bytes that the library which reads containers may keep itself: here is all that it may ask for again. */
export const LIBRARY_BYTES = 1 << 20;

type Read = (start: number, end: number) => Promise<Uint8Array>;

/**
 * Reads a file in blocks, keeps the latest, and begins the next one before it is asked for. Packets are a few thousand
 * bytes each: one request for each would be slow, and guessing how far a decoder goes on reads megabytes for nothing.
 */
export class BlockReader {
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

  /** Bytes [start, end). Rejects with what the file's reading rejects with; that block is asked for anew the next time. */
  async read(start: number, end: number): Promise<Uint8Array> {
    const { block: bytes } = this.#sizes;
    const first = Math.floor(start / bytes);
    const last = Math.floor((Math.min(end, this.#size) - 1) / bytes);
    const blocks: Promise<Uint8Array>[] = [];
    for (let block = first; block <= last; block += 1) blocks.push(this.#block(block));
    if ((last + 1) * bytes < this.#size) this.#block(last + 1).catch(() => undefined);
    const parts = await Promise.all(blocks);
    const [only] = parts;
    const from = start - first * bytes;
    // A copy: a packet that is kept would else keep its block.
    if (only && parts.length === 1) return only.slice(from, from + end - start);
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole.subarray(from, from + end - start);
  }

  #block(block: number): Promise<Uint8Array> {
    const start = block * this.#sizes.block;
    const end = Math.min(start + this.#sizes.block, this.#size);
    const bytes = this.#blocks.get(block) ?? this.#read(start, end);
    this.#blocks.delete(block);
    this.#blocks.set(block, bytes);
    bytes.catch(() => {
      if (this.#blocks.get(block) === bytes) this.#blocks.delete(block);
    });
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > this.#sizes.kept && oldest !== undefined) this.#blocks.delete(oldest);
    return bytes;
  }
}
