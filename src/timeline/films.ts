/**
 * The filmstrips of a timeline: what is in sight and under the pointer is drawn one picture at a time and kept, up to a
 * number of bytes. Scrubbing comes first: nothing is begun while a pane holds the clock.
 */
import type { TraceTime } from '../base/time.ts';
import type { Video } from '../trace/layers.ts';
import type { Transport } from './clock.ts';
import { keyFor, tileLength, tilesIn, standIns, type FilmTile } from './film-tiles.ts';
import { Film, type PictureSize } from './film.ts';
import { PictureCache } from './picture-cache.ts';
import { PictureQueue, type Job } from './picture-queue.ts';
import type { Scale } from './scale.ts';
import type { OpenPictures } from './video-pictures.ts';

/** All pictures together, in bytes of pixels. */
const CACHE_LIMIT = 16 * 1024 * 1024;
/** While playing, between two pictures of a lane, in milliseconds: the video itself is being decoded. */
const PLAYING_PAUSE = 400;
/** The pointer lingers, and the pointer rests, in milliseconds. */
const LINGER = 50;
const REST = 150;
/** The exact frame is drawn where it takes no more frames than these, its own included. */
const MAX_DECODED = 90;

interface Wish extends Job {
  readonly film: Film;
  readonly frame: number;
  readonly size: PictureSize;
}

/** A tile and the picture to draw in it. */
export interface FilmPicture {
  readonly tile: FilmTile;
  /** undefined while it is on its way. */
  readonly picture: ImageBitmap | undefined;
  /** The picture is that of the tile's own key frame. */
  readonly own: boolean;
}

/** What the video shows at the moment that is pointed at. */
export interface Preview {
  readonly film: Film;
  /** Start of the frame in the picture; undefined while there is none. */
  readonly time: TraceTime | undefined;
  readonly picture: ImageBitmap | undefined;
  /** It is the very frame of that moment. */
  readonly exact: boolean;
}

export class Films {
  readonly #open: OpenPictures;
  readonly #clock: Pick<Transport, 'playing' | 'holders' | 'subscribe'>;
  /** A new map after each change. */
  #all: ReadonlyMap<string, Film> = new Map();
  readonly #cache = new PictureCache<ImageBitmap>(CACHE_LIMIT);
  readonly #queue: PictureQueue<Wish>;
  readonly #listeners = new Set<() => void>();
  readonly #tileListeners = new Set<() => void>();
  #lifetime = new AbortController();
  #tiles: readonly Wish[] = [];
  #pointed: { readonly film: Film; readonly frame: number } | undefined;
  /** How long the pointer has been there: LINGER or REST, in milliseconds. */
  #stayed = 0;
  #stay: ReturnType<typeof setTimeout> | undefined;
  #scale: Scale | undefined;
  #preview: Preview | undefined;

  constructor(open: OpenPictures, clock: Pick<Transport, 'playing' | 'holders' | 'subscribe'>) {
    this.#open = open;
    this.#clock = clock;
    this.#queue = new PictureQueue({
      run: (wish, signal) => this.#draw(wish, signal),
      pause: ({ size }) => this.#pause(size),
    });
  }

  /** Works until the returned function is called, which forgets all films and pictures. */
  attach(): () => void {
    this.#lifetime = new AbortController();
    const stop = this.#clock.subscribe(() => this.#queue.look());
    return () => {
      stop();
      clearTimeout(this.#stay);
      this.#lifetime.abort();
      this.#all = new Map();
      this.#tiles = [];
      this.#pointed = undefined;
      this.#queue.stop();
      this.#cache.clear();
      this.#changed();
    };
  }

  /** Tells of new pictures, of another preview, and of films that fail. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells of what is drawn in the lanes alone: of new tiles, and of films that come or fail. */
  readonly onTiles = (listener: () => void): (() => void) => {
    this.#tileListeners.add(listener);
    return () => this.#tileListeners.delete(listener);
  };

  /** The films by id: another object after each change, so that it can serve as a snapshot. */
  get all(): ReadonlyMap<string, Film> {
    return this.#all;
  }

  /** The film `id` from now on; the same video at other times keeps its pictures. */
  set(id: string, video: Video): void {
    const film = this.#all.get(id) ?? new Film(id, video, this.#open, this.#lifetime.signal);
    film.video = video;
    this.#all = new Map(this.#all).set(id, film);
    this.#changed();
  }

  /** The tiles of a lane with what there is to draw in them. */
  tiles(film: Film, scale: Scale): readonly FilmPicture[] {
    const { frames } = film.video;
    const length = tileLength(scale.microsPerPixel, film.box('tile').width);
    return tilesIn(frames, scale.range, length).map((tile) => {
      const own = this.#cache.get(film.nameOf(tile.key, 'tile'));
      if (own) return { tile, picture: own, own: true };
      for (const key of standIns(frames, tile, length)) {
        const picture = this.#cache.get(film.nameOf(key, 'tile'));
        if (picture) return { tile, picture, own: false };
      }
      return { tile, picture: undefined, own: false };
    });
  }

  /** What is in sight from now on: `shown` films at `scale`, those at `focus` CSS pixels first. */
  show(shown: readonly Film[], scale: Scale, focus: number): void {
    const wishes = shown.flatMap((film) => {
      const length = tileLength(scale.microsPerPixel, film.box('tile').width);
      return tilesIn(film.video.frames, scale.range, length).map(({ key, start, end }) => ({
        wish: this.#wish(film, key, 'tile'),
        distance: Math.max(scale.x(start) - focus, focus - scale.x(end)),
      }));
    });
    this.#scale = scale;
    this.#tiles = wishes.sort((a, b) => a.distance - b.distance).map(({ wish }) => wish);
    this.#want();
  }

  /** The moment that is pointed at, in the lane `id` where it is that of a film; undefined: none. */
  point(time: TraceTime | undefined, id: string | undefined): void {
    const film = this.#filmAt(time, id);
    const frame = film && time !== undefined ? film.video.frames.indexAt(time) : -1;
    const same = this.#pointed?.film === film && (this.#pointed?.frame ?? -1) === frame;
    if (same) return;
    this.#pointed = film && frame >= 0 ? { film, frame } : undefined;
    this.#waitFor(LINGER);
    this.#want();
    if (this.#renewPreview()) tell(this.#listeners);
  }

  /** The same object until it changes, so that it can serve as a snapshot; undefined where no film shows the moment. */
  readonly preview = (): Preview | undefined => this.#preview;

  /** The film of the lane, else the first that has a frame then. */
  #filmAt(time: TraceTime | undefined, id: string | undefined): Film | undefined {
    if (time === undefined) return undefined;
    const own = id === undefined ? undefined : this.#all.get(id);
    return [...(own ? [own] : []), ...this.#all.values()].find(
      ({ error, video: { frames } }) => !error && time >= frames.startOf(0) && time < frames.end,
    );
  }

  /** The longer the pointer stays, the more is done for it. */
  #waitFor(millis: number, before = 0): void {
    this.#stayed = before;
    clearTimeout(this.#stay);
    if (!this.#pointed) return;
    this.#stay = setTimeout(() => {
      if (millis < REST) this.#waitFor(REST, millis);
      else this.#stayed = millis;
      this.#want();
    }, millis - before);
  }

  #pause(size: PictureSize): number {
    if (this.#clock.holders.length > 0) return Infinity;
    return this.#clock.playing && size === 'tile' ? PLAYING_PAUSE : 0;
  }

  #wish(film: Film, frame: number, size: PictureSize): Wish {
    return { name: film.nameOf(frame, size), film, frame, size };
  }

  #want(): void {
    // Under a pointer that moves on, a tile serves as well.
    const [first, then] =
      this.#stayed >= LINGER ? [this.#pointedWishes(), this.#tiles] : [this.#tiles, this.#pointedWishes()];
    const wishes = [...first, ...then];
    this.#queue.want(wishes.filter(({ film, frame, name }) => !this.#cache.has(name) && film.mayDraw(frame)));
  }

  #pointedWishes(): readonly Wish[] {
    if (!this.#pointed) return [];
    const { film, frame } = this.#pointed;
    const key = keyFor(film.video.frames, frame);
    const wishes = [this.#wish(film, key, 'card')];
    if (this.#stayed >= REST && frame !== key && frame - key < MAX_DECODED)
      wishes.push(this.#wish(film, frame, 'card'));
    return wishes;
  }

  async #draw({ name, film, frame, size }: Wish, signal: AbortSignal): Promise<void> {
    const lifetime = this.#lifetime.signal;
    const picture = await film.draw(frame, size, signal);
    if (lifetime.aborted) {
      picture?.close();
      return;
    }
    if (picture) this.#cache.put(name, picture);
    if (film.error) this.#all = new Map(this.#all);
    if (film.error || (picture && size === 'tile')) this.#changed();
    else if (this.#renewPreview()) tell(this.#listeners);
    // What else was wanted of it may make no sense any more.
    if (!picture && !signal.aborted) this.#want();
  }

  #changed(): void {
    this.#renewPreview();
    tell(this.#listeners);
    tell(this.#tileListeners);
  }

  /** True where there is another. */
  #renewPreview(): boolean {
    const next = this.#makePreview();
    const same =
      next?.film === this.#preview?.film &&
      next?.picture === this.#preview?.picture &&
      next?.exact === this.#preview?.exact;
    if (!same) this.#preview = next;
    return !same;
  }

  #makePreview(): Preview | undefined {
    if (!this.#pointed || this.#pointed.film.error) return undefined;
    const { film, frame } = this.#pointed;
    const { frames } = film.video;
    const found = this.#candidates(film, frame)
      .map(([shown, size]) => ({ shown, picture: this.#cache.get(film.nameOf(shown, size)) }))
      .find(({ picture }) => picture !== undefined);
    return {
      film,
      time: found && frames.startOf(found.shown),
      picture: found?.picture,
      exact: found?.shown === frame,
    };
  }

  /** What may be shown for a frame, the best first. */
  #candidates(film: Film, frame: number): readonly (readonly [frame: number, size: PictureSize])[] {
    const { frames } = film.video;
    const key = keyFor(frames, frame);
    const time = frames.startOf(frame);
    const length = tileLength(this.#scale?.microsPerPixel ?? 1, film.box('tile').width);
    const [tile] = tilesIn(frames, { start: time, end: frames.startOf(frame + 1) }, length);
    const tiles = tile ? [tile.key, ...standIns(frames, tile, length)] : [];
    return [[frame, 'card'], [key, 'card'], ...[key, ...tiles].map((shown) => [shown, 'tile'] as const)];
  }
}

function tell(listeners: ReadonlySet<() => void>): void {
  for (const listener of [...listeners]) listener();
}
