/**
 * Ascending whole numbers as bytes: the first of them, the greatest common divisor of the gaps between them, and the gaps
 * in that unit. Equal gaps in a row are one run, so that even frames cost next to nothing.
 *
 * Numbers are written seven bits a byte, the lowest first, the top bit set on all but the last (LEB128). A gap g is written as 2g;
 * as 2g + 1 where it is repeated, and then follows how many times more.
 */

/** Bits that a byte of a number carries. */
const RADIX = 128;
/** Bytes of the largest number that can be exact. */
const MAX_BYTES = 8;

export class RunWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** `numbers`: safe integers, not negative, strictly ascending. */
  ascending(numbers: ArrayLike<number>): void {
    const { length } = numbers;
    if (length === 0) return;
    const at = (index: number): number => numbers[index] ?? 0;
    this.#number(at(0));
    if (length === 1) return;
    let unit = 0;
    for (let index = 1; index < length && unit !== 1; index += 1)
      unit = divisor(unit, at(index) - at(index - 1));
    this.#number(unit);
    for (let index = 1; index < length;) {
      const gap = at(index) - at(index - 1);
      let next = index + 1;
      while (next < length && at(next) - at(next - 1) === gap) next += 1;
      const repeats = next - index - 1;
      this.#number((gap / unit) * 2 + (repeats > 0 ? 1 : 0));
      if (repeats > 0) this.#number(repeats);
      index = next;
    }
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #number(value: number): void {
    if (this.#length + MAX_BYTES > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    for (; rest >= RADIX; rest = Math.floor(rest / RADIX)) this.#byte((rest % RADIX) + RADIX);
    this.#byte(rest);
  }

  #byte(value: number): void {
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }
}

export class RunReader {
  readonly #bytes: Uint8Array;
  readonly #fail: (reason: string) => void;
  #at = 0;

  /** `fail` must throw. */
  constructor(bytes: Uint8Array, fail: (reason: string) => void) {
    this.#bytes = bytes;
    this.#fail = fail;
  }

  /** All bytes are read. */
  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next `count` numbers, which rise and are exact. */
  ascending(count: number): Float64Array<ArrayBuffer> {
    const numbers = new Float64Array(count);
    if (count === 0) return numbers;
    let value = this.#number();
    numbers[0] = value;
    if (count === 1) return numbers;
    const unit = this.#number();
    for (let index = 1; index < count;) {
      const coded = this.#number();
      const gap = Math.floor(coded / 2) * unit;
      const times = 1 + (coded % 2 === 1 ? this.#number() : 0);
      if (gap === 0) this.#fail('its times do not rise');
      if (times > count - index) this.#fail('it holds more frames than it says');
      if (!Number.isSafeInteger(value + gap * times)) this.#fail('its times are not possible');
      for (const end = index + times; index < end; index += 1) {
        value += gap;
        numbers[index] = value;
      }
    }
    return numbers;
  }

  #number(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < MAX_BYTES; count += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) this.#fail('it is cut off');
      this.#at += 1;
      value += ((byte ?? 0) % RADIX) * scale;
      if ((byte ?? 0) < RADIX) {
        if (!Number.isSafeInteger(value)) this.#fail('a number is too large');
        return value;
      }
      scale *= RADIX;
    }
    this.#fail('a number is too long');
    return value;
  }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
