/** Pictures that are only looked at for a moment need not be large: the page paints a small one in a quarter of the time. */

/** Pixels of the longer side at most. */
const LONGEST = 960;

/** An RGBA picture as plain data, which may be handed over. */
export interface SmallPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** `image` by a whole factor smaller, where it is larger than needed: each pixel is the mean of four of those in its place. */
export function shrink({ width, height, data }: ImageData): SmallPixels {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST));
  const half = step >> 1;
  const [columns, rows] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
  const small = new Uint32Array(columns * rows);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    let above = row * step * width;
    let below = above + half * width;
    for (let column = 0; column < columns; column += 1) {
      small[at] = mean(
        mean(pixels[above] ?? 0, pixels[above + half] ?? 0),
        mean(pixels[below] ?? 0, pixels[below + half] ?? 0),
      );
      at += 1;
      above += step;
      below += step;
    }
  }
  return { width: columns, height: rows, data: new Uint8ClampedArray(small.buffer) };
}

/** Of each of four bytes, rounded down: what both have, and half of what one has. */
function mean(a: number, b: number): number {
  return (a & b) + (((a ^ b) & 0xfefefefe) >>> 1);
}
