import { isPassing } from './errors.ts';

/**
 * A value that is made when first asked for, once. A failure is kept too, unless it may pass: then asking again tries
 * again.
 */
export class Lazy<T> {
  readonly #make: () => Promise<T>;
  #promise: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** The same promise at every call, until it fails in a way that may pass. */
  get(): Promise<T> {
    this.#promise ??= this.#make().catch((error: unknown) => {
      if (isPassing(error)) this.#promise = undefined;
      throw error;
    });
    return this.#promise;
  }
}
