import type { Terminal } from '../../trace/layers.ts';

/** Texts that are fetched at once beyond what is asked for, in UTF-16 units: while playing, they are asked for in turn. */
const AHEAD = 65_536;
/** Chunks of any kind that are fetched at once beyond what is asked for. */
const CHUNKS_AHEAD = 2_000;

/** The texts of a recording around where it plays: a window that moves along. */
export class ChunkTexts {
  readonly #terminal: Terminal;
  #start = 0;
  #texts: readonly string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Texts of the chunks [start, end), and maybe more after them. */
  async from(start: number, end: number): Promise<readonly string[]> {
    if (start < this.#start || end > this.#start + this.#texts.length) {
      this.#texts = await this.#terminal.player.texts(start, this.#endOf(end));
      this.#start = start;
    }
    return start === this.#start ? this.#texts : this.#texts.slice(start - this.#start, end - this.#start);
  }

  #endOf(end: number): number {
    const { chunks } = this.#terminal;
    let last = end;
    for (let units = 0; last < Math.min(chunks.length, end + CHUNKS_AHEAD) && units < AHEAD; last++)
      units += chunks.lengths[last] ?? 0;
    return last;
  }
}
