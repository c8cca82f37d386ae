/** Milliseconds without a new picture after which one on the way is shown. */
const LONG = 100;

/** How long somebody has waited for a picture. */
export class Waiting {
  /** Nothing was given since somebody began to ask. */
  #waits = false;
  /** When somebody began to wait, or was last given a picture on the way. */
  #since = 0;
  #hurries = false;

  /** What was asked for before was not given in time. */
  get hurries(): boolean {
    return this.#hurries;
  }

  ask(): void {
    if (!this.#waits) this.#since = performance.now();
    this.#hurries = this.#waits;
    this.#waits = true;
  }

  /** What was asked for is given. */
  end(): void {
    this.#waits = false;
  }

  /** Whether a picture on the way is due; it is given then, and the next is due as much later. */
  isLong(): boolean {
    const now = performance.now();
    if (now - this.#since < LONG) return false;
    this.#since = now;
    return true;
  }
}
