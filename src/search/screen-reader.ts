/** Reads what stands in the rows of a terminal, and tells it line by line: see `ScreenText`. */
import { Glyphs, hashOf, isSame, lineOf, Row, type RowCopy } from './screen-row.ts';
import type { AddLine, OwnTime } from './search-line.ts';

/** Rows of one line at most. */
const MAX_JOINED = 100;

export class ScreenReader {
  readonly glyphs = new Glyphs();
  readonly #add: AddLine;
  /** Written to since the last look. */
  #dirty: Row[] = [];
  /** Taken from the screen since the last look, with text that was not told. */
  #gone: Row[] = [];
  /** Rows that went up, of a line that is not all up yet. */
  #open: Row[] = [];
  /** Of the screen that is covered by the other: written to in the event that covered it. */
  #covered: Row[] = [];
  /** Empty ones, to be used again. */
  #pool: Row[] = [];

  constructor(add: AddLine) {
    this.#add = add;
  }

  /** An empty row. */
  newRow(cols: number): Row {
    const row = this.#pool.pop();
    return row?.codes.length === cols ? row : new Row(cols);
  }

  /** Something is written in a row. */
  touch(row: Row): void {
    if (row.dirty) return;
    row.dirty = true;
    this.#dirty.push(row);
  }

  /** The other screen covers `rows` at `time`: what was written in them at that very time is not seen before they are bared. */
  cover(rows: readonly Row[], time: OwnTime): void {
    const written = this.#dirty.filter(({ dirty }) => dirty);
    this.#covered = written.filter(({ touched }) => touched === time);
    this.#dirty = written.filter(({ touched }) => touched !== time);
    this.look(rows);
  }

  bare(time: OwnTime): void {
    for (const row of this.#covered) row.touched = time;
    this.#dirty.push(...this.#covered);
    this.#covered = [];
  }

  /** Nothing follows. `normal` and `other`: the rows of both screens. */
  end(normal: readonly Row[], other: readonly Row[]): void {
    // The rest of a line whose first rows went up.
    if (this.#open.length > 0)
      for (const row of normal) {
        if (!row.wrapped) break;
        this.#unlink(row);
        this.#open.push(row);
      }
    this.#closeOpen();
    for (const row of [...normal, ...other]) if (row.pending > 0) this.tell(row);
  }

  /** It went up, where it can still be read. `goesOn`: its line does, in the next row. */
  goUp(row: Row, goesOn: boolean): void {
    if (this.#loses(row)) this.tell(row);
    row.look();
    this.#open.push(row);
    if (!goesOn) this.#closeOpen();
  }

  #closeOpen(): void {
    if (this.#open.length === 0) return;
    if (this.#open.some(({ pending }) => pending > 0)) {
      const line = lineOf(this.#open, this.glyphs);
      if (line) this.#add(line);
    }
    for (const row of this.#open) {
      this.#unlink(row);
      row.reset();
      this.#pool.push(row);
    }
    this.#open = [];
  }

  /** It is nowhere any more; what could be read in it until now is told, unless it turns up in another row. */
  remove(row: Row): void {
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

  /** Takes what is on the screen, in `rows`, for read. */
  look(rows: readonly Row[]): void {
    const written = this.#dirty.filter(({ dirty }) => dirty);
    const losing = written.filter((row) => this.#loses(row));
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
        const from = lost
          .get(hashOf(row.codes))
          ?.find((one) => !found.has(one) && isSame(one.shown, row.codes));
        if (!from) continue;
        found.add(from);
        moves.set(row, from.copy());
      }
      // All of them before any changes: rows of one line are told together.
      for (const row of [...this.#gone, ...losing]) if (!found.has(row)) this.tell(row);
      this.#gone.forEach((row) => this.#unlink(row));
    }
    for (const row of written) row.look(moves.get(row));
    this.#dirty = [];
    this.#gone = [];
    if (written.length > 0) this.#link(rows);
  }

  /** Which rows are one line. */
  #link(rows: readonly Row[]): void {
    let above = this.#open.at(-1);
    for (const row of rows) {
      if (row.above) this.#unlink(row);
      if (row.wrapped && above) {
        row.above = above;
        above.below = row;
      }
      above = row;
    }
  }

  /**
   * Something that nobody was told of would be lost by the next look. Old text counts as well: with the new beside it, it
   * made words that were not told.
   */
  #loses(row: Row): boolean {
    if (row.pending > 0) return row.overwrites;
    if (!row.above && !row.below) return false;
    return rowsOfLine(row).some(({ pending }) => pending > 0) && row.overwrites;
  }

  /** Tells the line that a row is part of, as it was at the last look. */
  tell(row: Row): void {
    const rows = rowsOfLine(row);
    const line = lineOf(rows, this.glyphs);
    if (line) this.#add(line);
    for (const one of rows) one.settle();
  }
}

/** The rows of the line that a row was part of at the last look. */
function rowsOfLine(row: Row): readonly Row[] {
  if (!row.above && !row.below) return [row];
  let head = row;
  for (let steps = 0; head.above && steps < MAX_JOINED; steps++) head = head.above;
  const rows = [head];
  for (let next = head.below; next && rows.length < MAX_JOINED; next = next.below) rows.push(next);
  return rows;
}
