/** The values of the last `windowMs`. */
export class Recent {
  #values = [];

  constructor(windowMs, clock = Date.now) {
    this.windowMs = windowMs;
    this.clock = clock;
  }

  add(value) {
    this.#values.push({ at: this.clock(), value });
  }

  /** `share` of the values are not above it; undefined where there is none. */
  quantile(share) {
    const since = this.clock() - this.windowMs;
    this.#values = this.#values.filter(({ at }) => at > since);
    return quantile(
      this.#values.map(({ value }) => value),
      share,
    );
  }
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}
