import { isPassing } from './errors.ts';

/** `onProgress`: to be told the part that is done, in [0, 1]; `onPart`: what there is already, each time more of it. */
type Make<T> = (onProgress: (done: number) => void, onPart: (part: T) => void) => Promise<T>;

/**
 * A value that is made when first asked for, once. A failure is kept too, unless it may pass: then asking again tries
 * again.
 */
export class Lazy<T> {
  readonly #make: () => Promise<T>;
  readonly #listeners = new Set<() => void>();
  #promise: Promise<T> | undefined;
  #progress: number | undefined;
  #part: T | undefined;

  constructor(make: Make<T>) {
    this.#make = async () => {
      try {
        return await make(this.#onProgress, (part) => {
          this.#part = part;
          this.#tell();
        });
      } finally {
        this.#part = undefined;
      }
    };
  }

  /** The same promise at every call, until it fails in a way that may pass. */
  get(): Promise<T> {
    this.#promise ??= this.#make().catch((error: unknown) => {
      if (isPassing(error)) this.#promise = undefined;
      throw error;
    });
    return this.#promise;
  }

  /** The part that is made, in [0, 1]; undefined where it is not told. */
  readonly progress = (): number | undefined => this.#progress;

  /** What there is of it while it is made; undefined where nothing is, or where it is not made in parts. */
  readonly part = (): T | undefined => this.#part;

  /** Tells of progress and of parts. Returns how to stop listening. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly #onProgress = (done: number): void => {
    this.#progress = done;
    this.#tell();
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
