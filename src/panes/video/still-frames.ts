import { asTraceError, isAbort, isPassing, type TraceError } from '../../base/errors.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import type { FrameSupply } from './frame-server.client.ts';
import type { NearFrame } from './frame-protocol.ts';
import type { FrameSource, Landing } from './frame-source.ts';
import { indexOfTimestamp, isTellable } from './frame-times.ts';
import { PicturePixels } from './picture-pixels.ts';
import type { StillCanvas } from './still-canvas.ts';

/** Milliseconds after which a frame that could not be read for now is asked for again. */
const AGAIN_AFTER = 2_000;

interface StillOptions {
  readonly supply: FrameSupply;
  readonly canvas: StillCanvas;
  readonly frames: FrameTable;
  /** Called when another picture stands there. */
  readonly changed: () => void;
  /** The decoder is of no use any more. */
  readonly failed: (error: TraceError) => void;
}

/** Decoded frames on a canvas: what is painted is proven by the timestamp that its decoder gave it. */
export class StillFrames implements FrameSource {
  readonly #options: StillOptions;
  readonly #pixels = new PicturePixels();
  #landing: Landing | undefined;
  #target = -1;
  /** The request on its way; undefined while none is. */
  #request: AbortController | undefined;
  #running = false;
  #shown = -1;
  #again: ReturnType<typeof setTimeout> | undefined;

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
  near({ index, picture }: NearFrame): void {
    const request = this.#request;
    if ('data' in picture) {
      if (request && !this.#running) this.#shown = this.#options.canvas.paintSmall(picture) ? index : -1;
      this.#options.changed();
      return;
    }
    void this.#use(picture, (pixels) => {
      if (request && this.#request === request && !this.#running) this.#paint(picture, pixels);
      this.#options.changed();
    });
  }

  forget(): void {
    clearTimeout(this.#again);
    this.#request?.abort();
    this.#request = undefined;
    this.#target = -1;
    this.#landing = undefined;
  }

  /** Wants again what it wanted, from the beginning. */
  again(): void {
    const target = this.#target;
    this.forget();
    if (target >= 0) this.want(target, this.#running);
    this.#options.changed();
  }

  /** Nobody sees it, and nobody will soon. */
  rest(): void {
    this.#options.supply.rest();
  }

  dispose(): void {
    this.forget();
    this.#options.supply.close();
  }

  #ask(): void {
    clearTimeout(this.#again);
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const target = this.#target;
    this.#options.supply.frame(target, request.signal).then(
      ({ picture }) =>
        this.#use(picture, (pixels) => {
          if (this.#request === request) this.#land(target, picture, pixels);
        }),
      (error: unknown) => {
        if (this.#request !== request || isAbort(error)) return;
        this.#request = undefined;
        if (isPassing(error)) this.#wait(target);
        else this.#options.failed(asTraceError(error));
      },
    );
  }

  /** Closes the picture after `use`, whatever comes of it: one that cannot be painted is no use of a decoder. */
  async #use(picture: VideoFrame, use: (pixels: ImageData | undefined) => void): Promise<void> {
    try {
      await this.#pixels.of(picture, use);
    } catch (error) {
      this.#options.failed(asTraceError(error));
    } finally {
      picture.close();
    }
  }

  /** The bytes do not come for now: what stands there stays, unproven, and the frame is asked for again. */
  #wait(target: number): void {
    this.#landing = { target, frame: this.shown, exact: false };
    this.#again = setTimeout(() => this.again(), AGAIN_AFTER);
    this.#options.changed();
  }

  #land(target: number, picture: VideoFrame, pixels: ImageData | undefined): void {
    this.#request = undefined;
    const proven = this.#paint(picture, pixels);
    // The target went on meanwhile.
    if (this.#target !== target) this.#ask();
    else this.#landing = { target, frame: this.#shown, exact: proven && this.#shown === target };
    this.#options.changed();
  }

  /** True where the picture's own timestamp is one of the table, and it stands there now. */
  #paint(picture: VideoFrame, pixels: ImageData | undefined): boolean {
    const { canvas, frames } = this.#options;
    const timeOf = (at: number): number => frames.mediaTime(at);
    const index = indexOfTimestamp(frames.count, timeOf, picture.timestamp);
    if (!canvas.paint(picture, pixels)) {
      this.#shown = -1;
      return false;
    }
    this.#shown = index;
    return index >= 0 && isTellable(frames.count, timeOf, index);
  }
}
