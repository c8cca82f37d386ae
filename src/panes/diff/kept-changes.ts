/** Changes between texts as they are kept. No DOM. */
import type { LineChange } from '../../trace/line-diff.ts';

/** What a change and a line take beside their characters, about. */
const CHANGE_BYTES = 160;
const LINE_BYTES = 32;

/**
 * The changes without the texts that they were found in, of `length` UTF-16 code units together: a browser keeps a line
 * that was cut out of a text as a place in it, and with the line the whole text. Where most of both has changed, they
 * stay as they are.
 */
export function ownLines(changes: readonly LineChange[], length: number): readonly LineChange[] {
  return 2 * charactersOf(changes) < length ? structuredClone(changes) : changes;
}

/** Bytes that the changes take. */
export function bytesOf(changes: readonly LineChange[] | undefined = []): number {
  const lines = changes.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
  return CHANGE_BYTES * changes.length + LINE_BYTES * lines + 2 * charactersOf(changes);
}

function charactersOf(changes: readonly LineChange[]): number {
  const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
  return changes.reduce((sum, { removed, added }) => sum + length(removed) + length(added), 0);
}
