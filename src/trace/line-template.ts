/**
 * Lines that are the same but for their numbers. A recorder writes a million lines of a few shapes: a shape that was once
 * read and checked in full need not be again, only its numbers are read.
 */

/** Stands for a number in a shape; no line of JSON can have this byte anywhere. */
const HOLE = 0;
const NEWLINE = 10;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const LOWER_E = 0x65;

/** The powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** Characters of a number; longer ones are for the slow way. */
const MAX_NUMBER = 64;
/** RFC 8259, section 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A part of some shapes; a tree of them has each shape as a way from its root. */
interface Node<T> {
  label: Uint8Array;
  /** What comes next, by its first byte. */
  children: (Node<T> | undefined)[];
  /** Of the shape that ends here. */
  value: T | undefined;
}

/** Knows shapes of lines, each with a value that stands for it, and reads the numbers of lines that have one. */
export class LineTemplates<T> {
  readonly #root: Node<T> = { label: new Uint8Array(), children: [], value: undefined };
  #size = 0;
  #end = 0;
  /** Of the line that was read last, in the order in which they stand. */
  readonly numbers: Float64Array;

  /** `holes`: numbers that a line has at most. */
  constructor(holes: number) {
    this.numbers = new Float64Array(holes);
  }

  /** Shapes that are known. */
  get size(): number {
    return this.#size;
  }

  /** Index of the newline after the line that was read last. */
  get end(): number {
    return this.#end;
  }

  /** Lines of this shape stand for `value` from now on. It has no more holes than may be, and was not known. */
  learn(shape: Uint8Array, value: T): void {
    this.#size += 1;
    let node = this.#root;
    for (let at = 0; ;) {
      const { label } = node;
      let same = 0;
      while (same < label.length && label[same] === shape[at + same]) same += 1;
      at += same;
      if (same < label.length) split(node, same);
      if (at === shape.length) {
        node.value = value;
        return;
      }
      const first = shape[at] ?? HOLE;
      const child = node.children[first];
      if (!child) {
        node.children[first] = { label: shape.slice(at), children: [], value };
        return;
      }
      node = child;
    }
  }

  /**
   * The value of the shape of the line at `start`, which a newline ends; undefined where it has none. Then `numbers` are
   * its numbers, each the very double that JSON.parse makes of it.
   */
  read(bytes: Uint8Array, start: number): T | undefined {
    let node: Node<T> | undefined = this.#root;
    let at = start;
    let count = 0;
    while (node) {
      const { label }: Node<T> = node;
      for (let index = 0; index < label.length; index += 1) {
        const byte = label[index];
        if (byte === HOLE) {
          at = this.#readNumber(bytes, at, count);
          if (at === -1) return undefined;
          count += 1;
        } else if (bytes[at] === byte) at += 1;
        else return undefined;
      }
      const byte = bytes[at] ?? NEWLINE;
      if (byte === NEWLINE) {
        this.#end = at;
        return node.value;
      }
      const { children }: Node<T> = node;
      // In a string a digit stands for itself. Only out of one there are holes.
      node = children[byte] ?? (startsNumber(byte) ? children[HOLE] : undefined);
    }
    return undefined;
  }

  /** Reads the number at `start` into its hole. Gives where it ends; -1 where there is none. */
  #readNumber(bytes: Uint8Array, start: number, hole: number): number {
    let at = start;
    const negative = bytes[at] === MINUS;
    if (negative) at += 1;
    const first = at;
    let digits = 0;
    let byte = bytes[at] ?? HOLE;
    while (byte >= ZERO && byte <= NINE) {
      digits = digits * 10 + (byte - ZERO);
      at += 1;
      byte = bytes[at] ?? HOLE;
    }
    const whole = at - first;
    if (whole === 0 || (whole > 1 && bytes[first] === ZERO)) return -1;
    let decimals = 0;
    if (byte === POINT) {
      at += 1;
      const point = at;
      byte = bytes[at] ?? HOLE;
      while (byte >= ZERO && byte <= NINE) {
        digits = digits * 10 + (byte - ZERO);
        at += 1;
        byte = bytes[at] ?? HOLE;
      }
      decimals = at - point;
      if (decimals === 0) return -1;
    }
    if (isOfNumber(byte) || digits > Number.MAX_SAFE_INTEGER || decimals >= POWERS.length)
      return this.#readLongNumber(bytes, start, hole);
    // Both are exact, so that the one division rounds as it should.
    const size = decimals === 0 ? digits : digits / (POWERS[decimals] ?? 1);
    this.numbers[hole] = negative ? -size : size;
    return at;
  }

  /** One with more digits than a double holds, or with an exponent. */
  #readLongNumber(bytes: Uint8Array, start: number, hole: number): number {
    let end = start;
    while (isOfNumber(bytes[end])) end += 1;
    if (end - start > MAX_NUMBER) return -1;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    const number = NUMBER.test(text) ? Number(text) : NaN;
    this.numbers[hole] = number;
    return Number.isFinite(number) ? end : -1;
  }
}

/** Makes a node one for the first bytes of its label, above one for the rest. */
function split<T>(node: Node<T>, at: number): void {
  const { label, children, value } = node;
  const rest = { label: label.slice(at), children, value };
  node.label = label.slice(0, at);
  node.children = [];
  node.children[label[at] ?? HOLE] = rest;
  node.value = undefined;
}

/** A line, the bytes [start, end), without its numbers. */
export function shapeOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const shape = new Uint8Array(end - start);
  let length = 0;
  let quoted = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? HOLE;
    if (byte === QUOTE) quoted = !quoted;
    const number = !quoted && startsNumber(byte);
    shape[length] = number ? HOLE : byte;
    length += 1;
    if (number) while (at + 1 < end && isOfNumber(bytes[at + 1])) at += 1;
    else if (quoted && byte === BACKSLASH && at + 1 < end) {
      at += 1;
      shape[length] = bytes[at] ?? HOLE;
      length += 1;
    }
  }
  return shape.slice(0, length);
}

/** How many numbers lines of this shape have. */
export function holesOf(shape: Uint8Array): number {
  return shape.reduce((count, byte) => count + (byte === HOLE ? 1 : 0), 0);
}

/** The line of this shape with these numbers, as many as it has holes. */
export function filled(shape: Uint8Array, numbers: readonly number[]): string {
  const [first = '', ...others] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(shape).split('\0');
  return first + others.map((part, hole) => `${numbers[hole] ?? 0}${part}`).join('');
}

function startsNumber(byte: number): boolean {
  return byte === MINUS || (byte >= ZERO && byte <= NINE);
}

/** True for the bytes that a number can go on with. */
function isOfNumber(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  if (byte >= ZERO && byte <= NINE) return true;
  return byte === POINT || byte === MINUS || byte === PLUS || byte === UPPER_E || byte === LOWER_E;
}
