import type { TraceError } from '../base/errors.ts';

/** Bytes that do not come for now, and are tried for again. */
export interface Trouble {
  readonly error: TraceError;
  /** How often it was tried. */
  readonly tries: number;
  /** When it is tried again, in milliseconds of `Date.now()`. */
  readonly nextAt: number;
}

/** How it stands with the network, over all that is read of one bundle. For people: nothing is decided by it. */
export class Connection {
  readonly #troubles = new Map<object, Trouble>();
  readonly #listeners = new Set<() => void>();
  #trouble: Trouble | undefined;
  #answered = false;

  /** What is wrong with it, as it was told last; undefined while bytes come. A snapshot. */
  readonly trouble = (): Trouble | undefined => this.#trouble;

  /** True once a server has answered: what fails after that was there, and will probably be there again. */
  get answered(): boolean {
    return this.#answered;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  answer(): void {
    this.#answered = true;
  }

  /** `who`: whatever waits; undefined ends its trouble. */
  tell(who: object, trouble: Trouble | undefined): void {
    if (trouble) this.#troubles.set(who, trouble);
    else if (!this.#troubles.delete(who)) return;
    this.#trouble = [...this.#troubles.values()].at(-1);
    for (const listener of [...this.#listeners]) listener();
  }
}
