import type { Trace } from '../trace/trace.ts';

/** Of bundles up to so many bytes all media are compared by themselves: they are soon read. */
const SMALL_BUNDLE = 16 * 1024 * 1024;
/** On this machine, media up to so many bytes. */
const SMALL_FILE = 256 * 1024 * 1024;

export interface MediaCheckState {
  /** Media that have not been compared with the manifest. */
  readonly left: number;
  /** Bytes of these. */
  readonly bytes: number;
  /** The part of these bytes that is compared, in [0, 1]; undefined while nobody does. */
  readonly done: number | undefined;
}

/**
 * Compares with the manifest's SHA-256 what is read in parts: of a part alone nobody can tell. What is read whole is
 * compared as it is read. Small media are compared by themselves, others when a person asks for it.
 */
export class MediaCheck {
  readonly #bundle: Trace['bundle'];
  readonly #signal: AbortSignal;
  readonly #left: Set<string>;
  readonly #listeners = new Set<() => void>();
  #state: MediaCheckState;

  constructor({ bundle, videos, voices }: Trace, signal: AbortSignal) {
    this.#bundle = bundle;
    this.#signal = signal;
    this.#left = new Set([...videos, ...voices].flatMap(({ layer }) => layer.paths ?? []));
    this.#state = this.#next(undefined);
  }

  /** A new object after each change, so that it can serve as a snapshot. */
  readonly getState = (): MediaCheckState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Compares what costs little. */
  async small(): Promise<void> {
    const { connection, files } = this.#bundle;
    const all = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const limit = connection === undefined ? SMALL_FILE : all <= SMALL_BUNDLE ? SMALL_BUNDLE : 0;
    await this.#compare([...this.#left].filter((path) => this.#bytesOf(path) <= limit));
  }

  /** Compares all that is left. What differs is among the trace's problems. */
  async all(): Promise<void> {
    if (this.#state.done === undefined) await this.#compare([...this.#left], true);
  }

  async #compare(paths: readonly string[], told = false): Promise<void> {
    const total = paths.reduce((sum, path) => sum + this.#bytesOf(path), 0);
    let before = 0;
    if (told) this.#set(0);
    for (const path of paths) {
      await this.#bundle.verify(path, this.#signal, (bytes) => {
        if (told) this.#set((before + bytes) / Math.max(1, total));
      });
      if (this.#signal.aborted) return;
      before += this.#bytesOf(path);
      this.#left.delete(path);
    }
    this.#set(undefined);
  }

  #bytesOf(path: string): number {
    return this.#bundle.files.get(path)?.bytes ?? 0;
  }

  #next(done: number | undefined): MediaCheckState {
    const bytes = [...this.#left].reduce((sum, path) => sum + this.#bytesOf(path), 0);
    return { left: this.#left.size, bytes, done };
  }

  #set(done: number | undefined): void {
    const rounded = done === undefined ? undefined : Math.floor(done * 100) / 100;
    if (rounded !== undefined && rounded === this.#state.done) return;
    this.#state = this.#next(rounded);
    for (const listener of [...this.#listeners]) listener();
  }
}
