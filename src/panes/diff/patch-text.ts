/** The hunks of a file as two texts to be drawn beside each other, where the files themselves are not at hand. Pure. */
import { append } from '../../base/long-lists.ts';
import type { LineChange } from '../../trace/line-diff.ts';
import { hugeOf, type HugeText } from '../../trace/text-limits.ts';
import type { DiffHunk, DiffLine, FileDiff } from '../../trace/unified-diff.ts';
import type { Hunk } from './comparer.ts';

/** One side. */
export interface PatchSide {
  readonly text: string;
  /** Of each row, the line that it is in the file, from 1; undefined: it stands between two hunks. */
  readonly numbers: readonly (number | undefined)[];
}

export interface PatchText {
  readonly original: PatchSide;
  readonly modified: PatchSide;
  /** Its changes; each where it stands in the file. */
  readonly hunks: readonly Hunk[];
  /** The same by the rows of the two sides. */
  readonly changes: readonly LineChange[];
}

/** Stands for the lines before a hunk. */
const GAP = '⋯';

/** undefined: it may be drawn. */
export function hugePatch({ hunks }: FileDiff): HugeText | undefined {
  const lines = hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  // In UTF-8 it has at least as many bytes as here code units.
  const bytes = hunks.flatMap((hunk) => hunk.lines).reduce((sum, { text }) => sum + text.length, 0);
  return hugeOf(bytes, lines);
}

export function patchText({ hunks }: FileDiff): PatchText {
  const original = new SideWriter();
  const modified = new SideWriter();
  const changes: Change[] = [];
  for (const [index, hunk] of hunks.entries()) {
    if (index > 0 || hunk.oldStart > 1 || hunk.newStart > 1) {
      const gap = `${GAP} ${hunk.heading}`.trimEnd();
      original.add(gap, undefined);
      modified.add(gap, undefined);
    }
    append(changes, writeHunk(hunk, original, modified));
  }
  return {
    original: original.side,
    modified: modified.side,
    hunks: changes.map(({ hunk }) => hunk),
    changes: changes.map(({ rows }) => rows),
  };
}

interface Change {
  readonly hunk: Hunk;
  readonly rows: LineChange;
}

/** Returns its changes: rows of removed and added lines that touch. */
function writeHunk(hunk: DiffHunk, original: SideWriter, modified: SideWriter): readonly Change[] {
  const changes: Change[] = [];
  // Where a side has no lines, its number is that of the line before.
  let oldLine = hunk.oldStart + (hunk.oldCount === 0 ? 1 : 0);
  let newLine = hunk.newStart + (hunk.newCount === 0 ? 1 : 0);
  let run:
    | {
        readonly line: number;
        readonly oldStart: number;
        readonly newStart: number;
        readonly removed: string[];
        readonly added: string[];
      }
    | undefined;
  const end = (): void => {
    if (!run) return;
    const { line, oldStart, newStart, removed, added } = run;
    changes.push({
      hunk: { line, row: newStart + 1, removed, added, since: undefined, unsaved: false },
      rows: { oldStart, oldEnd: original.rows, newStart, newEnd: modified.rows, removed, added },
    });
    run = undefined;
  };
  for (const { kind, text } of hunk.lines) {
    if (kind === 'context') end();
    else {
      run ??= {
        line: newLine,
        oldStart: original.rows,
        newStart: modified.rows,
        removed: [],
        added: [],
      };
      run[kind].push(text);
    }
    if (kind !== 'added') original.add(text, oldLine++);
    if (kind !== 'removed') modified.add(text, newLine++);
  }
  end();
  return changes;
}

class SideWriter {
  readonly #lines: DiffLine['text'][] = [];
  readonly #numbers: (number | undefined)[] = [];

  get rows(): number {
    return this.#lines.length;
  }

  get side(): PatchSide {
    // The last line of a side has no end: one would draw an empty row, which is in no hunk.
    return { text: this.#lines.join('\n'), numbers: this.#numbers };
  }

  add(text: string, line: number | undefined): void {
    // The editor has one kind of line end, and takes a lone carriage return for one.
    this.#lines.push(text.replace(/\r?\n$/, '').replaceAll('\r', '␍'));
    this.#numbers.push(line);
  }
}
