/** Tells panes of the present moment: all at once, and while the playhead is dragged one after the other. */
import { pageTicker, type Ticker } from '../base/ticker.ts';
import type { TraceTime } from '../base/time.ts';
import type { Clock, Transport } from './clock.ts';

/** After a frame with a pane in it, so many times as long as it took is left to the pointer and to who is told first. */
const REST = 2;

/** What the clock is held for while panes wait for their turn. */
const HOLDER = 'other panes';

type Listeners = Set<() => void>;

/** What was heard of last. A clock that begins or stops to play, in view or not, is no mere other moment: all hear at once. */
interface Told extends Pick<Clock, 'playing' | 'rate' | 'seen'> {
  readonly now: TraceTime;
}

/**
 * While the playhead is dragged there is another moment in every frame, and to draw it in all panes takes longer than a frame
 * lasts. Then one pane is told a frame, the one that waits for longest, and draws the moment that is present by then: none
 * is left out, and the pointer never waits for all of them. Where one takes long, frames without any follow. The clock is
 * held as long as one waits.
 */
export class PaneTurns {
  readonly #clock: Transport;
  readonly #ticker: Ticker;
  readonly #panes = new Set<Listeners>();
  /** Who has not heard of the present moment, the one that waits for longest first. */
  readonly #waiting = new Set<Listeners>();
  #told: Told;
  #frame: number | undefined;
  /** The next pane is told then and not before, in milliseconds of wall time. */
  #due = -Infinity;
  #release: (() => void) | undefined;
  #stop: (() => void) | undefined;

  constructor(clock: Transport, ticker: Ticker = pageTicker) {
    this.#clock = clock;
    this.#ticker = ticker;
    this.#told = presentOf(clock);
  }

  /** The clock as one pane sees it: its subscribers are told in its turn, all else is the clock itself. */
  clockOf(): Clock {
    const clock = this.#clock;
    const listeners: Listeners = new Set();
    return {
      duration: clock.duration,
      now: () => clock.now(),
      // In a pane, something that is chosen leads to another moment.
      seek: (time, jump = true) => clock.seek(time, jump),
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
    const { scrubbing, playing, rate, seen } = this.#clock;
    const told = this.#told;
    this.#told = presentOf(this.#clock);
    const isTurned = told.playing !== playing || told.rate !== rate || told.seen !== seen;
    if (isTurned || (!scrubbing && (playing || this.#waiting.size === 0))) {
      this.#waiting.clear();
      for (const pane of [...this.#panes]) tell(pane);
      // What else a clock tells of, all hear when nobody waits any more.
    } else if (this.#told.now !== told.now) for (const pane of this.#panes) this.#waiting.add(pane);
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
      const [next] = this.#waiting;
      if (next && (!this.#clock.scrubbing || this.#ticker.now() >= this.#due)) this.#tellNext(next);
      this.#look();
    });
  }

  #tellNext(pane: Listeners): void {
    const began = this.#ticker.now();
    this.#waiting.delete(pane);
    tell(pane);
    // By then the frame is drawn too: layout and paint are most of what it takes.
    setTimeout(() => {
      const ended = this.#ticker.now();
      this.#due = ended + REST * (ended - began);
    });
  }
}

function presentOf(clock: Transport): Told {
  const { playing, rate, seen } = clock;
  return { now: clock.now(), playing, rate, seen };
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
