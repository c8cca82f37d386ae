/**
 * Bytes made smaller and back, in this thread and at once: after the LZ4 block format
 * (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md), whose rules for the last bytes of a block are left out.
 * What the browser has for it is asynchronous, and takes longer to begin than this takes for 64 KB.
 */

/** Shorter matches are not worth their three bytes. */
const MIN_MATCH = 4;
/** How far back a match may lie, in bytes. */
const FARTHEST = 0xffff;
/** Lengths up to this fit into the token; longer ones go on in bytes of their own. */
const IN_TOKEN = 15;
const HASH_BITS = 14;
/** Knuth's multiplier, 2^32 divided by the golden ratio. */
const GOLDEN = 2_654_435_761;
/** The longer nothing was found, the larger the steps: so many bytes without a match make a step a byte longer. */
const PATIENCE_BITS = 6;

/** Reused: to make one for each block takes longer than to clear it. */
const table = new Int32Array(1 << HASH_BITS);

/** Packs `bytes`. What cannot be made smaller becomes a little larger. */
export function pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const writer = new Writer(bytes);
  table.fill(-1);
  let [at, anchor] = [0, 0];
  while (at <= bytes.length - MIN_MATCH) {
    const word = view.getInt32(at, true);
    const slot = Math.imul(word, GOLDEN) >>> (32 - HASH_BITS);
    const found = table[slot] ?? -1;
    table[slot] = at;
    if (found < 0 || at - found > FARTHEST || view.getInt32(found, true) !== word) {
      at += 1 + ((at - anchor) >> PATIENCE_BITS);
      continue;
    }
    let length = MIN_MATCH;
    while (at + length < bytes.length && bytes[found + length] === bytes[at + length]) length += 1;
    writer.sequence(anchor, at, at - found, length);
    at += length;
    anchor = at;
  }
  writer.sequence(anchor, bytes.length, 0, 0);
  return writer.take();
}

class Writer {
  readonly #from: Uint8Array;
  readonly #to: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(from: Uint8Array) {
    this.#from = from;
    this.#to = new Uint8Array(from.length + Math.ceil(from.length / 255) + 16);
  }

  /** Bytes [start, end) as they are, then `length` bytes from `distance` before; the last one has no match. */
  sequence(start: number, end: number, distance: number, length: number): void {
    const literals = end - start;
    const more = Math.max(0, length - MIN_MATCH);
    this.#to[this.#at] = (Math.min(literals, IN_TOKEN) << 4) | Math.min(more, IN_TOKEN);
    this.#at += 1;
    this.#rest(literals);
    this.#to.set(this.#from.subarray(start, end), this.#at);
    this.#at += literals;
    if (length === 0) return;
    this.#to[this.#at] = distance & 0xff;
    this.#to[this.#at + 1] = distance >> 8;
    this.#at += 2;
    this.#rest(more);
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#to.slice(0, this.#at);
  }

  #rest(length: number): void {
    if (length < IN_TOKEN) return;
    let left = length - IN_TOKEN;
    for (; left >= 255; left -= 255) {
      this.#to[this.#at] = 255;
      this.#at += 1;
    }
    this.#to[this.#at] = left;
    this.#at += 1;
  }
}

/** The `length` bytes that `pack` made `packed` of. */
export function unpack(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let [from, at] = [0, 0];
  const lengthOf = (inToken: number): number => {
    let sum = inToken;
    if (inToken < IN_TOKEN) return sum;
    for (;;) {
      const byte = packed[from] ?? 0;
      from += 1;
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (from < packed.length) {
    const token = packed[from] ?? 0;
    from += 1;
    const literals = lengthOf(token >> 4);
    bytes.set(packed.subarray(from, from + literals), at);
    from += literals;
    at += literals;
    if (from >= packed.length) break;
    const distance = (packed[from] ?? 0) | ((packed[from + 1] ?? 0) << 8);
    from += 2;
    const end = at + lengthOf(token & IN_TOKEN) + MIN_MATCH;
    // One by one: a match may reach into what it makes.
    for (; at < end; at += 1) bytes[at] = bytes[at - distance] ?? 0;
  }
  return bytes;
}
