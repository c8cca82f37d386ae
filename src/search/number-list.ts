type NumberArray = Float64Array | Uint32Array | Uint8Array;

/** Numbers that are added one by one, in a typed array. */
export class NumberList<T extends NumberArray> {
  readonly #make: new (length: number) => T;
  #values: T;
  #length = 0;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#values = new make(64);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.#make(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  get last(): number | undefined {
    return this.#length === 0 ? undefined : this.#values[this.#length - 1];
  }

  /** Puts another number in the place of the last. */
  replaceLast(value: number): void {
    if (this.#length > 0) this.#values[this.#length - 1] = value;
  }

  /** A copy of what was added so far, in memory of its own. */
  all(): T {
    return this.#values.slice(0, this.#length) as T;
  }
}
