/** Keeps what is shown with the clock. */
import type { Clock } from '../../timeline/clock.ts';
import { OneHold } from '../../timeline/one-hold.ts';
import type { Workspace } from '../../trace/workspace.ts';
import type { Comparer, Comparison } from './comparer.ts';
import { targetAt, type Choice, type Target } from './diff-data.ts';
import type { Patch } from './patches.ts';

interface FollowerEvents {
  /** What is to be drawn now; undefined where no file was in front. Answer with `drawn`. */
  readonly onComparison: (comparison: Comparison | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** What is followed. */
interface Followed {
  readonly workspace: Workspace;
  readonly patches: ReadonlyMap<number, Patch>;
  readonly comparer: Comparer;
  readonly clock: Clock;
}

/** Holds the clock from the tick that asks for another picture until that one is drawn. */
export class CodeFollower {
  readonly #followed: Followed;
  #events: FollowerEvents | undefined;
  #choice: Choice = { picked: undefined, against: 'base', followsLine: true };
  /** Key of the picture that is to be; '' for none. */
  #wanted: string | undefined;
  /** Of the picture that was last given to be drawn. */
  #given: string | undefined;
  #drawn: string | undefined;
  readonly #hold: OneHold;
  /** Ends the comparison that is under way. */
  #asked = new AbortController();

  constructor(followed: Followed) {
    this.#followed = followed;
    this.#hold = new OneHold(followed.clock, 'diff');
  }

  /** Begins; returns how to end it. It may begin again. */
  follow(events: FollowerEvents): () => void {
    this.#events = events;
    const unsubscribe = this.#followed.clock.subscribe(() => this.#sync());
    this.#sync();
    return () => {
      unsubscribe();
      this.#events = undefined;
      this.#wanted = undefined;
      this.#given = undefined;
      this.#drawn = undefined;
      this.#asked.abort();
      this.#hold.set(false);
    };
  }

  choose(choice: Choice): void {
    this.#choice = choice;
    this.#sync();
  }

  /** The comparison with that key is on screen; '' for none. */
  drawn(key: string): void {
    this.#drawn = key;
    if (key !== this.#wanted) return;
    this.#hold.set(false);
    // What came up meanwhile, while playing.
    this.#sync();
  }

  #sync(): void {
    const { workspace, patches, comparer, clock } = this.#followed;
    const target = targetAt(workspace, patches, clock.now(), this.#choice);
    const key = target?.key ?? '';
    if (!this.#events || key === this.#wanted) return;
    // While playing, what is asked for is drawn first: where changes come fast, nothing would ever be drawn.
    if (clock.playing && this.#hold.held) return;
    this.#wanted = key;
    this.#asked.abort();
    // Back to what is on screen already, before the other came.
    if (key === this.#drawn && key === this.#given) {
      this.#hold.set(false);
      return;
    }
    this.#hold.set(true);
    if (!target) {
      this.#give(undefined);
      return;
    }
    this.#asked = new AbortController();
    void this.#follow(comparer, target, this.#asked.signal);
  }

  async #follow(comparer: Comparer, target: Target, signal: AbortSignal): Promise<void> {
    try {
      for await (const comparison of comparer.compare(target, signal)) {
        if (signal.aborted) return;
        this.#give(comparison);
      }
    } catch (error) {
      if (!signal.aborted) this.#events?.onError(error);
    }
  }

  #give(comparison: Comparison | undefined): void {
    this.#given = comparison?.target.key ?? '';
    this.#events?.onComparison(comparison);
  }
}
