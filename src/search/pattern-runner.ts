/** Has patterns matched where they can be stopped: nothing but the end of its worker stops a regular expression. */
import { TraceError } from '../base/errors.ts';
import { orAborted } from '../base/shared.ts';
import type { Block, Matches } from './match-pattern.ts';
import type { Query } from './query.ts';

/** A worker that does nothing else. */
export interface PatternWorker {
  /** Resolves once it has been loaded, which takes its time on a busy machine; rejects where it cannot be. */
  ready(): Promise<void>;
  match(block: Block, query: Query, all: boolean): Promise<Matches>;
  terminate(): void;
}

/** Milliseconds for one block, which takes a few. */
const LIMIT = 2_000;
/** Milliseconds that a block nobody waits for any more may take from the next. */
const GRACE = 150;

export class PatternRunner {
  readonly #start: () => PatternWorker;
  readonly #limit: number;
  #worker: PatternWorker | undefined;
  /** What the worker is at; settled when it is done. */
  #busy: Promise<unknown> | undefined;

  constructor(start: () => PatternWorker, limit = LIMIT) {
    this.#start = start;
    this.#limit = limit;
  }

  /** See `matchPattern`. Rejects with `pattern-slow` where it takes too long, and with the signal's reason. */
  async match(block: Block, query: Query, all: boolean, signal: AbortSignal): Promise<Matches> {
    const worker = await orAborted(this.#readyWorker(), signal);
    signal.throwIfAborted();
    const matching = worker.match(block, query, all);
    const busy = matching.catch(() => undefined);
    this.#busy = busy;
    void busy.then(() => {
      if (this.#busy === busy) this.#busy = undefined;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let onAbort: (() => void) | undefined;
    const ended = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#drop();
        reject(new TraceError('pattern-slow', { seconds: this.#limit / 1000 }));
      }, this.#limit);
      onAbort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([matching, ended]);
    } finally {
      clearTimeout(timer);
      if (onAbort) signal.removeEventListener('abort', onAbort);
    }
  }

  /** A worker that has been loaded and does nothing: neither must count as the time of the pattern. */
  async #readyWorker(): Promise<PatternWorker> {
    for (;;) {
      await this.#free();
      const worker = (this.#worker ??= this.#start());
      try {
        await worker.ready();
      } catch (error) {
        if (worker === this.#worker) this.#drop();
        throw error;
      }
      if (worker === this.#worker && !this.#busy) return worker;
    }
  }

  /** What was given up before must not count as the time of what is asked for now. */
  async #free(): Promise<void> {
    const busy = this.#busy;
    if (!busy) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), GRACE);
    });
    const first = await Promise.race([busy, late]);
    clearTimeout(timer);
    if (first === 'late' && this.#busy === busy) this.#drop();
  }

  #drop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy = undefined;
  }
}
