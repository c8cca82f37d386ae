import type { FrameTable } from '../../trace/frame-table.ts';

/** Milliseconds of rest after which the element is sent to the frame on the canvas, so that it can play from there. */
const AFTER = 1_500;

/** Sends a media element after the canvas once time has rested: playing begins there, and nobody waits for it. */
export class Parking {
  readonly #video: HTMLVideoElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The frame that the element was sent to last; -1 since it has played. */
  #frame = -1;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /** Sends it to frame `target`, unless it is stopped before. */
  soon(frames: FrameTable, target: number): void {
    this.stop();
    if (this.#frame === target) return;
    this.#timer = setTimeout(() => {
      this.#frame = target;
      this.#video.currentTime = frames.mediaMiddle(target);
    }, AFTER);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The element goes its own way: where it was sent is not where it is. */
  forget(): void {
    this.#frame = -1;
  }
}
