/** How a media element gets its bytes. */
export type Means =
  /** It reads an address by itself. */
  | 'address'
  /** It is given the part around where it plays. */
  | 'parts'
  /** It gets the whole file, which is downloaded first. */
  | 'whole';

export interface MeansState {
  /** undefined until it is known. */
  readonly means: Means | undefined;
  /** The part of a whole file that is there, in [0, 1]. */
  readonly done: number;
}

/** Tells how a media element gets its bytes, and how far a download is. */
export class MediaMeans {
  #state: MeansState = { means: undefined, done: 0 };
  readonly #listeners = new Set<() => void>();

  /** A new object after each change, so that it can serve as a snapshot. */
  readonly getState = (): MeansState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Of progress, hundredths are told. */
  tell(means: Means, done: number): void {
    const rounded = Math.floor(done * 100) / 100;
    if (means === this.#state.means && rounded === this.#state.done) return;
    this.#state = { means, done: rounded };
    for (const listener of [...this.#listeners]) listener();
  }
}
