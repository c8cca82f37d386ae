/** How much memory all that can be searched may take, in bytes. Pure. */

/** Of all sources together. What is collected before it becomes a corpus, and the files that are being read, come on top. */
const LIMIT = 256 * 1024 * 1024;

export class Budget {
  readonly #limit: number;
  readonly #shares = new Map<string, Share>();
  readonly #open = new Set<Share>();

  constructor(limit = LIMIT) {
    this.#limit = limit;
  }

  /** A share of the budget, empty at first. */
  share(): Share {
    const share = new Share(
      () => this.#limit - this.#used(),
      () => this.#open.delete(share),
    );
    this.#open.add(share);
    return share;
  }

  /** `share` is now that of `id`, in place of what it had before. */
  replace(id: string, share: Share): void {
    this.#open.delete(share);
    this.#shares.set(id, share);
  }

  #used(): number {
    let used = 0;
    for (const { taken } of this.#shares.values()) used += taken;
    for (const { taken } of this.#open) used += taken;
    return used;
  }
}

export class Share {
  readonly #left: () => number;
  readonly #onRelease: () => void;
  /** Asked for in one go, since asking costs. */
  #reserve = 0;
  #used = 0;

  constructor(left: () => number, onRelease: () => void) {
    this.#left = left;
    this.#onRelease = onRelease;
  }

  /** In bytes, with what is reserved. */
  get taken(): number {
    return this.#used + this.#reserve;
  }

  /** False where there is no room for so many bytes more: none of them are taken then. */
  take(bytes: number): boolean {
    if (bytes > this.#reserve) {
      const room = this.#left() + this.#reserve;
      if (bytes > room) return false;
      this.#reserve = Math.min(room, bytes + RESERVE);
    }
    this.#reserve -= bytes;
    this.#used += bytes;
    return true;
  }

  /** It turned out to be so many bytes. */
  settle(bytes: number): void {
    this.#used = bytes;
    this.#reserve = 0;
  }

  release(): void {
    this.settle(0);
    this.#onRelease();
  }
}

const RESERVE = 64 * 1024;
