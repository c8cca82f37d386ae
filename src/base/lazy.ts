import { isPassing } from './errors.ts';

/**
 * A value that is made when first asked for, once. A failure is kept too, unless it may pass: then asking again tries
 * again.
 */
export class Lazy<T> {
  readonly #make: (onProgress: (done: number) => void) => Promise<T>;
  readonly #listeners = new Set<() => void>();
  #promise: Promise<T> | undefined;
  #progress: number | undefined;

  /** `make` may tell the part that is done, in [0, 1]. */
  constructor(make: (onProgress: (done: number) => void) => Promise<T>) {
    this.#make = make;
  }

  /** The same promise at every call, until it fails in a way that may pass. */
  get(): Promise<T> {
    this.#promise ??= this.#make(this.#onProgress).catch((error: unknown) => {
      if (isPassing(error)) this.#promise = undefined;
      throw error;
    });
    return this.#promise;
  }

  /** The part that is made, in [0, 1]; undefined where it is not told. */
  readonly progress = (): number | undefined => this.#progress;

  /** Tells of progress. Returns how to stop listening. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly #onProgress = (done: number): void => {
    this.#progress = done;
    for (const listener of this.#listeners) listener();
  };
}
