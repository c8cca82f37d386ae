/** A value that is made when first asked for, once. A failure is kept too: asking again gives the same error. */
export class Lazy<T> {
  readonly #make: () => Promise<T>;
  #promise: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** The same promise at every call. */
  get(): Promise<T> {
    this.#promise ??= this.#make();
    return this.#promise;
  }
}
