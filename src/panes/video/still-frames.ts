import { isAbort } from '../../base/errors.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import type { FrameSupply } from './frame-server.client.ts';
import type { ServedFrame } from './frame-server.ts';
import type { FrameSource, Landing } from './frame-source.ts';
import type { StillCanvas } from './still-canvas.ts';

/** Microseconds by which a decoder's timestamp may differ from the table's for reasons of rounding. */
const ROUNDING = 1;

interface StillOptions {
  readonly supply: FrameSupply;
  readonly canvas: StillCanvas;
  readonly frames: FrameTable;
  /** Called when another picture stands there. */
  readonly changed: () => void;
  /** The decoder is of no use any more. */
  readonly failed: () => void;
}

/** Decoded frames on a canvas: what is painted is proven by the timestamp that its decoder gave it. */
export class StillFrames implements FrameSource {
  readonly #options: StillOptions;
  #landing: Landing | undefined;
  #target = -1;
  /** The request on its way; undefined while none is. */
  #request: AbortController | undefined;
  #running = false;
  #shown = -1;

  constructor(options: StillOptions) {
    this.#options = options;
  }

  get landing(): Landing | undefined {
    return this.#landing;
  }

  /** The frame on the canvas, as its timestamp tells; -1 where none is shown. */
  get shown(): number {
    return this.#options.canvas.visible ? this.#shown : -1;
  }

  want(target: number, running: boolean): void {
    this.#running = running;
    if (this.#target === target) return;
    this.#target = target;
    this.#landing = undefined;
    // Running, each picture is waited for; else nothing would be seen where time is faster than the decoder.
    if (running && this.#request) return;
    this.#ask();
  }

  /** A picture on the way: shown where the wait is for a standing moment. */
  near(served: ServedFrame): void {
    if (this.#request && !this.#running) this.#paint(served.picture);
    served.picture.close();
    this.#options.changed();
  }

  forget(): void {
    this.#request?.abort();
    this.#request = undefined;
    this.#target = -1;
    this.#landing = undefined;
  }

  /** Wants again what it wanted: the canvas lost its content. */
  again(): void {
    const target = this.#target;
    this.forget();
    if (target >= 0) this.want(target, this.#running);
  }

  dispose(): void {
    this.forget();
    this.#options.supply.close();
  }

  #ask(): void {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const target = this.#target;
    this.#options.supply.frame(target, request.signal).then(
      ({ picture }) => {
        if (this.#request === request) this.#land(target, picture);
        picture.close();
      },
      (error: unknown) => {
        if (this.#request !== request || isAbort(error)) return;
        this.#request = undefined;
        this.#options.failed();
      },
    );
  }

  #land(target: number, picture: VideoFrame): void {
    this.#request = undefined;
    const proven = this.#paint(picture);
    // The target went on meanwhile.
    if (this.#target !== target) this.#ask();
    else this.#landing = { target, frame: this.#shown, exact: proven && this.#shown === target };
    this.#options.changed();
  }

  /** True where the picture's own timestamp is one of the table, and it stands there now. */
  #paint(picture: VideoFrame): boolean {
    const { canvas, frames } = this.#options;
    const index = frames.indexAtMedia((picture.timestamp + ROUNDING) / 1_000_000 - frames.elementShift);
    const told = Math.abs(frames.mediaTime(index) * 1_000_000 - picture.timestamp) <= ROUNDING;
    if (!canvas.paint(picture)) {
      this.#shown = -1;
      return false;
    }
    this.#shown = index;
    return told && index >= 0;
  }
}
