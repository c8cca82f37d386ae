/** What was typed on top of a text and not yet saved, at any of its moments. Pure. */
import type { FileChange } from './workspace.ts';
import { TextLines } from './text-lines.ts';

/** After so many changes a copy is kept, from which later ones go on. */
const SPACING = 128;

/** Lines in all copies of one text, which share what did not change; beyond, every other copy is dropped. */
const MAX_KEPT = 4_000_000;

/**
 * A text with a row of changes. Going on by one change applies that one; any other moment is reached from the copy
 * before it.
 */
export class UnsavedText {
  /** How many positions of the changes lay outside the text. */
  readonly outside: number;
  /** Index of the first change that has such a position; undefined: none. */
  readonly firstOutside: number | undefined;
  readonly #changes: readonly FileChange[];
  /** The text after so many changes. */
  readonly #copies = new Map<number, TextLines>();
  readonly #maxKept: number;
  #spacing = SPACING;
  /** Lines in the copies. */
  #kept = 0;
  #now: { readonly lines: TextLines; readonly count: number };

  /** Goes through all changes once, so that every moment is near a copy afterwards. */
  constructor(base: string, changes: readonly FileChange[], maxKept = MAX_KEPT) {
    this.#changes = changes;
    this.#maxKept = maxKept;
    const lines = TextLines.of(base);
    let outside = 0;
    let firstOutside: number | undefined;
    this.#keep(0, lines);
    changes.forEach((change, index) => {
      const missed = applyAll(lines, change);
      if (missed > 0) firstOutside ??= index;
      outside += missed;
      this.#keep(index + 1, lines);
    });
    this.outside = outside;
    this.firstOutside = firstOutside;
    this.#now = { lines, count: changes.length };
  }

  /** The text after the first `count` changes. */
  after(count: number): string {
    const start = this.#nearest(count);
    for (const change of this.#changes.slice(start.count, count)) applyAll(start.lines, change);
    this.#now = { lines: start.lines, count };
    return start.lines.text;
  }

  /** The latest state at or before `count` that is at hand, for going on from. */
  #nearest(count: number): { readonly lines: TextLines; readonly count: number } {
    let copied = count - (count % this.#spacing);
    while (copied > 0 && !this.#copies.has(copied)) copied -= this.#spacing;
    if (this.#now.count <= count && this.#now.count >= copied) return this.#now;
    return { lines: (this.#copies.get(copied) ?? TextLines.of('')).copy(), count: copied };
  }

  #keep(count: number, lines: TextLines): void {
    if (count % this.#spacing !== 0) return;
    this.#copies.set(count, lines.copy());
    this.#kept += lines.count;
    while (this.#kept > this.#maxKept && this.#copies.size > 1) this.#thinOut();
  }

  #thinOut(): void {
    this.#spacing *= 2;
    for (const [count, lines] of this.#copies) {
      if (count % this.#spacing === 0) continue;
      this.#copies.delete(count);
      this.#kept -= lines.count;
    }
  }
}

function applyAll(lines: TextLines, { changes }: FileChange): number {
  return changes.reduce((outside, change) => outside + lines.apply(change), 0);
}
