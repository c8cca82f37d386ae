import { TraceError, type ErrorDetails } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { OneHold } from '../../timeline/one-hold.ts';
import type { ClockMap } from '../../trace/clock-map.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import { tellsFrames, watchFrames } from './element-frames.ts';
import { FramePlayback } from './frame-playback.ts';
import { FrameSeeker, type PresentedFrame } from './frame-seeker.ts';
import type { FrameSupply } from './frame-server.client.ts';
import { closePicture, type NearFrame } from './frame-protocol.ts';
import type { FrameSource } from './frame-source.ts';
import { Parking } from './parking.ts';
import { isSamePresented, NOTHING, placeAt, type Presented } from './presented.ts';
import type { StillCanvas } from './still-canvas.ts';
import { StillFrames } from './still-frames.ts';
import { watchVisible } from './watch-visible.ts';

export type Undecoded = ErrorDetails['frames-undecoded']['why'];

/** What the clock's holders are called that wait for this pane. */
export const HOLDER = 'video';
/** Milliseconds after which a video that cannot be seen lets its decoded pictures go. */
const FREE_AFTER = 5_000;

interface PresenterOptions {
  /** Of the video, for words. */
  readonly path: string;
  readonly video: HTMLVideoElement;
  /** Over the element; hidden wherever the element is to be seen. */
  readonly canvas: StillCanvas;
  readonly frames: FrameTable;
  readonly map: ClockMap;
  readonly clock: Clock;
  /** Neither element nor decoder shows anything any more. */
  readonly onBroken: (error: TraceError) => void;
}

/**
 * Keeps the picture at the frame of the clock's now(). While time stands or goes backwards, decoded frames are painted on
 * a canvas; while it goes forwards, the media element plays. Where nothing can be decoded here, the element is sought and
 * confirmed instead. Holds the clock as long as the frame of a standing now() is not there. A picture that cannot be seen
 * is left alone: the browser tells of no frames then.
 */
export class FramePresenter {
  readonly #path: string;
  readonly #video: HTMLVideoElement;
  readonly #canvas: StillCanvas;
  #frames: FrameTable;
  readonly #clock: Clock;
  readonly #onBroken: PresenterOptions['onBroken'];
  readonly #seeker: FrameSeeker;
  readonly #playback: FramePlayback;
  readonly #listeners = new Set<() => void>();
  readonly #cleanups: (() => void)[] = [];
  /** undefined until it is known whether there are any; null: there are none. */
  #stills: StillFrames | null | undefined;
  #undecoded: TraceError | undefined;
  /** The table is not that of the video: it proves nothing. */
  #distrusted = false;
  #disposed = false;
  #presented = NOTHING;
  #last: PresentedFrame | undefined;
  /** The element has presented a frame since it was set to play: the canvas gives way to it. */
  #rolling = false;
  readonly #parking: Parking;
  #lost: TraceError | undefined;
  #visible = true;
  #freeing: ReturnType<typeof setTimeout> | undefined;
  /** Changed after publishing only, so that whoever waits for its end finds the frame told of. */
  readonly #hold: OneHold;

  constructor({ path, video, canvas, frames, map, clock, onBroken }: PresenterOptions) {
    this.#path = path;
    this.#onBroken = onBroken;
    this.#video = video;
    this.#canvas = canvas;
    this.#frames = frames;
    this.#clock = clock;
    this.#seeker = new FrameSeeker(video, frames, () => this.#update());
    this.#hold = new OneHold(clock, HOLDER);
    this.#parking = new Parking(video);
    this.#playback = new FramePlayback(video, frames, map, clock);
    this.#cleanups.push(
      clock.subscribe(() => this.#update()),
      clock.lead(this.#playback),
      this.#watchFrames(),
      watchVisible(video, (visible) => {
        this.#visible = visible;
        clearTimeout(this.#freeing);
        if (!visible) this.#freeing = setTimeout(() => this.#stills?.rest(), FREE_AFTER);
        this.#update();
      }),
    );
    this.#listen('loadedmetadata', () => this.#update());
    this.#listen('seeked', () => this.#seeker.seeked());
    this.#update();
  }

  /** The layer's times were corrected: the same frames, at other moments. */
  retime(frames: FrameTable, map: ClockMap): void {
    this.#frames = frames;
    this.#playback.retime(frames, map);
    this.#update();
  }

  /** Frames are decoded by `supply`. Call this or `decodeNot` once. */
  decodeWith(supply: FrameSupply): void {
    this.#canvas.orientation = supply.orientation;
    this.#stills = new StillFrames({
      supply,
      canvas: this.#canvas,
      frames: this.#frames,
      changed: () => this.#update(),
      failed: (error) => this.#loseDecoder(error),
    });
    this.#update();
  }

  /** From here on the element shows the frames. */
  decodeNot(why: Undecoded): void {
    const details = { path: this.#path, why, told: this.#tells };
    this.#loseDecoder(new TraceError('frames-undecoded', details));
  }

  /** The element shows and plays nothing any more: decoded frames go on alone, also while time runs. */
  loseElement(error: TraceError): void {
    this.#lost = error;
    this.#playback.stop();
    this.#goOn();
  }

  /** A decoded picture on the way to the one that is waited for: shown where it is nearer than what stands there. */
  readonly near = (served: NearFrame): void => {
    const target = this.#frames.indexAt(this.#clock.now());
    const before = this.#onScreen();
    const nearer = before < 0 || Math.abs(served.index - target) < Math.abs(before - target);
    if (this.#stills && nearer) this.#stills.near(served);
    else closePicture(served.picture);
  };

  /** The canvas has lost what was painted on it. */
  readonly canvasLost = (): void => {
    this.#canvas.hide();
    this.#stills?.again();
  };

  /** What is on the stage, at the video's full resolution. */
  readonly picture = (): HTMLCanvasElement | HTMLVideoElement =>
    this.#canvas.visible ? this.#canvas.element : this.#video;

  /** A new object after each change, so that it can serve as a snapshot. */
  readonly presented = (): Presented => this.#presented;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispose(): void {
    this.#disposed = true;
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#parking.stop();
    clearTimeout(this.#freeing);
    this.#seeker.dispose();
    this.#stills?.dispose();
    this.#listeners.clear();
    this.#hold.set(false);
  }

  #loseDecoder(error: TraceError): void {
    const unlisted = error.code === 'frame-unlisted';
    this.#distrusted ||= unlisted;
    this.#stills?.dispose();
    this.#stills = null;
    const why = { path: this.#path, why: 'decoder-failed', told: this.#tells } as const;
    this.#undecoded =
      unlisted || error.code === 'frames-undecoded' ? error : new TraceError('frames-undecoded', why, error);
    this.#canvas.hide();
    this.#goOn();
  }

  #goOn(): void {
    if (this.#lost && this.#stills === null) this.#onBroken(this.#lost);
    else this.#update();
  }

  #listen(event: 'loadedmetadata' | 'seeked', listener: () => void): void {
    this.#video.addEventListener(event, listener);
    this.#cleanups.push(() => this.#video.removeEventListener(event, listener));
  }

  #watchFrames(): () => void {
    return watchFrames(
      this.#video,
      () => this.#frames,
      (presented) => {
        this.#last = presented;
        this.#rolling ||= this.#playback.playing && !this.#video.seeking;
        this.#playback.frame(presented.mediaTime, presented.at);
        this.#seeker.frame(presented);
        this.#update();
      },
    );
  }

  /** Brings the picture towards now(), and tells what is there. The only place that decides. */
  #update(): void {
    if (this.#disposed) return;
    const { playing, rate } = this.#clock;
    const now = this.#clock.now();
    this.#parking.stop();
    const place = this.#isLoading() ? 'loading' : placeAt(this.#frames, now);
    if (!this.#visible) this.#rest(place);
    else if (place === 'loading') this.#load();
    else if (playing && rate > 0 && place === 'inside' && this.#plays) this.#play(now);
    else this.#stand(place, Math.max(0, this.#frames.indexAt(now)));
  }

  get #plays(): boolean {
    // Until it has something, decoded frames go on alone.
    const has = this.#video.readyState >= HTMLMediaElement.HAVE_METADATA;
    return has && !this.#lost && !this.#playback.refused;
  }

  #isLoading(): boolean {
    if (this.#stills === undefined) return true;
    return this.#stills === null && this.#video.readyState < HTMLMediaElement.HAVE_METADATA;
  }

  #load(): void {
    this.#publish({ ...NOTHING, ...this.#means });
    this.#hold.set(!this.#clock.playing);
  }

  /** Nobody can see it. What stands there is not known any more, and is sought anew when somebody can. */
  #rest(place: Presented['place']): void {
    this.#playback.stop();
    this.#forget();
    this.#canvas.hide();
    this.#last = undefined;
    this.#publish({ place, frame: -1, exact: null, mediaTime: null, ...this.#means });
    this.#hold.set(false);
  }

  #play(now: TraceTime): void {
    this.#forget();
    this.#parking.forget();
    this.#playback.follow(now);
    if (this.#rolling || !this.#tells) this.#canvas.hide();
    // What is on the glass while it plays may be a frame off what the browser tells: never exact.
    this.#publish({ place: 'inside', frame: this.#onScreen(), exact: false, ...this.#told() });
    this.#hold.set(false);
  }

  #stand(place: 'before' | 'inside' | 'after', target: number): void {
    const { playing } = this.#clock;
    this.#playback.stop();
    this.#rolling = false;
    const source: FrameSource = this.#stills ?? this.#seeker;
    source.want(target, playing);
    const { landing } = source;
    const landed = landing?.target === target;
    const exact = place === 'inside' ? landed && landing.exact && !playing && !this.#distrusted : null;
    const frame = landed ? landing.frame : this.#onScreen();
    if (landed && !playing && this.#stills && !this.#lost) this.#parking.soon(this.#frames, target);
    this.#publish({ place, frame, exact, ...this.#told() });
    this.#hold.set(place === 'inside' && !landed && !playing);
  }

  #forget(): void {
    this.#seeker.forget();
    this.#stills?.forget();
  }

  /** The frame that was painted or, of the element, told of last; -1 where none was. */
  #onScreen(): number {
    return this.#canvas.visible ? (this.#stills?.shown ?? -1) : (this.#last?.frame ?? -1);
  }

  get #tells(): boolean {
    return tellsFrames(this.#video);
  }

  get #means(): Pick<Presented, 'proof' | 'trouble'> {
    const proof = this.#stills ? 'decoder' : this.#tells ? 'element' : 'none';
    return { proof, trouble: this.#lost ?? this.#undecoded };
  }

  #told(): Pick<Presented, 'mediaTime' | 'proof' | 'trouble'> {
    return { mediaTime: this.#last?.mediaTime ?? null, ...this.#means };
  }

  #publish(next: Presented): void {
    if (isSamePresented(this.#presented, next)) return;
    this.#presented = next;
    for (const listener of this.#listeners) listener();
  }
}
