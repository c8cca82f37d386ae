/** Where the words that a search led to stand on a screen. Pure. */
import type { Line } from '../../trace/emulator/lines.ts';
import { foundSpans } from '../../timeline/found-spans.ts';
import { cellText } from './screen-lines.ts';

/** A line that was found, and the words that were looked for, as they are written in it. */
export interface FoundWords {
  readonly text: string;
  readonly words: readonly string[];
}

/** Columns [from, to) of a row, from the top. */
export interface FoundCells {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** What a UTF-16 code unit of a line stands in. */
interface Cell {
  readonly row: number;
  readonly column: number;
  readonly width: number;
}

/** The words in the lines that read as the one that was found; none where it is not there. From the top. */
export function foundCells(
  lines: readonly (Line | undefined)[],
  { text: wanted, words }: FoundWords,
): readonly FoundCells[] {
  const found: FoundCells[] = [];
  for (let row = 0; row < lines.length;) {
    const { text, cells, rows } = wholeLine(lines, row);
    row += rows;
    if (!text.includes(wanted.trimEnd())) continue;
    for (const [start, end] of foundSpans(text, words))
      for (const cell of cells.slice(start, end)) {
        const last = found.at(-1);
        // A word may go on in the next row.
        if (last?.row === cell.row && last.to >= cell.column)
          found.splice(-1, 1, { ...last, to: cell.column + cell.width });
        else found.push({ row: cell.row, from: cell.column, to: cell.column + cell.width });
      }
  }
  return found;
}

/** A line with all the rows that it takes. */
function wholeLine(
  lines: readonly (Line | undefined)[],
  first: number,
): { readonly text: string; readonly cells: readonly Cell[]; readonly rows: number } {
  let text = '';
  const cells: Cell[] = [];
  let row = first;
  do {
    const line = lines[row];
    for (let column = 0; line && column < line.length;) {
      const { text: shown, width } = cellText(line, column);
      const part = shown || ' ';
      text += part;
      for (let unit = 0; unit < part.length; unit += 1) cells.push({ row, column, width });
      column += width;
    }
    row += 1;
  } while (lines[row]?.isWrapped);
  return { text, cells, rows: row - first };
}
