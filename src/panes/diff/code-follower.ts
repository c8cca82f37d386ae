/** Keeps what is shown with the clock. */
import type { Clock } from '../../timeline/clock.ts';
import type { Workspace } from '../../trace/workspace.ts';
import type { Comparer, Comparison } from './comparer.ts';
import { targetAt, type Against } from './diff-data.ts';

interface FollowerEvents {
  /** What is to be drawn now; undefined where no file was in front. Answer with `drawn`. */
  readonly onComparison: (comparison: Comparison | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** Holds the clock from the tick that asks for another picture until that one is drawn. */
export class CodeFollower {
  readonly #workspace: Workspace;
  readonly #comparer: Comparer;
  readonly #clock: Clock;
  #events: FollowerEvents | undefined;
  #picked: number | undefined;
  #against: Against = 'base';
  /** Key of the picture that is to be; '' for none. */
  #wanted: string | undefined;
  /** Of the picture that was last given to be drawn. */
  #given: string | undefined;
  #drawn: string | undefined;
  #release: (() => void) | undefined;

  constructor(workspace: Workspace, comparer: Comparer, clock: Clock) {
    this.#workspace = workspace;
    this.#comparer = comparer;
    this.#clock = clock;
  }

  /** Begins; returns how to end it. It may begin again. */
  follow(events: FollowerEvents): () => void {
    this.#events = events;
    const unsubscribe = this.#clock.subscribe(() => this.#sync());
    this.#sync();
    return () => {
      unsubscribe();
      this.#events = undefined;
      this.#wanted = undefined;
      this.#given = undefined;
      this.#drawn = undefined;
      this.#letGo();
    };
  }

  /** Shows that file (undefined: the one in front), compared so. */
  choose(picked: number | undefined, against: Against): void {
    this.#picked = picked;
    this.#against = against;
    this.#sync();
  }

  /** The comparison with that key is on screen; '' for none. */
  drawn(key: string): void {
    this.#drawn = key;
    if (key === this.#wanted) this.#letGo();
  }

  #sync(): void {
    const target = targetAt(this.#workspace, this.#clock.now(), this.#picked, this.#against);
    const key = target?.key ?? '';
    if (!this.#events || key === this.#wanted) return;
    this.#wanted = key;
    // Back to what is on screen already, before the other came.
    if (key === this.#drawn && key === this.#given) {
      this.#letGo();
      return;
    }
    this.#release ??= this.#clock.hold('diff');
    if (!target) {
      this.#give(undefined);
      return;
    }
    this.#comparer.compare(target).then(
      (comparison) => {
        if (key === this.#wanted) this.#give(comparison);
      },
      (error: unknown) => this.#events?.onError(error),
    );
  }

  #give(comparison: Comparison | undefined): void {
    this.#given = comparison?.target.key ?? '';
    this.#events?.onComparison(comparison);
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
