/** The rows of two texts in one column, of texts that are too large for the editor. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import type { LineChange } from '../../trace/line-diff.ts';

export interface PlainRow {
  readonly kind: 'same' | 'removed' | 'added';
  /** Lines from 1; undefined on the side that does not have it. */
  readonly old: number | undefined;
  readonly new: number | undefined;
  /** Without its end. */
  readonly text: string;
  /** What stood there before, or stands there now; undefined where nothing does. */
  readonly other: string | undefined;
}

/** Lines that are removed stand above those that are added in their place. Work and memory are those of the lines' places. */
export class PlainRows {
  readonly #text: string;
  readonly #changes: readonly LineChange[];
  /** Where each line begins; one more for the end of the text. */
  readonly #starts: Uint32Array;
  /** The first row of each change. */
  readonly #firsts: Uint32Array;
  readonly count: number;

  /** `text`: the modified one, which the changes lead to. */
  constructor(text: string, changes: readonly LineChange[]) {
    this.#text = text;
    this.#changes = changes;
    this.#starts = lineStarts(text);
    this.#firsts = new Uint32Array(changes.length);
    let removed = 0;
    for (const [index, change] of changes.entries()) {
      this.#firsts[index] = change.newStart + removed;
      removed += change.removed.length;
    }
    this.count = this.#starts.length - 1 + removed;
  }

  /** `index` from 0. undefined outside. */
  at(index: number): PlainRow | undefined {
    if (index < 0 || index >= this.count) return undefined;
    const which = lastAtMost(this.#firsts.length, (one) => this.#firsts[one] ?? Infinity, index);
    const change = this.#changes[which];
    if (!change) return this.#same(index, index);
    const { oldStart, oldEnd, newStart, newEnd, removed, added } = change;
    const within = index - (this.#firsts[which] ?? 0);
    if (within < removed.length) {
      const text = withoutEnd(removed[within] ?? '');
      return { kind: 'removed', old: oldStart + within + 1, new: undefined, text, other: added[within] };
    }
    const offset = within - removed.length;
    const line = newStart + offset;
    if (line < newEnd)
      return {
        kind: 'added',
        old: undefined,
        new: line + 1,
        text: this.#lineAt(line),
        other: removed[offset],
      };
    return this.#same(line, oldEnd + line - newEnd);
  }

  /** The row of a line of the modified text; both from 0. */
  rowOf(line: number): number {
    const which = lastAtMost(this.#changes.length, (one) => this.#changes[one]?.newStart ?? Infinity, line);
    const change = this.#changes[which];
    if (!change) return line;
    const before = (this.#firsts[which] ?? 0) - change.newStart;
    return line + before + change.removed.length;
  }

  #same(line: number, old: number): PlainRow {
    return { kind: 'same', old: old + 1, new: line + 1, text: this.#lineAt(line), other: undefined };
  }

  #lineAt(line: number): string {
    return withoutEnd(this.#text.slice(this.#starts[line] ?? 0, this.#starts[line + 1] ?? 0));
  }
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}

function lineStarts(text: string): Uint32Array {
  const starts: number[] = [0];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    start = end + 1;
    starts.push(start);
  }
  if (start < text.length) starts.push(text.length);
  return Uint32Array.from(starts);
}

/** UTF-16 code units of a line that are shown. */
const SHOWN = 2_000;
/** Of these, so many stand before the first one that differs. */
const BEFORE = 200;

export interface Excerpt {
  /** How many are left out before and after. */
  readonly before: number;
  readonly text: string;
  readonly after: number;
}

/**
 * All of a short line; of a long one, the part around `at` (in UTF-16 code units), or else around where it begins to differ
 * from the other.
 */
export function excerpt({ text, other }: Pick<PlainRow, 'text' | 'other'>, at?: number): Excerpt {
  if (text.length <= SHOWN) return { before: 0, text, after: 0 };
  const middle = at ?? (other === undefined ? 0 : firstDifference(text, other));
  const from = Math.max(0, middle - BEFORE);
  const to = Math.min(text.length, from + SHOWN);
  return { before: from, text: text.slice(from, to), after: text.length - to };
}

function firstDifference(text: string, other: string): number {
  const shorter = Math.min(text.length, other.length);
  let at = 0;
  while (at < shorter && text.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}
