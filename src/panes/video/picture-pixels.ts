/**
 * Decoded pictures as pixels. A browser that paints in software turns each picture that is drawn into one of its own, at
 * full size, and keeps up to half a gigabyte of them, though none is ever drawn again. What is copied leaves nothing
 * behind, takes a quarter of the time, and is the same in every pixel.
 */

/** What decoders in software give. Other pictures may be in the graphics card, where they are drawn sooner than copied. */
const IN_MEMORY: ReadonlySet<string | null> = new Set(['I420', 'I422', 'I444']);
const BYTES_PER_PIXEL = 4;
/** After so many milliseconds without a picture the memory is given back. */
const IDLE = 2_000;

/** Copies one picture at a time, into the same memory. */
export class PicturePixels {
  #pixels: ImageData | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: ReturnType<typeof setTimeout> | undefined;

  /**
   * Calls `use` with the pixels of `picture`, which are its own until it ends; with undefined where the picture is better
   * drawn, or this browser does not copy it. Those who ask come one after the other. Rejects with what `use` throws.
   */
  of<T>(picture: VideoFrame, use: (pixels: ImageData | undefined) => T | Promise<T>): Promise<T> {
    const used = this.#turn.then(async () => {
      clearTimeout(this.#idle);
      try {
        return await use(await this.#copy(picture));
      } finally {
        this.#idle = setTimeout(() => (this.#pixels = undefined), IDLE);
      }
    });
    // The next one does not need to hear of it.
    this.#turn = used.catch(() => undefined);
    return used;
  }

  async #copy(picture: VideoFrame): Promise<ImageData | undefined> {
    const { format, visibleRect } = picture;
    if (!visibleRect || !IN_MEMORY.has(format)) return undefined;
    const { width, height } = visibleRect;
    const options = { format: 'RGBA', colorSpace: 'srgb' } as const;
    try {
      // A browser that does not know the format gives the picture's own.
      if (picture.allocationSize(options) !== width * height * BYTES_PER_PIXEL) return undefined;
      if (this.#pixels?.width !== width || this.#pixels.height !== height)
        this.#pixels = new ImageData(width, height);
      const pixels = this.#pixels;
      await picture.copyTo(pixels.data, options);
      return pixels;
    } catch {
      // What cannot be copied can be drawn.
      return undefined;
    }
  }
}
