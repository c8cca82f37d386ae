/** Two texts to be drawn. Pure. */
import { diffTexts, type LineChange } from '../../trace/line-diff.ts';

export interface Code {
  readonly path: string;
  readonly original: string;
  readonly modified: string;
  /** The line that each row is, where they are only parts of a file; undefined within: the row is none. */
  readonly numbers: Readonly<Record<'original' | 'modified', readonly (number | undefined)[]>> | undefined;
  /** What differs between them, by line. */
  readonly changes: readonly LineChange[];
}

/** What differs, by the rows of the editor. */
export function changesOf({ original, modified, changes }: Code): readonly LineChange[] {
  // A carriage return alone ends a row of the editor, and no line anywhere else.
  if (LONE_RETURN.test(original) || LONE_RETURN.test(modified))
    return diffTexts(original.replace(LINE_ENDS, '\n'), modified.replace(LINE_ENDS, '\n'));
  return changes;
}

const LONE_RETURN = /\r(?!\n)/;
const LINE_ENDS = /\r\n?/g;

/**
 * What the editor takes of a text before it keeps the page from its work for long: rows, UTF-16 code units, and code units
 * of a line, of which more are not coloured anyway.
 */
const MAX_ROWS = 10_000;
const MAX_LENGTH = 1_000_000;
const MAX_WIDTH = 20_000;

/** Why the texts are not shown in the editor, in words; undefined where they are. */
export function whyPlain({ original, modified }: Pick<Code, 'original' | 'modified'>): string | undefined {
  const texts = [original, modified];
  if (texts.some((text) => text.length > MAX_LENGTH || countRows(text) > MAX_ROWS))
    return 'This text is large: it is shown without colours, in one column.';
  return texts.some((text) => widest(text) > MAX_WIDTH)
    ? 'This text has very long lines: it is shown without colours, and only parts of them.'
    : undefined;
}

/** At least 1; an empty row after the last line feed counts. */
export function countRows(text: string): number {
  let rows = 1;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) rows += 1;
  return rows;
}

/** Length of the longest line. */
function widest(text: string): number {
  let [longest, start] = [0, 0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return Math.max(longest, text.length - start);
}
