/** A picture as an encoder takes it: 8 bits, full luma, chroma of half the size (yuv420p). */

export type Colour = readonly [y: number, u: number, v: number];

/** Width and height of a letter's cell. */
export const CELL = { width: 10, height: 20 } as const;

export class Picture {
  readonly width: number;
  readonly height: number;
  /** All three planes. */
  readonly bytes: Uint8Array;
  readonly #y: Uint8Array;
  readonly #u: Uint8Array;
  readonly #v: Uint8Array;

  /** Both sides are even. */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    const luma = width * height;
    this.bytes = new Uint8Array((luma * 3) / 2);
    this.#y = this.bytes.subarray(0, luma);
    this.#u = this.bytes.subarray(luma, luma * 1.25);
    this.#v = this.bytes.subarray(luma * 1.25);
  }

  /** All numbers even; what reaches over the picture is cut off. */
  fill(x: number, y: number, width: number, height: number, [luma, u, v]: Colour): void {
    const right = Math.min(this.width, x + width);
    const bottom = Math.min(this.height, y + height);
    for (let row = y; row < bottom; row += 1)
      this.#y.fill(luma, row * this.width + x, row * this.width + right);
    const half = this.width / 2;
    for (let row = y / 2; row < bottom / 2; row += 1) {
      this.#u.fill(u, row * half + x / 2, row * half + right / 2);
      this.#v.fill(v, row * half + x / 2, row * half + right / 2);
    }
  }

  /** Letters that are none, but as dense: strokes that differ from one to the next. `x`, `y`: even. */
  text(x: number, y: number, words: string, [luma, u, v]: Colour): void {
    const half = this.width / 2;
    for (
      let index = 0, left = x;
      index < words.length && left + CELL.width <= this.width;
      index += 1, left += CELL.width
    ) {
      const code = words.charCodeAt(index);
      if (code === 32) continue;
      for (let row = 0; row < 7; row += 1) {
        const bits = strokes(code, row);
        const at = (y + 3 + row * 2) * this.width + left + 1;
        for (let column = 0; column < 5; column += 1)
          if (bits & (1 << column)) {
            this.#y[at + column] = luma;
            this.#y[at + column + this.width] = luma;
          }
      }
      for (let row = (y + 2) / 2; row < (y + 18) / 2; row += 1) {
        this.#u.fill(u, row * half + left / 2, row * half + left / 2 + 4);
        this.#v.fill(v, row * half + left / 2, row * half + left / 2 + 4);
      }
    }
  }

  /** Moves what is in a box up by `by` lines; what was below stays twice. All numbers even. */
  scroll(x: number, y: number, width: number, height: number, by: number): void {
    moveRows(this.#y, this.width, { x, y, width, height }, by);
    const half = { x: x / 2, y: y / 2, width: width / 2, height: height / 2 };
    for (const plane of [this.#u, this.#v]) moveRows(plane, this.width / 2, half, by / 2);
  }

  /** Something like a photograph: soft shapes, and grain. */
  photo(x: number, y: number, width: number, height: number, grain: () => number): void {
    const [a, b, c] = [1 + grain() * 3, 1 + grain() * 3, grain() * 6];
    for (let row = y; row < Math.min(this.height, y + height); row += 1)
      for (let column = x; column < Math.min(this.width, x + width); column += 1) {
        const soft = Math.sin((a * (column - x)) / 90 + c) + Math.cos((b * (row - y)) / 70 + c);
        this.#y[row * this.width + column] = 120 + soft * 45 + grain() * 12;
      }
    const half = this.width / 2;
    for (let row = y / 2; row < Math.min(this.height, y + height) / 2; row += 1)
      for (let column = x / 2; column < Math.min(this.width, x + width) / 2; column += 1) {
        this.#u[row * half + column] = 128 + 30 * Math.sin(column / 40 + c);
        this.#v[row * half + column] = 128 + 30 * Math.cos(row / 50 + b);
      }
  }

  /** The luma of a box, to be put back with `restore`. */
  save(x: number, y: number, width: number, height: number): Uint8Array {
    const kept = new Uint8Array(width * height);
    for (let row = 0; row < height; row += 1) {
      const at = (y + row) * this.width + x;
      kept.set(this.#y.subarray(at, at + width), row * width);
    }
    return kept;
  }

  restore(x: number, y: number, width: number, height: number, kept: Uint8Array): void {
    for (let row = 0; row < height; row += 1)
      this.#y.set(kept.subarray(row * width, (row + 1) * width), (y + row) * this.width + x);
  }

  /** The arrow of a pointer, in luma alone. */
  pointer(x: number, y: number): void {
    for (let row = 0; row < 20; row += 1)
      for (let column = 0; column <= Math.min(row, 20 - row, 11); column += 1)
        this.#y[(y + row) * this.width + x + column] = column === 0 || column === row ? 20 : 235;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function moveRows(plane: Uint8Array, stride: number, { x, y, width, height }: Box, by: number): void {
  for (let row = y; row + by < y + height; row += 1) {
    const from = (row + by) * stride + x;
    plane.copyWithin(row * stride + x, from, from + width);
  }
}

/** Five bits for one of seven rows of a letter. */
function strokes(code: number, row: number): number {
  const mixed = Math.imul(code * 31 + (row >> 1) * 7, 2_654_435_761) >>> 0;
  return (mixed >>> (row % 3 === 1 ? 9 : 17)) & 31;
}
