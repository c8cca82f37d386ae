import type { Orientation } from './frame-protocol.ts';
import type { Size } from './map-to-picture.ts';
import type { SmallPixels } from './small-pixels.ts';

/** Pixels of a picture that every browser has a canvas for. */
const MOST_PIXELS = 1 << 26;

/** The canvas over the media element that decoded pictures are painted on, at the video's own size, or smaller. */
export class StillCanvas {
  readonly element = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #size: Size;
  #orientation: Orientation = { rotation: 0, flip: false };

  /** `size`: pixels of the picture as it is to be shown. `onLost`: what was painted is gone, or can be painted again. */
  constructor(size: Size, onLost: () => void) {
    this.#size = size;
    this.element.width = size.width;
    this.element.height = size.height;
    this.element.dataset['still'] = '';
    this.#context = this.element.getContext('2d', { alpha: false });
    this.element.addEventListener('contextlost', onLost);
    this.element.addEventListener('contextrestored', onLost);
    this.hide();
  }

  set orientation(orientation: Orientation) {
    this.#orientation = orientation;
  }

  get visible(): boolean {
    return !this.element.hidden;
  }

  /** Paints and shows it, from its `pixels` where there are any. False where the browser gives no canvas. */
  paint(picture: VideoFrame, pixels: ImageData | undefined): boolean {
    const context = this.#prepare(this.#size);
    if (!context) return false;
    const { width, height } = this.#size;
    const { rotation, flip } = this.#orientation;
    if (pixels?.width === width && pixels.height === height && rotation === 0 && !flip)
      context.putImageData(pixels, 0, 0);
    else this.#draw(context, picture);
    this.element.hidden = false;
    return true;
  }

  /** The same of a small picture, which is not turned; the browser enlarges it. */
  paintSmall({ width, height, data }: SmallPixels): boolean {
    const context = this.#prepare({ width, height });
    if (!context) return false;
    context.putImageData(new ImageData(data, width, height), 0, 0);
    this.element.hidden = false;
    return true;
  }

  /** A canvas of that size to paint on. */
  #prepare({ width, height }: Size): CanvasRenderingContext2D | undefined {
    const context = this.#context;
    if (!context || context.isContextLost() || width * height > MOST_PIXELS) return undefined;
    // To set it clears the canvas, also where it is the same.
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
    return context;
  }

  hide(): void {
    this.element.hidden = true;
  }

  #draw(context: CanvasRenderingContext2D, picture: VideoFrame): void {
    const { width, height } = this.element;
    const { rotation, flip } = this.#orientation;
    const [w, h] = rotation % 180 === 0 ? [width, height] : [height, width];
    context.setTransform(1, 0, 0, 1, width / 2, height / 2);
    if (flip) context.scale(-1, 1);
    context.rotate((rotation * Math.PI) / 180);
    context.drawImage(picture, -w / 2, -h / 2, w, h);
  }
}
