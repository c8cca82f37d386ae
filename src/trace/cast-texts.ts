/** The texts of a recording: what was printed as UTF-8 in one piece, so that it is kept and played without a string. */

/** A character that is cut in two by the end of a text. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const OPEN_END = /[\uD800-\uDBFF]$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** To be filled chunk by chunk, in order. */
export class CastTexts {
  #bytes = new Uint8Array(65_536);
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
    const room = start + text.length * 3;
    if (room > this.#bytes.length)
      this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(room, this.#bytes.length * 2)));
    this.#ends[index] = start + encoder.encodeInto(text, this.#bytes.subarray(start)).written;
  }

  /** Gives back room that nothing was put in. */
  trim(): void {
    this.#bytes = this.#bytes.slice(0, this.offsetOf(this.#count));
    this.#ends = this.#ends.slice(0, this.#count);
  }

  /** Bytes of output before a chunk. */
  offsetOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  textOf(index: number): string {
    return (
      this.#others.get(index) ??
      decoder.decode(this.#bytes.subarray(this.offsetOf(index), this.offsetOf(index + 1)))
    );
  }

  /** All output of chunks [start, end), in pieces as large as they come. */
  *output(start: number, end: number): Generator<Uint8Array | string> {
    let from = start;
    if (this.#broken.size > 0)
      for (let index = start; index < end; index++) {
        if (!this.#broken.has(index)) continue;
        yield this.#bytes.subarray(this.offsetOf(from), this.offsetOf(index));
        yield this.textOf(index);
        from = index + 1;
      }
    yield this.#bytes.subarray(this.offsetOf(from), this.offsetOf(end));
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
