/** Keeps the buffer of a media element filled around where it plays, and empty elsewhere. */
import { isAbort, isPassing, TraceError } from '../base/errors.ts';
import type { FeedPart } from './feed-part.ts';

/** What the feed needs of a media element. */
export interface FedElement {
  readonly currentTime: number;
  readonly paused: boolean;
}

/** What it needs of a SourceBuffer. */
export interface FedBuffer {
  readonly buffered: Pick<TimeRanges, 'length' | 'start' | 'end'>;
  readonly updating: boolean;
  appendBuffer(bytes: Uint8Array<ArrayBuffer>): void;
  remove(start: number, end: number): void;
  addEventListener(type: 'updateend', listener: () => void, options: { readonly once: true }): void;
}

/** Where parts come from; see `RemuxService`. */
export interface FeedSource {
  seek(seconds: number, signal: AbortSignal): Promise<unknown>;
  next(signal: AbortSignal): Promise<FeedPart | undefined>;
}

export interface FeedOptions {
  readonly element: FedElement;
  readonly buffer: FedBuffer;
  readonly source: FeedSource;
  /** Media time is so many seconds more than the element's. */
  readonly shift: number;
  /** Media time of the key frame that the picture at media time `seconds` is decoded from; before it, that of the first one. */
  readonly keyBefore: (seconds: number) => number;
  /** Everything up to the end has been given. */
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/** Seconds ahead that are kept while it plays, and while it stands. */
const AHEAD = 60;
const AHEAD_PAUSED = 5;
/** … and behind, so that a little way back needs nothing new. */
const BEHIND = 30;
/** So much more may lie there before any of it is taken out. */
const SLACK = 10;
/** Where the element's buffer is full before, it is left with this many seconds ahead at least. */
const LEAST_AHEAD = 4;
/** Seconds that lie between what belongs together, for reasons of rounding; a first picture may begin a little late. */
const TOLERANCE = 0.1;
/** Milliseconds after which bytes that did not come are asked for again. */
const AGAIN_AFTER = 2_000;

/** Parts given since the last jump. Media time. */
interface Run {
  readonly start: number;
  end: number;
  over: boolean;
}

/** One thing is done at a time; `look` tells that the element may want another. */
export class MediaFeed {
  readonly #options: FeedOptions;
  #run: Run | undefined;
  #ahead = AHEAD;
  #working = false;
  #closed = false;
  /** Ends the reading for a place that nobody wants any more. */
  #reading: AbortController | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Call whenever the element's time, place or playing may have changed. */
  look(): void {
    if (this.#reading && !this.#leadsOn()) this.#reading.abort();
    void this.#work();
  }

  close(): void {
    this.#closed = true;
    this.#reading?.abort();
    clearTimeout(this.#again);
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    clearTimeout(this.#again);
    try {
      while (!this.#closed && (await this.#step()));
    } catch (error) {
      if (this.#closed) return;
      if (isPassing(error)) this.#again = setTimeout(() => this.look(), AGAIN_AFTER);
      else this.#options.onError(error);
    } finally {
      this.#working = false;
    }
  }

  /** Does the next thing; false where there is nothing to do. */
  async #step(): Promise<boolean> {
    const { buffer, element, onEnd } = this.#options;
    if (buffer.updating) {
      await this.#updated();
      return true;
    }
    if (this.#trim()) return true;
    const place = this.#place();
    const end = this.#endAround(place);
    const ahead = element.paused ? Math.min(AHEAD_PAUSED, this.#ahead) : this.#ahead;
    if (end !== undefined && end - place >= ahead) return false;
    const wanted = (end ?? place) + this.#options.shift;
    if (this.#run?.over && this.#isNear(wanted)) {
      onEnd();
      return false;
    }
    await this.#give(wanted);
    return true;
  }

  /** Gives the next part on the way to media time `wanted`. */
  async #give(wanted: number): Promise<void> {
    const { source, keyBefore } = this.#options;
    const reading = new AbortController();
    this.#reading = reading;
    try {
      if (!this.#isNear(wanted)) {
        const start = keyBefore(wanted);
        this.#run = undefined;
        await source.seek(start, reading.signal);
        this.#run = { start, end: start, over: false };
      }
      const run = this.#run;
      const part = await source.next(reading.signal);
      if (this.#closed || !run) return;
      if (!part) {
        run.over = true;
        return;
      }
      await this.#append(part);
      run.end = Math.max(run.end, part.end);
    } catch (error) {
      this.#run = undefined;
      if (!reading.signal.aborted || !isAbort(error)) throw error;
    } finally {
      this.#reading = undefined;
    }
  }

  /** True where the run leads to media time `wanted` sooner than a new one would. */
  #isNear(wanted: number): boolean {
    const run = this.#run;
    if (!run || wanted < run.start - TOLERANCE) return false;
    if (run.over) return true;
    if (wanted < run.end - TOLERANCE) return false;
    return this.#options.keyBefore(wanted) <= run.end + TOLERANCE;
  }

  /** What is being read is still wanted. */
  #leadsOn(): boolean {
    const place = this.#place();
    if (this.#endAround(place) !== undefined || this.#run === undefined) return true;
    return this.#isNear(place + this.#options.shift);
  }

  /** Where the element plays, in its own time; before the first picture, where that is. */
  #place(): number {
    const { element, keyBefore, shift } = this.#options;
    const { currentTime } = element;
    return Math.max(currentTime, keyBefore(currentTime + shift) - shift);
  }

  /** Where what lies in the buffer around `time` ends, in the element's time; undefined where nothing does. */
  #endAround(time: number): number | undefined {
    const { buffered } = this.#options.buffer;
    for (let index = 0; index < buffered.length; index += 1)
      if (time >= buffered.start(index) - TOLERANCE && time < buffered.end(index)) return buffered.end(index);
    // Given, and not kept: a hole that nothing fills.
    const own = time + this.#options.shift;
    const run = this.#run;
    return run && own >= run.start && own < run.end - TOLERANCE ? run.end - this.#options.shift : undefined;
  }

  async #append(part: FeedPart): Promise<void> {
    for (;;) {
      try {
        this.#options.buffer.appendBuffer(part.bytes);
        await this.#updated();
        return;
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
        if (this.#ahead <= LEAST_AHEAD)
          throw new TraceError('internal', { reason: 'the media buffer is too small' }, error);
        this.#ahead /= 2;
        if (this.#trim(0)) await this.#updated();
      }
    }
  }

  /** Takes out what lies too far away; true where it does. `slack`: seconds by which it may be too much. */
  #trim(slack = SLACK): boolean {
    const { buffer, element, keyBefore, shift } = this.#options;
    const { buffered } = buffer;
    const { length } = buffered;
    if (length === 0) return false;
    const { currentTime } = element;
    // With a key frame all pictures go that are decoded from it.
    const behind = Math.min(
      currentTime,
      keyBefore(currentTime - Math.min(BEHIND, this.#ahead) + shift) - shift,
    );
    if (buffered.start(0) < behind - Math.max(slack, TOLERANCE)) {
      buffer.remove(0, behind);
      return true;
    }
    const beyond = currentTime + this.#ahead + SLACK;
    if (buffered.end(length - 1) <= beyond + Math.max(slack, TOLERANCE)) return false;
    buffer.remove(beyond, Infinity);
    // What it gave there is gone.
    if (this.#run && this.#run.end > beyond + shift) this.#run = undefined;
    return true;
  }

  #updated(): Promise<void> {
    const { buffer } = this.#options;
    if (!buffer.updating) return Promise.resolve();
    return new Promise((done) => buffer.addEventListener('updateend', done, { once: true }));
  }
}
