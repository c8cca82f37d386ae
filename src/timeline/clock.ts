import { TraceError } from '../base/errors.ts';
import { pageTicker, type Ticker } from '../base/ticker.ts';
import { clampTime, fromMicros, shift, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';

/** What a pane may do with time. */
export interface Clock {
  /** Length of the trace; `now()` lies in [0, duration]. */
  readonly duration: TraceTime;
  now(): TraceTime;
  /**
   * Tells of each new moment, and of playing, pausing and holds: once an animation frame, and at rest of a jump also right
   * after the code that asked for it.
   */
  subscribe(listener: () => void): () => void;
  /** Goes to `time`, moved into the trace. `jump`: to something that a person chose, from where they may want to come back. */
  seek(time: TraceTime, jump?: boolean): void;
  /** "My picture is not yet that of now()": until the returned function is called. */
  hold(holder: string): () => void;
  /** A media element drives the time while playing; the latest of those that can tell leads. Returns how to stop. */
  lead(source: TimeSource): () => void;
  readonly playing: boolean;
  /** Trace seconds a second; negative backwards. Meaningful while playing. */
  readonly rate: number;
  /** False while the page is hidden: what is heard then leads, and without it time stands. Told of at once. */
  readonly seen: boolean;
}

/** Something whose time the clock takes over while playing. */
export interface TimeSource {
  /**
   * Its present time; undefined where it cannot tell (stalled, ended, still on its way to where it was sent), and the
   * wall clock goes on.
   */
  time(): TraceTime | undefined;
  /** True for a sound: it leads in a page that is hidden, and only there. */
  readonly heard?: boolean;
}

/** What the toolbar and tests may do besides. */
export interface Transport extends Clock {
  /** Plays at `rate`, or at the rate set before. Backwards, the wall clock leads. */
  play(rate?: number): void;
  pause(): void;
  /** Keeps |rate| within [MIN_RATE, MAX_RATE], and its sign. */
  setRate(rate: number): void;
  /** What plays over and over, or undefined. */
  readonly loop: TimeRange | undefined;
  /** The part of `range` that lies in the trace; nothing is left of an empty one. */
  setLoop(range: TimeRange | undefined): void;
  /** Gaps that playing jumps over; empty to play them. In time order, not overlapping. */
  setSkips(gaps: readonly TimeRange[]): void;
  /** A pointer moves the time, until the returned function is called. */
  scrub(): () => void;
  /** The time is being moved by a pointer: the next moment comes in the next frame. */
  readonly scrubbing: boolean;
  /** How often somebody jumped. */
  readonly jumps: number;
  /** Who holds, by name. */
  readonly holders: readonly string[];
  /** Resolves when nobody holds and the listeners have seen the present moment. */
  settled(): Promise<void>;
  dispose(): void;
}

export const MIN_RATE = 0.25;
export const MAX_RATE = 16;

/** Milliseconds without a frame (the machine slept, the page was frozen) that nobody can have followed: no time passes. */
export const LONGEST_TICK = 1_000;

const MICROS_PER_MILLI = 1_000;

/** The one holder of the present time of a trace. It lives outside React and stores. */
export function createClock(duration: TraceTime, ticker: Ticker = pageTicker): Transport {
  return new TraceClock(duration, ticker);
}

class TraceClock implements Transport {
  readonly duration: TraceTime;
  readonly #ticker: Ticker;
  readonly #listeners = new Set<() => void>();
  readonly #holds = new Map<symbol, string>();
  readonly #scrubs = new Set<symbol>();
  readonly #leaders: TimeSource[] = [];
  #now = ZERO;
  #playing = false;
  #rate = 1;
  #loop: TimeRange | undefined;
  #skips: readonly TimeRange[] = [];
  /** Wall time of the last tick, in milliseconds. */
  #lastTick = 0;
  #frame: number | undefined;
  #waiting: (() => void)[] = [];
  /** The time was set and the listeners have not been told yet: nothing may move it before they are. */
  #jumped = false;
  #seen: boolean;
  #jumps = 0;
  readonly #unwatch: () => void;
  #disposed = false;

  constructor(duration: TraceTime, ticker: Ticker) {
    if (!Number.isSafeInteger(duration) || duration < 0)
      throw new TraceError('internal', { reason: 'bad clock duration' });
    this.duration = duration;
    this.#ticker = ticker;
    this.#seen = ticker.seen;
    this.#unwatch = ticker.watch(() => this.#look());
  }

  get playing(): boolean {
    return this.#playing;
  }

  get rate(): number {
    return this.#rate;
  }

  get seen(): boolean {
    return this.#seen;
  }

  get loop(): TimeRange | undefined {
    return this.#loop;
  }

  get scrubbing(): boolean {
    return this.#scrubs.size > 0;
  }

  get jumps(): number {
    return this.#jumps;
  }

  get holders(): readonly string[] {
    return [...new Set(this.#holds.values())];
  }

  readonly now = (): TraceTime => this.#now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  seek(time: TraceTime, jump = false): void {
    if (jump) this.#jumps += 1;
    this.#jumpTo(clampTime(fromMicros(time), ZERO, this.duration));
  }

  hold(holder: string): () => void {
    const key = Symbol(holder);
    this.#holds.set(key, holder);
    this.#schedule();
    return () => {
      if (this.#holds.delete(key)) this.#schedule();
    };
  }

  scrub(): () => void {
    const key = Symbol('scrub');
    this.#scrubs.add(key);
    return () => void this.#scrubs.delete(key);
  }

  lead(source: TimeSource): () => void {
    this.#leaders.push(source);
    return () => {
      const index = this.#leaders.indexOf(source);
      if (index >= 0) this.#leaders.splice(index, 1);
    };
  }

  play(rate: number = this.#rate): void {
    this.setRate(rate);
    if (this.#playing) return;
    // Playing from the end starts over, as every player does.
    const { start, end } = this.#loop ?? { start: ZERO, end: this.duration };
    if (this.#rate > 0 && this.#now >= end) this.#jumpTo(start);
    if (this.#rate < 0 && this.#now <= start) this.#jumpTo(end);
    this.#playing = true;
    this.#lastTick = this.#ticker.now();
    this.#schedule();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#schedule();
  }

  setRate(rate: number): void {
    if (!Number.isFinite(rate)) throw new RangeError('the rate must be a finite number');
    this.#rate = Math.sign(rate || 1) * Math.min(MAX_RATE, Math.max(MIN_RATE, Math.abs(rate)));
    this.#schedule();
  }

  setLoop(range: TimeRange | undefined): void {
    const start = clampTime(range?.start ?? ZERO, ZERO, this.duration);
    const end = clampTime(range?.end ?? ZERO, ZERO, this.duration);
    this.#loop = end > start ? { start, end } : undefined;
    this.#schedule();
  }

  setSkips(gaps: readonly TimeRange[]): void {
    this.#skips = gaps;
  }

  settled(): Promise<void> {
    if (this.#disposed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#playing = false;
    this.#unwatch();
    if (this.#frame !== undefined) this.#ticker.cancel(this.#frame);
    this.#listeners.clear();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** `time`: inside the trace. */
  #jumpTo(time: TraceTime): void {
    this.#now = time;
    this.#jumped = true;
    this.#lastTick = this.#ticker.now();
    // At rest nothing else was told since the last frame: what is to be drawn is on its way before the next one.
    if (this.#frame === undefined && !this.#playing && this.#seen && !this.#disposed)
      queueMicrotask(() => {
        if (this.#jumped) this.#tell();
      });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#disposed) return;
    this.#frame ??= this.#ticker.request(() => {
      this.#frame = undefined;
      this.#tick();
    });
  }

  /** The page was hidden or is seen again: the time until now goes by the rule that held, and all hear of the new one. */
  #look(): void {
    if (this.#ticker.seen === this.#seen) return;
    this.#pass();
    this.#seen = this.#ticker.seen;
    if (this.#frame !== undefined) this.#ticker.cancel(this.#frame);
    this.#frame = undefined;
    this.#tell();
    this.#schedule();
  }

  #tick(): void {
    this.#pass();
    this.#tell();
    if (this.#playing) this.#schedule();
    else if (this.#holds.size === 0 && this.#frame === undefined)
      for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #pass(): void {
    const wall = this.#ticker.now();
    // After a jump a leader still tells its old time: it must hear of the jump first, else the jump would be undone.
    const next = this.#playing && !this.#jumped ? this.#after(wall - this.#lastTick) : undefined;
    if (next !== undefined) this.#advance(next);
    this.#lastTick = wall;
  }

  /** Copied, since those who subscribe meanwhile wait for the next frame; those who have left are not told. */
  #tell(): void {
    this.#jumped = false;
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) tell(listener);
  }

  /** The time after `millis` of wall time; undefined where nobody followed them. */
  #after(millis: number): TraceTime | undefined {
    if (this.#seen && millis > LONGEST_TICK) return undefined;
    const led = this.#rate > 0 ? this.#led() : undefined;
    return led ?? (this.#seen ? shift(this.#now, millis * MICROS_PER_MILLI * this.#rate) : undefined);
  }

  #led(): TraceTime | undefined {
    for (const source of this.#leaders.toReversed()) {
      const time = (source.heard ?? false) === this.#seen ? undefined : source.time();
      if (time !== undefined) return time;
    }
    return undefined;
  }

  #advance(to: TraceTime): void {
    const { start, end } = this.#loop ?? { start: ZERO, end: this.duration };
    const backwards = this.#rate < 0;
    let next = to;
    // A gap that holds all of the loop is what the person wants to see.
    const gap = this.#skips.find(
      (skip) => next >= skip.start && next < skip.end && !(skip.start <= start && skip.end >= end),
    );
    if (gap) next = backwards ? gap.start : gap.end;
    if (backwards ? next > start : next < end) this.#now = clampTime(next, ZERO, this.duration);
    else if (this.#loop) this.#now = backwards ? end : start;
    else {
      this.#now = backwards ? start : end;
      this.#playing = false;
    }
  }
}

/** A listener that fails is reported like any uncaught error; time goes on for the others. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
