/** The texts of a recording: what was printed as UTF-8, packed, so that it is kept and played without a string. */
import { PackedBytes } from '../base/packed-bytes.ts';
import { lastAtMost } from '../base/search-sorted.ts';
import type { Slicer } from './emulator/guard.ts';

/** A character that is cut in two by the end of a text. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const OPEN_END = /[\uD800-\uDBFF]$/;

/** Bytes of output that are given at a time. */
const PIECE = 65_536;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** To be filled chunk by chunk, in order. */
export class CastTexts {
  readonly #bytes = new PackedBytes();
  /** A text on its way there. */
  #scratch = new Uint8Array(4_096);
  /** Where the output of each chunk ends in `#bytes`; chunks of other kinds have none. */
  #ends = new Uint32Array(1024);
  #count = 0;
  /** Texts that are no output, and output that UTF-8 cannot hold. */
  readonly #others = new Map<number, string>();
  readonly #broken = new Set<number>();
  #isOpen = false;

  get length(): number {
    return this.#count;
  }

  add(text: string, isOutput: boolean): void {
    const index = this.#count;
    const start = this.offsetOf(index);
    if (index === this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(index * 2));
    this.#count += 1;
    // A character may be cut by chunks: then both halves are kept as they are.
    const isBroken = isOutput && (this.#isOpen || LONE_SURROGATE.test(text));
    if (isOutput && text !== '') this.#isOpen = isBroken && OPEN_END.test(text);
    if (!isOutput || isBroken) {
      this.#others.set(index, text);
      if (isBroken) this.#broken.add(index);
      this.#ends[index] = start;
      return;
    }
    if (text.length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(text.length * 3);
    const { written } = encoder.encodeInto(text, this.#scratch);
    this.#bytes.append(this.#scratch.subarray(0, written));
    this.#ends[index] = start + written;
  }

  /** Gives back room that nothing was put in. */
  trim(): void {
    this.#scratch = new Uint8Array();
    this.#ends = this.#ends.slice(0, this.#count);
  }

  /** Packs what is there; it can be read meanwhile. */
  pack(slicer: Slicer): Promise<void> {
    return this.#bytes.pack(slicer);
  }

  /** Bytes of output before a chunk. */
  offsetOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  textOf(index: number): string {
    return (
      this.#others.get(index) ??
      decoder.decode(this.#bytes.read(this.offsetOf(index), this.offsetOf(index + 1)))
    );
  }

  /** All output of chunks [start, end), in pieces of whole chunks. */
  *output(start: number, end: number): Generator<Uint8Array | string> {
    let from = start;
    if (this.#broken.size > 0)
      for (let index = start; index < end; index++) {
        if (!this.#broken.has(index)) continue;
        yield* this.#pieces(from, index);
        yield this.textOf(index);
        from = index + 1;
      }
    yield* this.#pieces(from, end);
  }

  /** Output of chunks [start, end) that UTF-8 holds, so many chunks at a time that not all of it is copied. */
  *#pieces(start: number, end: number): Generator<Uint8Array> {
    for (let from = start; from < end;) {
      const room = this.offsetOf(from) + PIECE;
      const to = lastAtMost(end + 1, (index) => this.offsetOf(index), room);
      const next = Math.max(from + 1, to);
      yield this.#bytes.read(this.offsetOf(from), this.offsetOf(next));
      from = next;
    }
  }
}

function grown(from: Uint32Array<ArrayBuffer>, to: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  to.set(from);
  return to;
}
