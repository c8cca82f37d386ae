import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { ClockMap } from '../../trace/clock-map.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import { FramePlayback } from './frame-playback.ts';
import { FrameSeeker, type PresentedFrame } from './frame-seeker.ts';
import { watchVisible } from './watch-visible.ts';

/** What stands on the screen, and how sure that is. */
export interface Presented {
  /** Where the clock is: no picture yet, before the video's first frame, inside it, or after its last. */
  readonly place: 'loading' | 'before' | 'inside' | 'after';
  /** Index of the frame on screen; -1 where there is none yet, and while nothing can be seen. */
  readonly frame: number;
  /** True: it is the frame of now(), and the browser confirmed it. null: the video has no frame of now(), or nobody can see it. */
  readonly exact: boolean | null;
  /** The frame's media time in seconds as the browser told it last; null where it did not. */
  readonly mediaTime: number | null;
}

/** What the clock's holders are called that wait for this pane. */
export const HOLDER = 'video';
/** Seconds by which a browser's media time may differ from the table's for reasons of rounding. */
const ROUNDING = 0.000_01;
const SAME_TIME = 0.001;

export const NOTHING: Presented = { place: 'loading', frame: -1, exact: false, mediaTime: null };

/**
 * Keeps a media element at the frame of the clock's now(): seeks and confirms it while time stands, plays it along
 * while time goes forwards, seeks after it while time goes backwards. Holds the clock as long as the frame of a standing
 * now() is not there. An element that cannot be seen is left alone: the browser tells of no frames then.
 */
export class FramePresenter {
  readonly #video: HTMLVideoElement;
  readonly #frames: FrameTable;
  readonly #clock: Clock;
  readonly #seeker: FrameSeeker;
  readonly #playback: FramePlayback;
  readonly #listeners = new Set<() => void>();
  readonly #cleanups: (() => void)[] = [];
  #presented = NOTHING;
  #last: PresentedFrame | undefined;
  #visible = true;
  #release: (() => void) | undefined;

  constructor(video: HTMLVideoElement, frames: FrameTable, map: ClockMap, clock: Clock) {
    this.#video = video;
    this.#frames = frames;
    this.#clock = clock;
    this.#seeker = new FrameSeeker(video, frames, () => this.#update());
    this.#playback = new FramePlayback(video, frames, map, clock);
    this.#cleanups.push(
      clock.subscribe(() => this.#update()),
      clock.lead(this.#playback),
      this.#watchFrames(),
      watchVisible(video, (visible) => {
        this.#visible = visible;
        this.#update();
      }),
    );
    this.#listen('loadedmetadata', () => this.#update());
    this.#listen('seeked', () => this.#seeker.seeked());
    this.#update();
  }

  /** A new object after each change, so that it can serve as a snapshot. */
  readonly presented = (): Presented => this.#presented;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispose(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#seeker.dispose();
    this.#listeners.clear();
    this.#setHold(false);
  }

  #listen(event: 'loadedmetadata' | 'seeked', listener: () => void): void {
    this.#video.addEventListener(event, listener);
    this.#cleanups.push(() => this.#video.removeEventListener(event, listener));
  }

  /** Hears of every frame that is presented; returns how to stop. Does nothing where the browser cannot tell. */
  #watchFrames(): () => void {
    if (!('requestVideoFrameCallback' in this.#video)) return () => undefined;
    const onFrame = (_: number, { mediaTime, presentationTime }: VideoFrameCallbackMetadata): void => {
      handle = this.#video.requestVideoFrameCallback(onFrame);
      const frame = this.#frames.indexAtMedia(mediaTime + ROUNDING);
      const matches = Math.abs(mediaTime - this.#frames.mediaTime(frame)) < SAME_TIME;
      this.#last = { frame, mediaTime, matches, at: presentationTime };
      this.#playback.frame(mediaTime, presentationTime);
      this.#seeker.frame(this.#last);
      this.#update();
    };
    let handle = this.#video.requestVideoFrameCallback(onFrame);
    return () => this.#video.cancelVideoFrameCallback(handle);
  }

  /** Brings the element towards now(), and tells what is there. The only place that decides. */
  #update(): void {
    const { playing, rate } = this.#clock;
    const now = this.#clock.now();
    const loaded = this.#video.readyState >= HTMLMediaElement.HAVE_METADATA;
    const place = loaded ? this.#placeOf(now) : 'loading';
    if (!this.#visible) this.#rest(place);
    else if (place === 'loading') this.#load();
    else if (playing && rate > 0 && place === 'inside' && !this.#playback.refused) this.#play(now);
    else this.#stand(place, Math.max(0, this.#frames.indexAt(now)));
  }

  #placeOf(now: TraceTime): 'before' | 'inside' | 'after' {
    if (now < this.#frames.startOf(0)) return 'before';
    return now < this.#frames.end ? 'inside' : 'after';
  }

  #load(): void {
    this.#publish(NOTHING);
    this.#setHold(!this.#clock.playing);
  }

  /** Nobody can see it. What stands there is not known any more, and is sought anew when somebody can. */
  #rest(place: Presented['place']): void {
    this.#playback.stop();
    this.#seeker.forget();
    this.#last = undefined;
    this.#publish({ place, frame: -1, exact: null, mediaTime: null });
    this.#setHold(false);
  }

  #play(now: TraceTime): void {
    this.#seeker.forget();
    this.#playback.follow(now);
    // What is on the glass while it plays may be a frame off what the browser tells: never exact.
    this.#publish({
      place: 'inside',
      frame: this.#last?.frame ?? -1,
      exact: false,
      mediaTime: this.#last?.mediaTime ?? null,
    });
    this.#setHold(false);
  }

  #stand(place: 'before' | 'inside' | 'after', target: number): void {
    this.#playback.stop();
    this.#seeker.want(target);
    const { landing } = this.#seeker;
    const landed = landing?.target === target;
    const exact = place === 'inside' ? landed && landing.exact && !this.#clock.playing : null;
    const frame = landed ? landing.frame : (this.#last?.frame ?? -1);
    this.#publish({ place, frame, exact, mediaTime: this.#last?.mediaTime ?? null });
    this.#setHold(place === 'inside' && !landed && !this.#clock.playing);
  }

  #publish(next: Presented): void {
    const before = this.#presented;
    const same =
      before.place === next.place &&
      before.frame === next.frame &&
      before.exact === next.exact &&
      before.mediaTime === next.mediaTime;
    if (same) return;
    this.#presented = next;
    for (const listener of this.#listeners) listener();
  }

  /** Called after publishing, so that whoever waits for the hold's end finds the frame told of. */
  #setHold(needed: boolean): void {
    if (needed) this.#release ??= this.#clock.hold(HOLDER);
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }
}
