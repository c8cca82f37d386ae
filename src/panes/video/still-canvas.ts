import type { Orientation } from './frame-server.ts';
import type { Size } from './map-to-picture.ts';

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
    this.element.dataset['still'] = '';
    this.#context = this.element.getContext('2d', { alpha: false });
    this.element.addEventListener('contextlost', onLost);
    this.element.addEventListener('contextrestored', onLost);
    this.#scale(1);
    this.hide();
  }

  set orientation(orientation: Orientation) {
    this.#orientation = orientation;
  }

  get visible(): boolean {
    return !this.element.hidden;
  }

  /** Paints and shows it; a small one is enlarged by the browser. False where it gives no canvas. */
  paint(picture: VideoFrame | ImageBitmap): boolean {
    const context = this.#context;
    if (!context || context.isContextLost() || this.#size.width * this.#size.height > MOST_PIXELS)
      return false;
    const { rotation, flip } = this.#orientation;
    const lies = rotation % 180 !== 0;
    const whole = lies ? this.#size.height : this.#size.width;
    this.#scale('displayWidth' in picture ? 1 : Math.min(1, picture.width / whole));
    const { width, height } = this.element;
    const [w, h] = lies ? [height, width] : [width, height];
    context.setTransform(1, 0, 0, 1, width / 2, height / 2);
    if (flip) context.scale(-1, 1);
    context.rotate((rotation * Math.PI) / 180);
    context.drawImage(picture, -w / 2, -h / 2, w, h);
    this.element.hidden = false;
    return true;
  }

  #scale(scale: number): void {
    const [width, height] = [Math.round(this.#size.width * scale), Math.round(this.#size.height * scale)];
    // To set it clears the canvas, also where it is the same.
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
