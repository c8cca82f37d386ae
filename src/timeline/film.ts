import { asTraceError, isPassing, type TraceError } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import type { Video } from '../trace/layers.ts';
import { FILM_HEIGHT } from './film-lane.ts';
import { keyFor } from './film-tiles.ts';
import type { OpenPictures, VideoPictures } from './video-pictures.ts';

/** `tile`: as tall as a lane has room for. `card`: to be looked at. */
export type PictureSize = 'tile' | 'card';

export interface Box {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** What pictures may fill at most. */
const ROOM: Readonly<Record<PictureSize, Box>> = {
  tile: { width: 160, height: FILM_HEIGHT },
  card: { width: 240, height: 180 },
};

/** So many failures in a row, and no more is tried. */
const MAX_FAILURES = 3;
/** After a failure that may pass, in milliseconds. */
const REST = 10_000;

/** The pictures of one video: opens them when the first is wanted, and gives up where there are none to be had. */
export class Film {
  readonly id: string;
  /** May be replaced by itself at other times. */
  video: Video;
  /** Ends with the timeline, or where there are no pictures. */
  readonly #lifetime = new AbortController();
  readonly #pictures: Lazy<VideoPictures>;
  #error: TraceError | undefined;
  #failures = 0;
  #restsUntil = -Infinity;
  readonly #lost = new Set<number>();

  constructor(id: string, video: Video, open: OpenPictures, lifetime: AbortSignal) {
    this.id = id;
    this.video = video;
    lifetime.addEventListener('abort', () => this.#lifetime.abort(), { once: true });
    this.#pictures = new Lazy(() => open(this.video, this.#lifetime.signal));
  }

  /** Why it shows nothing and never will; undefined while it may. */
  get error(): TraceError | undefined {
    return this.#error;
  }

  /** How large its pictures are shown. */
  box(size: PictureSize): Box {
    const room = ROOM[size];
    const scale = Math.min(room.width / this.video.width, room.height / this.video.height);
    const fit = (length: number): number => Math.max(1, Math.round(length * scale));
    return { width: fit(this.video.width), height: fit(this.video.height) };
  }

  /** What a picture is called in the cache. A screen of another resolution needs others. */
  nameOf(frame: number, size: PictureSize): string {
    return `${this.id}/${size}/${devicePixelRatio}/${frame}`;
  }

  /** Whether it makes sense to ask for the frame now. */
  mayDraw(frame: number): boolean {
    return !this.#error && !this.#lost.has(frame) && performance.now() >= this.#restsUntil;
  }

  /** undefined where it cannot be had, which is remembered. */
  async draw(frame: number, size: PictureSize, signal: AbortSignal): Promise<ImageBitmap | undefined> {
    const { frames } = this.video;
    const { width, height } = this.box(size);
    try {
      const pictures = await this.#pictures.get();
      const picture = await pictures.draw(
        {
          seconds: frames.mediaTime(frame),
          keySeconds: frames.mediaTime(keyFor(frames, frame)),
          width: Math.round(width * devicePixelRatio),
          height: Math.round(height * devicePixelRatio),
        },
        signal,
      );
      this.#failures = 0;
      return picture;
    } catch (error) {
      if (!signal.aborted && !this.#lifetime.signal.aborted) this.#failed(frame, asTraceError(error));
      return undefined;
    }
  }

  #failed(frame: number, error: TraceError): void {
    if (isPassing(error)) {
      this.#restsUntil = performance.now() + REST;
      return;
    }
    this.#lost.add(frame);
    this.#failures += 1;
    const hopeless = error.code === 'codec-unsupported' || error.code === 'unsupported-here';
    if (!hopeless && this.#failures < MAX_FAILURES) return;
    this.#error = error;
    this.#lifetime.abort();
  }
}
