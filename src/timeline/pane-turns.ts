/** Tells panes of the present moment: all at once, and while the playhead is dragged one after the other. */
import { pageTicker, type Ticker } from '../base/ticker.ts';
import type { TraceTime } from '../base/time.ts';
import type { Clock, Transport } from './clock.ts';

/** Milliseconds from one frame to the next by which frames come in time. */
const IN_TIME = 24;
/** A pane is not left for longer than so many milliseconds, however late the frames are. */
const LONGEST_WAIT = 250;

/** What the clock is held for while panes wait for their turn. */
const HOLDER = 'the panes';

type Listeners = Set<() => void>;

/**
 * While the playhead is dragged there is another moment in every frame, and to draw it in all panes takes longer than a frame
 * lasts. Then one pane is told a frame, the one that waits for longest, and draws the moment that is present by then: none
 * is left out, and the pointer never waits for all of them. The clock is held as long as one waits.
 */
export class PaneTurns {
  readonly #clock: Transport;
  readonly #ticker: Ticker;
  readonly #panes = new Set<Listeners>();
  /** Who has not heard of the present moment, and since when, the one that waits for longest first. */
  readonly #waiting = new Map<Listeners, number>();
  #told: TraceTime | undefined;
  #frame: number | undefined;
  /** When the last frame came, in milliseconds of wall time. */
  #last = -Infinity;
  #release: (() => void) | undefined;
  #stop: (() => void) | undefined;

  constructor(clock: Transport, ticker: Ticker = pageTicker) {
    this.#clock = clock;
    this.#ticker = ticker;
  }

  /** The clock as one pane sees it: its subscribers are told in its turn, all else is the clock itself. */
  clockOf(): Clock {
    const clock = this.#clock;
    const listeners: Listeners = new Set();
    return {
      duration: clock.duration,
      now: () => clock.now(),
      seek: (time) => clock.seek(time),
      hold: (holder) => clock.hold(holder),
      lead: (source) => clock.lead(source),
      get playing() {
        return clock.playing;
      },
      get rate() {
        return clock.rate;
      },
      get seen() {
        return clock.seen;
      },
      subscribe: (listener) => this.#subscribe(listeners, listener),
    };
  }

  #subscribe(listeners: Listeners, listener: () => void): () => void {
    // Each its own, since the same function may be given twice.
    const own = (): void => listener();
    listeners.add(own);
    this.#panes.add(listeners);
    this.#stop ??= this.#clock.subscribe(() => this.#tick());
    return () => {
      listeners.delete(own);
      if (listeners.size > 0) return;
      this.#panes.delete(listeners);
      this.#waiting.delete(listeners);
      this.#look();
      if (this.#panes.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  #tick(): void {
    const { scrubbing, playing } = this.#clock;
    const now = this.#clock.now();
    if (!scrubbing && (playing || this.#waiting.size === 0)) {
      this.#waiting.clear();
      for (const pane of [...this.#panes]) tell(pane);
      // What else a clock tells of, all hear when nobody waits any more.
    } else if (now !== this.#told) {
      const since = this.#ticker.now();
      for (const pane of this.#panes) if (!this.#waiting.has(pane)) this.#waiting.set(pane, since);
    }
    this.#told = now;
    this.#look();
  }

  /** Holds the clock, and goes on in the next frame, as long as somebody waits. */
  #look(): void {
    if (this.#waiting.size === 0) {
      this.#release?.();
      this.#release = undefined;
      if (this.#frame !== undefined) this.#ticker.cancel(this.#frame);
      this.#frame = undefined;
      return;
    }
    this.#release ??= this.#clock.hold(HOLDER);
    this.#frame ??= this.#ticker.request(() => {
      this.#frame = undefined;
      const now = this.#ticker.now();
      const late = this.#clock.scrubbing && now - this.#last > IN_TIME;
      this.#last = now;
      const [next] = this.#waiting;
      // After a frame that took too long, the next is left to the pointer.
      if (next && !(late && now - next[1] < LONGEST_WAIT)) {
        this.#waiting.delete(next[0]);
        tell(next[0]);
      }
      this.#look();
    });
  }
}

/** Those who have left meanwhile are not told. One that fails is reported like any uncaught error, and the others are told. */
function tell(listeners: Listeners): void {
  for (const listener of [...listeners]) {
    if (!listeners.has(listener)) continue;
    try {
      listener();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
