/** Where a text stands in its editor, and the line that a search led to. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { FoundText } from '../../timeline/found-link.ts';
import { foundSpans } from '../../timeline/found-spans.ts';
import { pathAt, type Workspace } from '../../trace/workspace.ts';
import type { Code } from './code.ts';
import type { Patch } from './patches.ts';

/**
 * What is to be in the middle: a row of the editor, or a line of the file, both from 1. `kept`: a person has scrolled, and
 * it stays as it is.
 */
export type Place = RowPlace | { readonly line: number };
export type RowPlace = 'kept' | { readonly row: number };

export interface FoundLine {
  /** Of the file, from 1. */
  readonly line: number;
  /** What was looked for, as it is written there. */
  readonly words: readonly string[];
}

/** Where found words stand: a row of the editor, and in it [start, end) in UTF-16 code units, ascending and apart. */
export interface FoundMarks {
  /** From 1. */
  readonly row: number;
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** id of the file that a hit is in; undefined where it is in none. */
export function fileOf(
  { kind, place, line }: FoundText,
  { files }: Pick<Workspace, 'files'>,
  patches: ReadonlyMap<number, Patch>,
  now: TraceTime,
): number | undefined {
  if (line === 0) return undefined;
  if (kind === 'ide_edits') return files.find((file) => pathAt(file, now) === place)?.id;
  return kind === 'file_diffs' ? fileNamed(place, { files }, patches, now) : undefined;
}

/** id of the file of that path, in the workspace or in a diff of the whole. */
export function fileNamed(
  place: string,
  { files }: Pick<Workspace, 'files'>,
  patches: ReadonlyMap<number, Patch>,
  now: TraceTime,
): number | undefined {
  const exact = files.find((file) => pathAt(file, now) === place);
  if (exact) return exact.id;
  // With several repositories the paths of a diff do not begin with their names.
  const named = (path: string): boolean => path === place || path.endsWith(`/${place}`);
  const patch = [...patches.values()].find(({ path, oldPath }) => named(path) || named(oldPath));
  return patch?.id ?? files.find((file) => named(pathAt(file, now)))?.id;
}

/** The row of a line of a side, from 1; the nearest before it where the text holds only parts of the file. */
export function rowOfLine(
  { numbers }: Pick<Code, 'numbers'>,
  line: number,
  side: 'original' | 'modified' = 'modified',
): number {
  if (!numbers) return line;
  return (
    Math.max(
      0,
      numbers[side].findLastIndex((one) => one !== undefined && one <= line),
    ) + 1
  );
}

/** undefined where the words do not stand in that line now. */
export function marksOf(code: Code, { line, words }: FoundLine): FoundMarks | undefined {
  const row = rowOfLine(code, line);
  const spans = foundSpans(rowText(code.modified, row), words);
  return spans.length > 0 ? { row, spans } : undefined;
}

/** `row`: from 1. '' beyond the text. */
function rowText(text: string, row: number): string {
  let start = 0;
  for (let count = 1; count < row; count += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}
