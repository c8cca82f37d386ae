/** Finding in a transcript. Pure. */

/** A piece of a text: `hit` where it is what was looked for. Together the pieces are the text. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A pattern that finds `query` as it stands, in either case; undefined for nothing to find. */
export function patternOf(query: string): RegExp | undefined {
  const words = query.trim();
  if (words === '') return undefined;
  const literal = words.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  // A line break in a cue is a space to the reader.
  return new RegExp(literal.replace(/\s+/g, String.raw`\s+`), 'giu');
}

/** Indexes of the texts in which `pattern` is found. */
export function findAll(texts: readonly string[], pattern: RegExp | undefined): readonly number[] {
  if (!pattern) return [];
  return texts.flatMap((text, index) => (text.search(pattern) >= 0 ? [index] : []));
}

/** `text` cut at each place where `pattern` is found. */
export function cut(text: string, pattern: RegExp | undefined): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of pattern ? text.matchAll(pattern) : []) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/**
 * The place in `found` to go to from row `at`, forwards or backwards, around the ends; -1 where nothing was found.
 * `found`: rows, ascending.
 */
export function nextPlace(found: readonly number[], at: number, forwards: boolean): number {
  if (found.length === 0) return -1;
  if (forwards)
    return Math.max(
      0,
      found.findIndex((row) => row > at),
    );
  const place = found.findLastIndex((row) => row < at);
  return place >= 0 ? place : found.length - 1;
}
