/** Decoded pictures around the one that is looked at, within a number of bytes. */
export interface Picture {
  /** Bytes that it takes. */
  readonly bytes: number;
  close(): void;
}

/** So many times farther than it is counts what lies behind: there it is kept for a change of mind alone. */
const BEHIND_WEIGHT = 4;

export class FrameCache<P extends Picture> {
  readonly #pictures = new Map<number, P>();
  #bytes = 0;
  #focus = 0;
  #direction: 1 | -1 = 1;

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  get(index: number): P | undefined {
    return this.#pictures.get(index);
  }

  /** The frame that is looked at, and where the looking goes: what lies farthest goes first, what lies behind sooner. */
  focus(index: number, direction: 1 | -1): void {
    this.#focus = index;
    this.#direction = direction;
  }

  /** Takes `picture` over, and lets others go until all fit into `limit` bytes; the focus always stays. */
  put(index: number, picture: P, limit: number): void {
    this.#drop(index);
    this.#pictures.set(index, picture);
    this.#bytes += picture.bytes;
    while (this.#bytes > limit && this.#pictures.size > 1) this.#drop(this.#farthest());
  }

  /** The first index from `from` on, in steps of `step`, that is not here. */
  missingFrom(from: number, step: 1 | -1): number {
    let index = from;
    while (this.#pictures.has(index)) index += step;
    return index;
  }

  /** Lets all go that lie more than `reach` frames from the focus. */
  keepNear(reach: number): void {
    for (const index of [...this.#pictures.keys()])
      if (Math.abs(index - this.#focus) > reach) this.#drop(index);
  }

  clear(): void {
    for (const index of [...this.#pictures.keys()]) this.#drop(index);
  }

  #farthest(): number {
    let farthest = this.#focus;
    for (const index of this.#pictures.keys())
      if (this.#distance(index) > this.#distance(farthest)) farthest = index;
    return farthest;
  }

  #distance(index: number): number {
    const ahead = (index - this.#focus) * this.#direction;
    return ahead >= 0 ? ahead : -ahead * BEHIND_WEIGHT;
  }

  #drop(index: number): void {
    const picture = this.#pictures.get(index);
    if (!picture) return;
    this.#pictures.delete(index);
    this.#bytes -= picture.bytes;
    picture.close();
  }
}
