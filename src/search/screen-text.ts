/**
 * What could be read on a terminal, line by line, without its looks. It follows the cursor as a terminal does, and looks
 * at the screen once a frame. A line is told when it goes up and away, when something in it that was not told yet is
 * written over, and at the end; what stays or only moves to another row is told once. Pure.
 */
import { Grid, within } from './screen-grid.ts';
import { ScreenReader } from './screen-reader.ts';
import { BLANK, HALF, Row } from './screen-row.ts';
import { widthOf } from './screen-width.ts';
import type { AddLine, OwnTime } from './search-line.ts';

/** Microseconds from one look to the next: what is gone sooner nobody saw. */
const FRAME = 40_000;

export class ScreenText {
  readonly #reader: ScreenReader;
  #normal: Grid;
  #other: Grid;
  #grid: Grid;
  #time: OwnTime = 0;
  #lookAt = -Infinity;
  wraps = true;
  inserts = false;

  constructor(cols: number, rows: number, add: AddLine) {
    this.#reader = new ScreenReader(add);
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
    this.#reader.end(this.#normal.rows, this.#other.rows);
  }

  #look(): void {
    this.#reader.look(this.#grid.rows);
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
    if (width === 2 && grid.col === grid.cols - 1 && this.wraps) {
      this.eraseCells(grid.col, grid.cols);
      grid.col = grid.cols;
    }
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
    codes[cell] = this.#reader.glyphs.joined(before, code);
    this.#touch(row);
  }

  /** The row that the next character goes to: the next one where this is full. */
  #rowToWrite(): Row {
    const grid = this.#grid;
    if (grid.col >= grid.cols) {
      if (this.wraps) {
        this.lineFeed();
        grid.col = 0;
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
    this.#reader.touch(row);
    return row;
  }

  get cursor(): { readonly row: number; readonly col: number } {
    return { row: this.#grid.row, col: Math.min(this.#grid.col, this.#grid.cols - 1) };
  }

  /** The row is full: what is written next goes to the one below. */
  get isFull(): boolean {
    return this.#grid.col >= this.#grid.cols;
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
    this.#leaveEdge();
    if (grid.row === grid.bottom - 1) this.#scrollUp(grid, grid.keeps && grid.top === 0);
    else if (grid.row < grid.rows.length - 1) grid.row += 1;
    const row = grid.rows[grid.row];
    // What is written here next begins a line, unless the one above is too long.
    if (row) row.wrapped = false;
  }

  reverseLineFeed(): void {
    const grid = this.#grid;
    this.#leaveEdge();
    if (grid.row === grid.top) this.scroll(-1);
    else if (grid.row > 0) grid.row -= 1;
  }

  tab(count: number): void {
    if (count > 0 && this.isFull) return;
    const { row, col } = this.cursor;
    const step = count < 0 ? Math.ceil(col / 8) + count : Math.floor(col / 8) + count;
    this.moveTo(row, step * 8);
  }

  save(): void {
    const { row, col } = this.cursor;
    this.#grid.saved = { row: this.#grid.above + row, col };
  }

  restore(): void {
    const { saved, above } = this.#grid;
    this.moveTo(saved.row - above, saved.col);
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

  /** Scrolls what scrolls: up for a positive count. What goes up by this cannot be read any more. */
  scroll(count: number): void {
    const grid = this.#grid;
    if (count > 0)
      for (let left = Math.min(count, grid.bottom - grid.top); left > 0; left--) this.#scrollUp(grid, false);
    else this.#shift(grid.top, -count);
  }

  #scrollUp(grid: Grid, keeps: boolean): void {
    const [row] = grid.rows.splice(grid.top, 1);
    grid.rows.splice(grid.bottom - 1, 0, this.#newRow());
    if (!row) return;
    if (keeps) {
      grid.above += 1;
      this.#reader.goUp(row, grid.rows[0]?.wrapped === true);
    } else this.#reader.remove(row);
  }

  /** Puts empty rows in at `at`; those that are pushed out of what scrolls are gone. */
  #shift(at: number, count: number): void {
    const grid = this.#grid;
    for (let left = Math.min(count, grid.bottom - at); left > 0; left--) {
      const [row] = grid.rows.splice(grid.bottom - 1, 1);
      grid.rows.splice(at, 0, this.#newRow());
      if (row) this.#reader.remove(row);
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
      if (row) this.#reader.remove(row);
    }
  }

  /** The cursor stands in the last cell again, where the row was full. */
  #leaveEdge(): ScreenText['cursor'] {
    const { cursor } = this;
    this.#grid.col = cursor.col;
    return cursor;
  }

  insertCells(count: number): void {
    const { row, col } = this.#leaveEdge();
    const touched = this.#touch(row);
    const { codes } = touched;
    this.#splitHalves(touched, col, col);
    codes.copyWithin(col + count, col);
    codes.fill(BLANK, col, col + count);
  }

  deleteCells(count: number): void {
    const { row, col } = this.#leaveEdge();
    const touched = this.#touch(row);
    const { codes } = touched;
    this.#splitHalves(touched, col, col + count);
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
    if (alternate) this.#reader.cover(this.#grid.rows, this.#time);
    else this.#reader.bare(this.#time);
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
      [grid.saved, grid.above] = [{ row: 0, col: 0 }, 0];
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
        if (row) this.#reader.remove(row);
      }
      while (grid.rows.length < rows) grid.rows.push(new Row(grid.cols));
      if (cols !== grid.cols) grid.rows = grid.rows.map((row) => this.#resized(row, cols));
      grid.cols = cols;
      [grid.top, grid.bottom] = [0, rows];
      grid.row = within(grid.row, rows);
      grid.col = Math.min(grid.col, cols - 1);
    }
    this.#look();
  }

  #resized(row: Row, cols: number): Row {
    if (row.pending > 0) this.#reader.tell(row);
    const next = new Row(cols);
    for (const name of ['codes', 'shown', 'whens', 'fresh'] as const)
      next[name].set(row[name].subarray(0, cols));
    next.wrapped = row.wrapped;
    return next;
  }

  #clear(grid: Grid): void {
    const gone = grid.rows;
    grid.rows = gone.map(() => new Row(grid.cols));
    for (const row of gone) this.#reader.remove(row);
  }

  #newRow(): Row {
    const row = this.#reader.newRow(this.#grid.cols);
    row.touched = this.#time;
    return row;
  }
}
