/**
 * What could be read on a terminal, line by line, without its looks. It follows the cursor as a terminal does, and looks
 * at the screen once a frame. A line is told when it goes up and away, when something in it that was not told yet is
 * written over, and at the end; what stays or only moves to another row is told once. Pure.
 */
import { Glyphs, hashOf, isSame, lineOf, Row, BLANK, HALF, type RowCopy } from './screen-row.ts';
import { widthOf } from './screen-width.ts';
import type { AddLine, OwnTime } from './search-line.ts';

/** Microseconds from one look to the next: what is gone sooner nobody saw. */
const FRAME = 40_000;

/** One of the two screens of a terminal. */
class Grid {
  rows: Row[];
  cols: number;
  /** The cursor; `col` is that of the next character, and may be one beyond the last. */
  row = 0;
  col = 0;
  /** What scrolls: rows [top, bottom). */
  top = 0;
  bottom: number;
  saved = { row: 0, col: 0 };
  /** Rows that go up from it can still be read. */
  readonly keeps: boolean;

  constructor(cols: number, rows: number, keeps: boolean) {
    this.cols = cols;
    this.keeps = keeps;
    this.bottom = rows;
    this.rows = Array.from({ length: rows }, () => new Row(cols));
  }
}

export class ScreenText {
  readonly #add: AddLine;
  readonly #glyphs = new Glyphs();
  #normal: Grid;
  #other: Grid;
  #grid: Grid;
  #time: OwnTime = 0;
  #lookAt = -Infinity;
  /** Of both screens, since the last look. */
  #dirty: Row[] = [];
  /** Taken from the screen since the last look, with text that was not told. */
  #gone: Row[] = [];
  /** Rows that went up, of a line that is not all up yet. */
  #open: Row[] = [];
  #pool: Row[] = [];
  wraps = true;
  inserts = false;

  constructor(cols: number, rows: number, add: AddLine) {
    this.#add = add;
    this.#normal = new Grid(cols, rows, true);
    this.#other = new Grid(cols, rows, false);
    this.#grid = this.#normal;
  }

  /** What follows happens at `time`, which is not before the last. */
  at(time: OwnTime): void {
    if (time - this.#lookAt >= FRAME) {
      this.#look();
      this.#lookAt = time;
    }
    this.#time = time;
  }

  /** Nothing follows. */
  end(): void {
    this.#look();
    // The rest of a line whose first rows went up.
    if (this.#open.length > 0)
      for (const row of this.#normal.rows) {
        if (!row.wrapped) break;
        this.#unlink(row);
        this.#open.push(row);
      }
    this.#closeOpen();
    for (const { rows } of [this.#normal, this.#other])
      for (const row of rows) if (row.pending > 0) this.#tell(row);
  }

  /** Writes data[from, to), of which each character is one cell wide. */
  writeNarrow(data: string, from: number, to: number): void {
    for (let at = from; at < to;) {
      const grid = this.#grid;
      const row = this.#rowToWrite();
      const count = Math.min(to - at, grid.cols - grid.col);
      if (this.inserts) row.codes.copyWithin(grid.col + count, grid.col);
      this.#splitHalves(row, grid.col, grid.col + count);
      for (let cell = 0; cell < count; cell++) row.codes[grid.col + cell] = data.charCodeAt(at + cell);
      grid.col += count;
      at += count;
    }
  }

  write(code: number): void {
    const width = widthOf(code);
    const grid = this.#grid;
    if (width === 0) {
      this.#mark(code);
      return;
    }
    if (width === 2 && grid.col === grid.cols - 1 && this.wraps) grid.col = grid.cols;
    const row = this.#rowToWrite();
    if (grid.col + width > grid.cols) return;
    if (this.inserts) row.codes.copyWithin(grid.col + width, grid.col);
    this.#splitHalves(row, grid.col, grid.col + width);
    row.codes[grid.col] = code;
    if (width === 2) row.codes[grid.col + 1] = HALF;
    grid.col += width;
  }

  /** Of a wide character of which one half is written over, the other is empty. */
  #splitHalves({ codes }: Row, from: number, to: number): void {
    if (codes[from] === HALF) codes[from - 1] = BLANK;
    if (codes[to] === HALF) codes[to] = BLANK;
  }

  /** An accent belongs to the character before it. */
  #mark(code: number): void {
    const { col, row } = this.#grid;
    const codes = this.#grid.rows[row]?.codes;
    const cell = codes?.[col - 1] === HALF ? col - 2 : col - 1;
    const before = codes?.[cell];
    if (!codes || before === undefined || before === BLANK) return;
    codes[cell] = this.#glyphs.joined(before, code);
    this.#touch(row);
  }

  /** The row that the next character goes to: the next one where this is full. */
  #rowToWrite(): Row {
    const grid = this.#grid;
    if (grid.col >= grid.cols) {
      if (this.wraps) {
        grid.col = 0;
        this.lineFeed();
        const row = this.#touch(grid.row);
        row.wrapped = true;
        return row;
      }
      grid.col = grid.cols - 1;
    }
    return this.#touch(grid.row);
  }

  #touch(index: number): Row {
    const grid = this.#grid;
    const row = grid.rows[index] ?? (grid.rows[index] = new Row(grid.cols));
    row.touched = this.#time;
    if (!row.dirty) {
      row.dirty = true;
      this.#dirty.push(row);
    }
    return row;
  }

  get cursor(): { readonly row: number; readonly col: number } {
    return { row: this.#grid.row, col: Math.min(this.#grid.col, this.#grid.cols - 1) };
  }

  get size(): { readonly rows: number; readonly cols: number } {
    return { rows: this.#grid.rows.length, cols: this.#grid.cols };
  }

  moveTo(row: number, col: number): void {
    const grid = this.#grid;
    grid.row = within(row, grid.rows.length);
    grid.col = within(col, grid.cols);
  }

  /** Up or down, not out of what scrolls if it is in it. */
  moveRows(count: number): void {
    const { row, top, bottom, rows } = this.#grid;
    const low = row >= top ? top : 0;
    const high = row < bottom ? bottom : rows.length;
    this.moveTo(Math.min(high - 1, Math.max(low, row + count)), this.cursor.col);
  }

  carriageReturn(): void {
    this.#grid.col = 0;
  }

  lineFeed(): void {
    const grid = this.#grid;
    if (grid.row === grid.bottom - 1) this.scroll(1);
    else if (grid.row < grid.rows.length - 1) grid.row += 1;
    const row = grid.rows[grid.row];
    // What is written here next begins a line, unless the one above is too long.
    if (row) row.wrapped = false;
  }

  reverseLineFeed(): void {
    const grid = this.#grid;
    if (grid.row === grid.top) this.scroll(-1);
    else if (grid.row > 0) grid.row -= 1;
  }

  tab(count: number): void {
    const { row, col } = this.cursor;
    const step = count < 0 ? Math.ceil(col / 8) + count : Math.floor(col / 8) + count;
    this.moveTo(row, step * 8);
  }

  save(): void {
    this.#grid.saved = this.cursor;
  }

  restore(): void {
    this.moveTo(this.#grid.saved.row, this.#grid.saved.col);
  }

  /** What scrolls are rows [top, bottom). */
  setRegion(top: number, bottom: number): void {
    const grid = this.#grid;
    const last = Math.min(bottom, grid.rows.length);
    if (top < 0 || top >= last - 1) return;
    grid.top = top;
    grid.bottom = last;
    this.moveTo(0, 0);
  }

  /** Scrolls what scrolls: up for a positive count. */
  scroll(count: number): void {
    const grid = this.#grid;
    if (count > 0) for (let left = Math.min(count, grid.bottom - grid.top); left > 0; left--) this.#scrollUp(grid);
    else this.#shift(grid.top, -count);
  }

  #scrollUp(grid: Grid): void {
    const [row] = grid.rows.splice(grid.top, 1);
    grid.rows.splice(grid.bottom - 1, 0, this.#newRow());
    if (!row) return;
    if (grid.keeps && grid.top === 0) this.#goUp(row, grid.rows[0]?.wrapped === true);
    else this.#remove(row);
  }

  /** Puts empty rows in at `at`; those that are pushed out of what scrolls are gone. */
  #shift(at: number, count: number): void {
    const grid = this.#grid;
    for (let left = Math.min(count, grid.bottom - at); left > 0; left--) {
      const [row] = grid.rows.splice(grid.bottom - 1, 1);
      grid.rows.splice(at, 0, this.#newRow());
      if (row) this.#remove(row);
    }
  }

  insertRows(count: number): void {
    const { row, top, bottom } = this.#grid;
    if (row >= top && row < bottom) this.#shift(row, count);
  }

  deleteRows(count: number): void {
    const grid = this.#grid;
    if (grid.row < grid.top || grid.row >= grid.bottom) return;
    for (let left = Math.min(count, grid.bottom - grid.row); left > 0; left--) {
      const [row] = grid.rows.splice(grid.row, 1);
      grid.rows.splice(grid.bottom - 1, 0, this.#newRow());
      if (row) this.#remove(row);
    }
  }

  insertCells(count: number): void {
    const { row, col } = this.cursor;
    const { codes } = this.#touch(row);
    codes.copyWithin(col + count, col);
    codes.fill(BLANK, col, col + count);
  }

  deleteCells(count: number): void {
    const { row, col } = this.cursor;
    const { codes } = this.#touch(row);
    codes.copyWithin(col, col + count);
    codes.fill(BLANK, Math.max(col, codes.length - count));
  }

  /** Empties cells [from, to) of the cursor's row. */
  eraseCells(from: number, to: number): void {
    const row = this.#touch(this.#grid.row);
    this.#splitHalves(row, from, Math.min(to, row.codes.length));
    row.codes.fill(BLANK, from, to);
    if (from === 0) row.wrapped = false;
  }

  /** Empties rows [from, to). */
  eraseRows(from: number, to: number): void {
    for (let index = from; index < Math.min(to, this.#grid.rows.length); index++) {
      const row = this.#touch(index);
      row.codes.fill(BLANK);
      row.wrapped = false;
    }
  }

  /** `alternate`: the screen that programs take for themselves; it begins empty, and is gone afterwards. */
  showScreen(alternate: boolean): void {
    const next = alternate ? this.#other : this.#normal;
    if (next === this.#grid) return;
    const { row, col } = this.#grid;
    this.#grid = next;
    if (alternate) {
      next.top = 0;
      next.bottom = next.rows.length;
      [next.row, next.col] = [row, Math.min(col, next.cols - 1)];
      return;
    }
    this.#clear(this.#other);
  }

  /** As when it was switched on. */
  reset(): void {
    this.#clear(this.#normal);
    this.#clear(this.#other);
    for (const grid of [this.#normal, this.#other]) {
      [grid.row, grid.col, grid.top, grid.bottom] = [0, 0, 0, grid.rows.length];
      grid.saved = { row: 0, col: 0 };
    }
    this.#grid = this.#normal;
    [this.wraps, this.inserts] = [true, false];
  }

  resize(cols: number, rows: number): void {
    this.#look();
    for (const grid of [this.#normal, this.#other]) {
      while (grid.rows.length > rows) {
        // Empty rows below the cursor go first.
        const below = grid.rows.length - 1 > grid.row;
        const [row] = grid.rows.splice(below ? -1 : 0, 1);
        if (!below) grid.row -= 1;
        if (row) this.#remove(row);
      }
      while (grid.rows.length < rows) grid.rows.push(new Row(grid.cols));
      if (cols !== grid.cols) grid.rows = grid.rows.map((row) => this.#resized(row, cols));
      grid.cols = cols;
      [grid.top, grid.bottom] = [0, rows];
      grid.row = within(grid.row, rows);
      grid.col = Math.min(grid.col, cols - 1);
    }
    this.#pool = [];
    this.#look();
  }

  #resized(row: Row, cols: number): Row {
    if (row.pending > 0) this.#tell(row);
    const next = new Row(cols);
    for (const name of ['codes', 'shown', 'whens', 'fresh'] as const) next[name].set(row[name].subarray(0, cols));
    next.wrapped = row.wrapped;
    return next;
  }

  #clear(grid: Grid): void {
    const gone = grid.rows;
    grid.rows = gone.map(() => new Row(grid.cols));
    for (const row of gone) this.#remove(row);
  }

  #newRow(): Row {
    const row = this.#pool.pop() ?? new Row(this.#grid.cols);
    row.touched = this.#time;
    return row;
  }

  /** It went up, where it can still be read. */
  #goUp(row: Row, goesOn: boolean): void {
    if (row.loses) this.#tell(row);
    row.look();
    this.#unlink(row);
    this.#open.push(row);
    if (!goesOn) this.#closeOpen();
  }

  #closeOpen(): void {
    if (this.#open.length === 0) return;
    if (this.#open.some(({ pending }) => pending > 0)) {
      const line = lineOf(this.#open, this.#glyphs);
      if (line) this.#add(line);
    }
    for (const row of this.#open) {
      row.reset();
      if (row.codes.length === this.#grid.cols) this.#pool.push(row);
    }
    this.#open = [];
  }

  /** It is nowhere any more; what could be read in it until now is told, unless it turns up in another row. */
  #remove(row: Row): void {
    row.dirty = false;
    if (row.pending > 0) this.#gone.push(row);
    else this.#unlink(row);
  }

  #unlink(row: Row): void {
    if (row.above?.below === row) row.above.below = undefined;
    if (row.below?.above === row) row.below.above = undefined;
    row.above = undefined;
    row.below = undefined;
  }

  /** Takes what is on the screen for read. */
  #look(): void {
    const written = this.#dirty.filter(({ dirty }) => dirty);
    const losing = written.filter((row) => row.loses);
    const moves = new Map<Row, RowCopy>();
    if (losing.length + this.#gone.length > 0) {
      const lost = new Map<number, Row[]>();
      for (const row of [...this.#gone, ...losing]) {
        const hash = hashOf(row.shown);
        lost.set(hash, [...(lost.get(hash) ?? []), row]);
      }
      const found = new Set<Row>();
      for (const row of written) {
        if (isSame(row.codes, row.shown)) continue;
        const from = lost.get(hashOf(row.codes))?.find((one) => !found.has(one) && isSame(one.shown, row.codes));
        if (!from) continue;
        found.add(from);
        moves.set(row, from.copy());
      }
      // All of them before any changes: rows of one line are told together.
      for (const row of [...this.#gone, ...losing]) if (row.pending > 0 && !found.has(row)) this.#tell(row);
      this.#gone.forEach((row) => this.#unlink(row));
    }
    for (const row of written) row.look(moves.get(row));
    this.#dirty = [];
    this.#gone = [];
    if (written.length > 0) this.#link();
  }

  /** Which rows are one line. */
  #link(): void {
    let above: Row | undefined;
    for (const row of this.#grid.rows) {
      if (row.above) this.#unlink(row);
      if (row.wrapped && above) {
        row.above = above;
        above.below = row;
      }
      above = row;
    }
  }

  /** Tells the line that a row is part of, as it was at the last look. */
  #tell(row: Row): void {
    let head = row;
    for (let steps = 0; head.above && steps < MAX_JOINED; steps++) head = head.above;
    const rows = [head];
    for (let next = head.below; next && rows.length < MAX_JOINED; next = next.below) rows.push(next);
    const line = lineOf(rows, this.#glyphs);
    if (line) this.#add(line);
    for (const one of rows) one.settle();
  }
}

/** Rows of one line at most. */
const MAX_JOINED = 100;

function within(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}
