import { asTraceError, isAbort, isPassing, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { PictureCache, type CachedPicture } from '../../timeline/picture-cache.ts';
import type { Still } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';

/** Bytes of pixels; the last picture stays, whatever its size. */
const KEPT = 16 * 1024 ** 2;

/** What is on screen. */
export interface ShownStill {
  /** Among the stills; -1: it is before the first one. */
  readonly index: number;
  /** Why it cannot be shown; undefined: it is drawn. */
  readonly error: TraceError | undefined;
}

interface FollowerOptions<P> {
  readonly clock: Pick<Clock, 'now' | 'subscribe' | 'playing' | 'rate'>;
  readonly stills: Track<Still>;
  readonly read: (path: string, signal: AbortSignal) => Promise<P>;
}

interface Job {
  readonly index: number;
  readonly aborter: AbortController;
}

/**
 * Draws the still that stands at the clock's present. One is read at a time: at rest what is not wanted any more is
 * dropped, while playing the next one is read ahead.
 */
export class StillFollower<P extends CachedPicture> {
  readonly #options: FollowerOptions<P>;
  readonly #pictures = new PictureCache<P>(KEPT);
  /** By path, what cannot be read and will not be. */
  readonly #broken = new Map<string, TraceError>();
  readonly #listeners = new Set<() => void>();
  #draw: ((picture: P) => void) | undefined;
  #wanted = -1;
  #job: Job | undefined;
  #shown: ShownStill | undefined;

  constructor(options: FollowerOptions<P>) {
    this.#options = options;
  }

  /** undefined until the first picture is there. */
  readonly shown = (): ShownStill | undefined => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows the clock; `draw` is called when a picture's time has come. Returns how to stop, after which it can start anew. */
  start(draw: (picture: P) => void): () => void {
    this.#draw = draw;
    const stop = this.#options.clock.subscribe(this.#follow);
    this.#follow();
    return () => {
      stop();
      this.#draw = undefined;
      this.#stopReading();
      this.#pictures.clear();
      this.#shown = undefined;
    };
  }

  /** Reads the still that could not be read once more. */
  again(): void {
    this.#broken.delete(this.#pathOf(this.#wanted) ?? '');
    this.#shown = undefined;
    this.#tell();
    this.#follow();
  }

  readonly #follow = (): void => {
    const { clock, stills } = this.#options;
    this.#wanted = stills.indexAt(clock.now());
    if (this.#job && this.#job.index !== this.#wanted && !clock.playing) this.#stopReading();
    if (this.#shown?.index !== this.#wanted) this.#look();
    if (!this.#job) this.#readAhead();
  };

  /** Shows what is wanted, or reads it. */
  #look(): void {
    const path = this.#pathOf(this.#wanted);
    if (path === undefined) {
      this.#show(-1);
      return;
    }
    const picture = this.#pictures.get(path);
    const error = this.#broken.get(path);
    if (picture) this.#show(this.#wanted, picture);
    else if (error) this.#show(this.#wanted, undefined, error);
    else if (!this.#job) void this.#read(this.#wanted, path);
  }

  #readAhead(): void {
    const { clock } = this.#options;
    if (!clock.playing || this.#shown?.index !== this.#wanted) return;
    const next = this.#wanted + Math.sign(clock.rate);
    const path = this.#pathOf(next);
    if (path !== undefined && !this.#pictures.has(path) && !this.#broken.has(path))
      void this.#read(next, path);
  }

  async #read(index: number, path: string): Promise<void> {
    const job: Job = { index, aborter: new AbortController() };
    this.#job = job;
    let error: TraceError | undefined;
    try {
      const picture = await this.#options.read(path, job.aborter.signal);
      if (this.#job !== job) {
        picture.close();
        return;
      }
      this.#pictures.put(path, picture);
      if (this.#isLate(index)) this.#show(index, picture);
    } catch (thrown) {
      if (this.#job !== job || isAbort(thrown)) return;
      error = asTraceError(thrown);
      // What may pass is tried again when it is wanted the next time, as nobody looks at it now.
      if (!isPassing(error)) this.#broken.set(path, error);
      else if (index === this.#wanted) this.#show(index, undefined, error);
    }
    this.#job = undefined;
    // Not ahead of a failure: it would be read without end.
    if (this.#shown?.index !== this.#wanted) this.#look();
    else if (!error) this.#readAhead();
  }

  /** While playing a picture whose time has just passed is better than none: else a slow line would show nothing at all. */
  #isLate(index: number): boolean {
    const { playing, rate } = this.#options.clock;
    return playing && (this.#wanted - index) * Math.sign(rate) > 0;
  }

  #show(index: number, picture?: P, error?: TraceError): void {
    let failure = error;
    try {
      if (picture) this.#draw?.(picture);
    } catch (thrown) {
      failure = asTraceError(thrown);
    }
    this.#shown = { index, error: failure };
    this.#tell();
  }

  #stopReading(): void {
    this.#job?.aborter.abort();
    this.#job = undefined;
  }

  #pathOf(index: number): string | undefined {
    return this.#options.stills.items[index]?.path;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
