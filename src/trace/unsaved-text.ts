/** What was typed on top of a text and not yet saved, at any of its moments. Pure. */
import type { FileChange } from './workspace.ts';
import { hugeOf, type HugeText } from './text-limits.ts';
import { TextLines } from './text-lines.ts';

/** After so many changes a copy is kept, from which later ones go on. */
const SPACING = 128;

/** Lines in all copies of one text, which share what did not change; beyond, every other copy is dropped. */
const MAX_KEPT = 4_000_000;

/** An editor does not count it among a line's characters. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Changes after which a slice of work may end. */
const SLICE = 256;

/**
 * A text with a row of changes. Going on by one change applies that one; any other moment is reached from the copy
 * before it. Once it is larger than may be shown, it is so for the rest of the row.
 */
export class UnsavedText {
  #outside = 0;
  #firstOutside: number | undefined;
  readonly #changes: readonly FileChange[];
  readonly #mark: string;
  /** How many changes made it too large; undefined: it stays small enough. */
  #end: { readonly count: number; readonly huge: HugeText } | undefined;
  /** The text after so many changes. */
  readonly #copies = new Map<number, TextLines>();
  readonly #maxKept: number;
  #spacing = SPACING;
  /** Lines in the copies. */
  #kept = 0;
  #now: { readonly lines: TextLines; readonly count: number };

  private constructor(base: string, changes: readonly FileChange[], maxKept: number) {
    this.#changes = changes;
    this.#maxKept = maxKept;
    this.#mark = base.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    this.#now = { lines: TextLines.of(base.slice(this.#mark.length)), count: 0 };
  }

  /** Goes through all changes once, so that every moment is near a copy afterwards. Yields: the work may be sliced. */
  static *build(
    base: string,
    changes: readonly FileChange[],
    maxKept = MAX_KEPT,
  ): Generator<undefined, UnsavedText> {
    const text = new UnsavedText(base, changes, maxKept);
    yield* text.#goThrough();
    return text;
  }

  /** How many positions of the changes lay outside the text. */
  get outside(): number {
    return this.#outside;
  }

  /** Index of the first change that has such a position; undefined: none. */
  get firstOutside(): number | undefined {
    return this.#firstOutside;
  }

  *#goThrough(): Generator<undefined, void> {
    const { lines } = this.#now;
    let count = 0;
    this.#keep(0, lines);
    for (const change of this.#changes) {
      const missed = applyAll(lines, change);
      if (missed > 0) this.#firstOutside ??= count;
      this.#outside += missed;
      count += 1;
      if (count % SLICE === 0) yield;
      // In UTF-8 it has at least as many bytes as here code units.
      const huge = hugeOf(lines.length, lines.count - 1);
      if (huge) {
        this.#end = { count, huge };
        break;
      }
      this.#keep(count, lines);
    }
    this.#now = { lines, count };
  }

  /** The text after the first `count` changes, unless it is too large to be shown. */
  after(count: number): string | HugeText {
    if (this.#end && count >= this.#end.count) return this.#end.huge;
    const start = this.#nearest(count);
    for (const change of this.#changes.slice(start.count, count)) applyAll(start.lines, change);
    this.#now = { lines: start.lines, count };
    return this.#mark + start.lines.text;
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
