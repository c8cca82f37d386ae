/** Two texts to be drawn. Pure. */
export interface Code {
  readonly path: string;
  readonly original: string;
  readonly modified: string;
  /** The line that each row is, where they are only parts of a file; undefined within: the row is none. */
  readonly numbers: Readonly<Record<'original' | 'modified', readonly (number | undefined)[]>> | undefined;
}

/** In UTF-16 code units: from here on a line is not coloured, nor broken, nor compared word by word for long. Monaco's own limit for colours. */
const LONG_LINE = 20_000;

/** One of the texts has a line that takes long to draw in full. */
export function hasLongLine({ original, modified }: Code): boolean {
  return widest(original) >= LONG_LINE || widest(modified) >= LONG_LINE;
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
