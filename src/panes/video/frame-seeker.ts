import type { FrameTable } from '../../trace/frame-table.ts';

/** A frame that the browser says it has presented. */
export interface PresentedFrame {
  readonly frame: number;
  /** Its media time in seconds, as the browser tells it. */
  readonly mediaTime: number;
  /** True where that is the frame table's time of it, and not merely inside its interval. */
  readonly matches: boolean;
}

/** What became of a seek. */
export interface Landing {
  readonly target: number;
  /** The frame that is shown: the one that the browser told of, else, unverified, the target. */
  readonly frame: number;
  /** True where the browser confirmed that it is the target. */
  readonly exact: boolean;
}

interface Seek {
  readonly target: number;
  seeked: boolean;
  /** Presented since it was done, or at any time if it is the target. */
  presented: PresentedFrame | undefined;
  /** Presented since it began, but before it was done: perhaps still what stood there earlier. */
  early: PresentedFrame | undefined;
}

/** Milliseconds to wait after `seeked` for the frame callback: where the frame stood there before, it may not come. */
const SAME_FRAME_WAIT = 120;
/** After a callback for another frame: the right one may still come. */
const WRONG_FRAME_WAIT = 300;
/** Without any: nobody knows what is shown. */
const NO_FRAME_WAIT = 1_000;

/** Brings a paused media element to a frame, and says whether the browser confirmed it. One seek at a time. */
export class FrameSeeker {
  readonly #video: HTMLVideoElement;
  readonly #frames: FrameTable;
  readonly #changed: () => void;
  readonly #confirms: boolean;
  #seek: Seek | undefined;
  #wanted = -1;
  #landing: Landing | undefined;
  /** The last frame that the browser told of. */
  #last: PresentedFrame | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called after each landing. */
  constructor(video: HTMLVideoElement, frames: FrameTable, changed: () => void) {
    this.#video = video;
    this.#frames = frames;
    this.#changed = changed;
    this.#confirms = 'requestVideoFrameCallback' in video;
  }

  /** Where the last seek ended; undefined while none has, and while the element plays. */
  get landing(): Landing | undefined {
    return this.#landing;
  }

  /** Goes to frame `target`; while a seek is under way, only the newest target is remembered. */
  want(target: number): void {
    this.#wanted = target;
    if (this.#seek || this.#landing?.target === target) return;
    this.#start(target);
  }

  /** The element is driven otherwise from here on: what it shows is no longer known. */
  forget(): void {
    this.#seek = undefined;
    this.#landing = undefined;
    clearTimeout(this.#timer);
  }

  frame(presented: PresentedFrame): void {
    this.#last = presented;
    const seek = this.#seek;
    if (!seek) {
      this.#revise(presented);
      return;
    }
    if (seek.seeked || presented.frame === seek.target) seek.presented = presented;
    else seek.early = presented;
    this.#judge();
  }

  seeked(): void {
    if (!this.#seek || this.#video.seeking) return;
    this.#seek.seeked = true;
    this.#judge();
  }

  dispose(): void {
    this.forget();
  }

  #start(target: number): void {
    clearTimeout(this.#timer);
    this.#landing = undefined;
    this.#seek = { target, seeked: false, presented: undefined, early: undefined };
    this.#video.currentTime = this.#frames.mediaMiddle(target);
  }

  #judge(): void {
    const seek = this.#seek;
    if (!seek?.seeked) return;
    if (this.#wanted !== seek.target) this.#start(this.#wanted);
    else if (seek.presented?.frame === seek.target) this.#land(seek.target, seek.presented);
    else this.#waitFor(seek);
  }

  #waitFor(seek: Seek): void {
    clearTimeout(this.#timer);
    const same = this.#last?.frame === seek.target ? this.#last : undefined;
    const otherwise = same || !this.#confirms ? SAME_FRAME_WAIT : NO_FRAME_WAIT;
    this.#timer = setTimeout(
      () => {
        // A hidden page presents nothing and calls nobody: nothing to judge until it is seen.
        if (document.hidden) this.#waitFor(seek);
        else this.#land(seek.target, seek.presented ?? same ?? seek.early);
      },
      seek.presented ? WRONG_FRAME_WAIT : otherwise,
    );
  }

  /** A callback after the landing: late, or the element was moved by somebody else. */
  #revise(presented: PresentedFrame): void {
    if (!this.#landing) return;
    // Moved away from the right frame: `want` will be called again, and goes back.
    if (this.#landing.exact && presented.frame !== this.#landing.target) this.#landing = undefined;
    else this.#land(this.#landing.target, presented);
  }

  #land(target: number, presented: PresentedFrame | undefined): void {
    clearTimeout(this.#timer);
    this.#seek = undefined;
    const frame = presented?.frame ?? target;
    this.#landing = { target, frame, exact: frame === target && presented?.matches === true };
    this.#changed();
  }
}
