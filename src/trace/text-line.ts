/** One line of a text, with its end. A long one is kept in pieces, so that a change does not copy all of it. Pure. */
export type TextLine = string | readonly string[];

/** In UTF-16 code units: a longer line is kept in pieces of at most so many, and of at least half. An even number. */
const PIECE = 4096;

export function textOf(line: TextLine): string {
  return typeof line === 'string' ? line : line.join('');
}

/** The line with [from, to) replaced by the text. `piece`: see PIECE. */
export function spliced(line: TextLine, from: number, to: number, text: string, piece = PIECE): TextLine {
  const pieces = typeof line === 'string' ? piecesOf(line, piece) : line;
  const first = placeIn(pieces, from);
  const last = placeIn(pieces, to);
  const head = (pieces[first.index] ?? '').slice(0, first.offset);
  const tail = (pieces[last.index] ?? '').slice(last.offset);
  const before = pieces.slice(0, first.index);
  const after = pieces.slice(last.index + 1);
  let middle = head + text + tail;
  // What is small is joined with a neighbour, or there would soon be a piece for each character.
  if (middle.length < piece / 2)
    middle = before.length > 0 ? (before.pop() ?? '') + middle : middle + (after.shift() ?? '');
  const made = before.concat(piecesOf(middle, piece), after);
  return made.length < 2 ? (made[0] ?? '') : made;
}

/** Length of a line with its end. */
export function lengthOf(line: TextLine): number {
  return typeof line === 'string' ? line.length : line.reduce((sum, { length }) => sum + length, 0);
}

/** Length of a line without its end. */
export function widthOf(line: TextLine): number {
  const pieces = typeof line === 'string' ? [line] : line;
  // The two characters of an end may stand in two pieces.
  const end = ((pieces.at(-2) ?? '').slice(-1) + (pieces.at(-1) ?? '')).slice(-2);
  return lengthOf(line) - (end === '\r\n' ? 2 : end.endsWith('\n') || end.endsWith('\r') ? 1 : 0);
}

/** As few as can be, of about one length; none of an empty text. */
function piecesOf(text: string, piece: number): readonly string[] {
  const count = Math.ceil(text.length / piece);
  const start = (index: number): number => Math.floor((text.length * index) / count);
  return Array.from({ length: count }, (_, index) => text.slice(start(index), start(index + 1)));
}

function placeIn(pieces: readonly string[], at: number): { readonly index: number; readonly offset: number } {
  let [index, offset] = [0, at];
  // A plain loop: a long line has hundreds of pieces, and this runs for every change.
  for (; index < pieces.length; index += 1) {
    const length = pieces[index]?.length ?? 0;
    if (offset <= length) break;
    offset -= length;
  }
  return { index, offset };
}
