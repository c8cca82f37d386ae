/** Decoded pictures made small, for a glance at them. For a worker. */

/** Pixels of the longer side at most. */
const LONGEST = 960;
const RGBX = 4;

/**
 * Makes pictures small: to draw one of full size takes several times as long as to decode what follows it. Keeps what it
 * works on, so let it go when there is nothing more to do.
 */
export class SmallPictures {
  #pixels = new Uint32Array();
  #canvas: OffscreenCanvas | undefined;

  /** A picture as the decoder gives it, not turned; the caller closes both. Rejects where the browser has no way to it. */
  async of(frame: VideoFrame): Promise<ImageBitmap> {
    const { width = 0, height = 0 } = frame.visibleRect ?? {};
    const bytes = width * height * RGBX;
    // Browsers that know no other formats than the frame's own give that one, which is of another size.
    const planar = frame.format?.startsWith('I4') === true || frame.format === 'NV12';
    if (!planar || frame.allocationSize({ format: 'RGBX' }) !== bytes) return this.#draw(frame);
    if (this.#pixels.byteLength !== bytes) this.#pixels = new Uint32Array(width * height);
    await frame.copyTo(this.#pixels, { format: 'RGBX' });
    return createImageBitmap(shrink(this.#pixels, width, height));
  }

  #draw(frame: VideoFrame): ImageBitmap {
    const { displayWidth, displayHeight } = frame;
    const scale = Math.min(1, LONGEST / Math.max(displayWidth, displayHeight));
    const [width, height] = [Math.round(displayWidth * scale), Math.round(displayHeight * scale)];
    this.#canvas ??= new OffscreenCanvas(width, height);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('there is no canvas');
    context.drawImage(frame, 0, 0, width, height);
    return this.#canvas.transferToImageBitmap();
  }
}

/** Each pixel is the mean of four of those in its place. `pixels`: a number each, `width` of them a row. */
export function shrink(pixels: Uint32Array, width: number, height: number): ImageData {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST));
  const half = step >> 1;
  const [columns, rows] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
  const small = new Uint32Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row += 1) {
    let above = row * step * width;
    let below = above + half * width;
    for (let column = 0; column < columns; column += 1, at += 1, above += step, below += step)
      small[at] = mean(
        mean(pixels[above] ?? 0, pixels[above + half] ?? 0),
        mean(pixels[below] ?? 0, pixels[below + half] ?? 0),
      );
  }
  return new ImageData(new Uint8ClampedArray(small.buffer), columns, rows);
}

/** Of each of four bytes, rounded down: what both have, and half of what one has. */
function mean(a: number, b: number): number {
  return (a & b) + (((a ^ b) & 0xfefefefe) >>> 1);
}
