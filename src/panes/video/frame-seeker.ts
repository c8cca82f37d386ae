import type { FrameTable } from '../../trace/frame-table.ts';
import type { FrameSource, Landing } from './frame-source.ts';

/** A frame that the browser says it has presented. */
export interface PresentedFrame {
  readonly frame: number;
  /** Its media time in seconds, as the browser tells it. */
  readonly mediaTime: number;
  /** True where that is the frame table's time of it, and not merely inside its interval. */
  readonly matches: boolean;
  /** When it was handed over for the screen, in milliseconds of wall time; its callback may come much later. */
  readonly at: number;
}

interface Seek {
  readonly target: number;
  /** To the frame beside the target and back: so that the browser tells of a frame that stood there already. */
  readonly detour: 'none' | 'away' | 'back';
  /** How many detours were made for it, this one included. */
  readonly detours: number;
  seeked: boolean;
  /** Told of since it was done. */
  presented: PresentedFrame | undefined;
  /** Told of before: the target, or perhaps still what stood there earlier. */
  early: PresentedFrame | undefined;
}

/** Milliseconds to wait after `seeked` where the browser has no frame callbacks: until the picture is likely there. */
const UNTOLD_WAIT = 120;
/** Where the frame stood there before: the browser need not tell of it again. With each detour it gets as much more. */
const SAME_FRAME_WAIT = 120;
/** On a busy machine the callbacks of a detour may come after the wait for them. */
const MOST_DETOURS = 3;
/** By so much at most the time that is told of a frame is too early. */
const TOO_EARLY = 25;
/** After a callback for another frame: the right one may still come. */
const WRONG_FRAME_WAIT = 300;
/** For the first callback; without any, nobody knows what is shown. */
const NO_FRAME_WAIT = 1_000;

/**
 * Brings a paused media element to a frame, and says whether the browser confirmed it. One seek at a time. What was
 * presented before the last seek began proves nothing, whenever its callback comes: the element has been elsewhere since.
 * Callbacks come in the order of presentation, so one for a frame that none is due for from earlier is the seek's own;
 * for others the time that they tell decides, which is some milliseconds too early in some browsers, and never too late.
 */
export class FrameSeeker implements FrameSource {
  readonly #video: HTMLVideoElement;
  readonly #frames: FrameTable;
  readonly #changed: () => void;
  readonly #confirms: boolean;
  #seek: Seek | undefined;
  #wanted = -1;
  #landing: Landing | undefined;
  /** The frame that the browser told of last: perhaps what stands there, and never a proof. */
  #told = -1;
  /** Where the element has been sent since the last confirmation: callbacks for these may still come. */
  readonly #untold = new Set<number>();
  /** It has played since: callbacks for any frame may. */
  #played = false;
  /** Where the last seek goes. */
  #aim = -1;
  /** A callback for that may be an older one. */
  #doubt = false;
  /** When the last seek began. */
  #began = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called after each landing. */
  constructor(video: HTMLVideoElement, frames: FrameTable, changed: () => void) {
    this.#video = video;
    this.#frames = frames;
    this.#changed = changed;
    this.#confirms = 'requestVideoFrameCallback' in video;
  }

  get landing(): Landing | undefined {
    return this.#landing;
  }

  /** Goes to frame `target`; while the element is on its way, only the newest target is remembered. */
  want(target: number): void {
    this.#wanted = target;
    if (this.#seek ? !this.#seek.seeked || this.#seek.target === target : this.#landing?.target === target)
      return;
    this.#start(target);
  }

  /** The element is driven otherwise from here on: what it shows is no longer known. */
  forget(): void {
    this.#seek = undefined;
    this.#landing = undefined;
    this.#played = true;
    clearTimeout(this.#timer);
  }

  frame(presented: PresentedFrame): void {
    this.#told = presented.frame;
    const seek = this.#seek;
    const arrived = presented.frame === this.#aim;
    // A detour begins long after whatever was presented before it.
    const began = this.#began - (seek?.detour === 'away' ? TOO_EARLY : 0);
    if ((this.#doubt || !arrived) && presented.at < began) return;
    if (arrived) {
      this.#untold.clear();
      this.#played = false;
      this.#doubt = false;
    }
    if (!seek) {
      this.#revise(presented);
      return;
    }
    if (seek.seeked) seek.presented = presented;
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

  #start(target: number, detour: Seek['detour'] = 'none', detours = 0): void {
    clearTimeout(this.#timer);
    this.#landing = undefined;
    this.#seek = { target, detour, detours, seeked: false, presented: undefined, early: undefined };
    this.#aim = detour === 'away' ? target + (target > 0 ? -1 : 1) : target;
    this.#doubt = this.#played || this.#untold.has(this.#aim);
    this.#untold.add(this.#aim);
    this.#began = performance.now();
    this.#video.currentTime = this.#frames.mediaMiddle(this.#aim);
  }

  #judge(): void {
    const seek = this.#seek;
    if (!seek?.seeked) return;
    const presented = seek.presented ?? seek.early;
    if (this.#wanted !== seek.target) this.#start(this.#wanted);
    else if (presented?.frame !== this.#aim) this.#waitFor(seek);
    else if (seek.detour === 'away') this.#start(seek.target, 'back', seek.detours);
    else this.#land(seek.target, presented);
  }

  #waitFor(seek: Seek): void {
    clearTimeout(this.#timer);
    const away = seek.detour === 'away';
    this.#timer = setTimeout(
      () => {
        // A hidden page presents nothing and calls nobody: nothing to judge until it is seen.
        if (document.hidden) this.#waitFor(seek);
        else if (away) this.#start(seek.target, 'back', seek.detours);
        else if (this.#stood(seek) || this.#untoldOf(seek))
          this.#start(seek.target, 'away', seek.detours + 1);
        else this.#land(seek.target, seek.presented ?? seek.early);
      },
      away || this.#stood(seek) ? SAME_FRAME_WAIT * Math.max(1, seek.detours) : this.#patience(seek),
    );
  }

  /** The browser told of the frame, perhaps before the seek: a detour may prove it. */
  #stood({ target, detours }: Seek): boolean {
    return this.#told === target && detours < MOST_DETOURS && this.#frames.count > 1;
  }

  /** The browser told of nothing: a detour may make it. Tried once, since those who never tell would be waited for again and again. */
  #untoldOf({ presented, early, detours }: Seek): boolean {
    return this.#confirms && !presented && !early && detours === 0 && this.#frames.count > 1;
  }

  #patience(seek: Seek): number {
    if (!this.#confirms) return UNTOLD_WAIT;
    return seek.presented ? WRONG_FRAME_WAIT : NO_FRAME_WAIT;
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
