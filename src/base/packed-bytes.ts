import { deflateSync, inflateSync } from 'fflate';

/** Bytes that are packed together. */
const BLOCK = 65_536;
/** Of deflate: higher ones take longer, and make a terminal's output little smaller. */
const LEVEL = 1;
/** Blocks that are kept unpacked: those that were read last. */
const KEPT = 8;
/** Milliseconds of packing after which others get their turn. */
const SLICE = 4;

interface Pauses {
  /** Milliseconds. */
  now(): number;
  /** Lets others go on. */
  breathe(): Promise<void>;
}

/** Many bytes in little memory, to be read anywhere: added at the end, packed by blocks, unpacked as they are read. */
export class PackedBytes {
  /** Each as it is, or packed. */
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  readonly #unpacked = new Map<number, Uint8Array<ArrayBuffer>>();
  #tail = new Uint8Array(BLOCK);
  #length = 0;
  /** Blocks that were looked at for packing. */
  #packed = 0;

  get length(): number {
    return this.#length;
  }

  /** Bytes of memory, about. */
  get byteLength(): number {
    return [...this.#blocks, ...this.#unpacked.values(), this.#tail].reduce(
      (sum, { length }) => sum + length,
      0,
    );
  }

  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const at = this.#length % BLOCK;
      const part = bytes.subarray(from, from + BLOCK - at);
      this.#tail.set(part, at);
      this.#length += part.length;
      from += part.length;
      if (at + part.length < BLOCK) continue;
      this.#blocks.push(this.#tail);
      this.#tail = new Uint8Array(BLOCK);
    }
  }

  /** Bytes [start, end), only to be read: they may be those that are kept. */
  read(start: number, end: number): Uint8Array<ArrayBuffer> {
    const first = Math.floor(start / BLOCK);
    if (end <= (first + 1) * BLOCK) return this.#block(first).subarray(start % BLOCK, end - first * BLOCK);
    const bytes = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const from = at % BLOCK;
      const part = this.#block(Math.floor(at / BLOCK)).subarray(from, from + end - at);
      bytes.set(part, at - start);
      at += part.length;
    }
    return bytes;
  }

  /** Packs all full blocks. It can be read and added to meanwhile. */
  async pack(pauses: Pauses): Promise<void> {
    let since = pauses.now();
    for (; this.#packed < this.#blocks.length; this.#packed += 1) {
      const packed = deflateSync(this.#block(this.#packed), { level: LEVEL });
      if (packed.length < BLOCK) this.#blocks[this.#packed] = packed;
      if (pauses.now() - since < SLICE) continue;
      await pauses.breathe();
      since = pauses.now();
    }
  }

  #block(number: number): Uint8Array<ArrayBuffer> {
    const block = this.#blocks[number];
    if (!block) return this.#tail;
    if (block.length === BLOCK) return block;
    const bytes = this.#unpacked.get(number) ?? inflateSync(block, { out: new Uint8Array(BLOCK) });
    this.#unpacked.delete(number);
    this.#unpacked.set(number, bytes);
    const [oldest] = this.#unpacked.keys();
    if (this.#unpacked.size > KEPT && oldest !== undefined) this.#unpacked.delete(oldest);
    return bytes;
  }
}
