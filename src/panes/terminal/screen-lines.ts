/** Lines of a terminal as the page has them. Pure. */
import {
  CODE,
  FIRST_PRINTABLE,
  HAS_FURTHER,
  IS_COMBINED,
  LAST_PRINTABLE,
  LineReader,
  NARROW,
  WIDTH_SHIFT,
  type Further,
  type Line,
} from '../../trace/emulator/lines.ts';

/** Lines that were sent, from the first. */
export function readLines(bytes: Uint8Array): readonly Line[] {
  const reader = new LineReader(bytes, (ext, url): Further => ({ _ext: ext, _urlId: url }));
  const lines: Line[] = [];
  while (!reader.atEnd) {
    const line: Line = { length: 0, isWrapped: false, _data: NO_CELLS, _combined: {}, _extendedAttrs: {} };
    reader.readInto(line);
    lines.push(line);
  }
  return lines;
}

const NO_CELLS = new Uint32Array(0);

/** What a cell holds. */
export interface CellText {
  /** '' where nothing was ever written. */
  readonly text: string;
  /** In columns: 1 or 2. */
  readonly width: number;
}

/** What stands in a column. A wide character's second column is empty, and is not asked for: see `width`. */
export function cellText(line: Line, column: number): CellText {
  const content = line._data[column * 3] ?? 0;
  const code = content & CODE;
  const text =
    content & IS_COMBINED ? (line._combined[column] ?? '') : code === 0 ? '' : String.fromCodePoint(code);
  return { text, width: cellWidth(line, column) };
}

/** See `CellText.width`. */
export function cellWidth({ _data }: Line, column: number): number {
  return (_data[column * 3] ?? 0) >> WIDTH_SHIFT || 1;
}

/** What stands in a column that holds a printable character of ASCII, or nothing; undefined where it is another. */
export function asciiAt({ _data }: Line, column: number): string | undefined {
  const code = (_data[column * 3] ?? 0) ^ NARROW;
  if (code === 0) return ' ';
  return code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE ? String.fromCharCode(code) : undefined;
}

/** Its text up to the last column that was written, as xterm.js' `translateToString` has it. */
export function lineText(line: Line): string {
  let text = '';
  let blanks = '';
  for (let column = 0; column < line.length;) {
    const cell = cellText(line, column);
    if (cell.text === '') blanks += ' ';
    else {
      text += blanks + cell.text;
      blanks = '';
    }
    column += cell.width;
  }
  return text;
}

/** What a cell has besides its numbers. */
export function furtherOf({ _data, _extendedAttrs }: Line, column: number): Further | undefined {
  return (_data[column * 3 + 2] ?? 0) & HAS_FURTHER ? _extendedAttrs[column] : undefined;
}

/** Whether two lines look the same in every column. */
export function looksAlike(one: Line | undefined, other: Line | undefined): boolean {
  if (one === other) return true;
  if (one?.length !== other?.length || !one || !other) return false;
  const { length } = one._data;
  for (let place = 0; place < length; place++) if (one._data[place] !== other._data[place]) return false;
  for (let column = 0; column < one.length; column++) {
    if (one._combined[column] !== other._combined[column]) return false;
    const [mine, its] = [furtherOf(one, column), furtherOf(other, column)];
    if (mine?._ext !== its?._ext || mine?._urlId !== its?._urlId) return false;
  }
  return true;
}
