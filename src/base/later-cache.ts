/** Results that take time to make, kept up to a size: what was not asked for for longest goes first. */
export class LaterCache<K, V> {
  readonly #limit: number;
  readonly #sizeOf: (value: V) => number;
  /** The least recently used first. */
  readonly #kept = new Map<K, { readonly made: Promise<V>; size: number }>();
  #size = 0;

  /** `sizeOf`: in the unit of `limit`. */
  constructor(limit: number, sizeOf: (value: V) => number) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  /** Of all that is made. */
  get size(): number {
    return this.#size;
  }

  /** What is kept, or else being made, under the key; made by `make` where nothing is. What fails is not kept. */
  get(key: K, make: () => Promise<V>): Promise<V> {
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.made;
    }
    const entry = { made: make(), size: 0 };
    this.#kept.set(key, entry);
    entry.made.then(
      (value) => {
        if (this.#kept.get(key) !== entry) return;
        entry.size = this.#sizeOf(value);
        this.#size += entry.size;
        this.#shrink(key);
      },
      () => {
        if (this.#kept.get(key) === entry) this.#kept.delete(key);
      },
    );
    return entry.made;
  }

  delete(key: K): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }

  /** The one that has just been made stays, whatever its size. */
  #shrink(last: K): void {
    for (const [key, { size }] of this.#kept) {
      if (this.#size <= this.#limit) return;
      if (key !== last && size > 0) this.delete(key);
    }
  }
}
