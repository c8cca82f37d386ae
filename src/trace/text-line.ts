/** One line of a text, with its end. A long one is kept in pieces, so that a change does not copy all of it. Pure. */
export type TextLine = string | readonly string[];

/** In UTF-16 code units: a longer line is kept in pieces of at most so many. */
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
  const replaced = piecesOf(head + text + tail, piece);
  const made = pieces.slice(0, first.index).concat(replaced, pieces.slice(last.index + 1));
  return made.length < 2 ? (made[0] ?? '') : made;
}

/** Length of a line without its end. */
export function widthOf(line: TextLine): number {
  const pieces = typeof line === 'string' ? [line] : line;
  const length = pieces.reduce((sum, { length: one }) => sum + one, 0);
  // The two characters of an end may stand in two pieces.
  const end = ((pieces.at(-2) ?? '').slice(-1) + (pieces.at(-1) ?? '')).slice(-2);
  return length - (end === '\r\n' ? 2 : end.endsWith('\n') || end.endsWith('\r') ? 1 : 0);
}

/** None of an empty text. */
function piecesOf(text: string, piece: number): readonly string[] {
  if (text.length <= piece) return text === '' ? [] : [text];
  return Array.from({ length: Math.ceil(text.length / piece) }, (_, index) =>
    text.slice(index * piece, (index + 1) * piece),
  );
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
