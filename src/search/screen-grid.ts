/** One of the two screens of a terminal: its rows, and where its cursor is. */
import { Row } from './screen-row.ts';

/** One of the two screens of a terminal. */
export class Grid {
  rows: Row[];
  cols: number;
  /** The cursor; `col` is that of the next character, and may be one beyond the last. */
  row = 0;
  col = 0;
  /** What scrolls: rows [top, bottom). */
  top = 0;
  bottom: number;
  /** Its row counts from the first that ever was on the screen, as xterm.js has it. */
  saved = { row: 0, col: 0 };
  /** Rows that went up, and can still be read. */
  above = 0;
  /** Rows that go up from it can still be read. */
  readonly keeps: boolean;

  constructor(cols: number, rows: number, keeps: boolean) {
    this.cols = cols;
    this.keeps = keeps;
    this.bottom = rows;
    this.rows = Array.from({ length: rows }, () => new Row(cols));
  }
}

/** `value` within [0, count). */
export function within(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}
