/** One row of a terminal: what stood in its cells at the last look, and since when. Pure. */
import { CODE, IS_COMBINED, NARROW, WIDTH_SHIFT, type Line } from '../trace/emulator/lines.ts';
import type { OwnTime, Piece, SearchLine } from './search-line.ts';

/** Code of an empty cell, and of a blank. */
const BLANK = 32;
/** Code of the right half of a wide character. */
const HALF = 0xffff_ffff;

/** What stands in the cells of a row: code points, and the numbers that `Glyphs` gives to clusters of them. */
export type Cells = Uint32Array;

export class Row {
  /** At the last look: the text of this is what could be read. */
  readonly shown: Cells;
  /** Since when each of them stands there. */
  readonly #whens: Float64Array;
  /** 1: it is part of no line yet that was told. */
  readonly #fresh: Uint8Array;
  /** What all of its text has in common, which the cells then do not know. */
  #all: { readonly time: OwnTime; readonly fresh: boolean } | undefined;
  /** Above 0: some are fresh. */
  pending = 0;
  /** Beyond the last cell that holds text. */
  end = 0;
  /** It went on from the row above. */
  wrapped = false;
  readonly alone: readonly Row[] = [this];
  /** All rows of its line, in order, itself among them. */
  line = this.alone;
  /** What stands there now, to be looked at, where that `changed`. */
  readonly next: Cells;
  changed = false;
  nextEnd = 0;
  nextWrapped = false;

  constructor(cols: number) {
    this.shown = new Uint32Array(cols).fill(BLANK);
    this.next = new Uint32Array(cols);
    this.#whens = new Float64Array(cols);
    this.#fresh = new Uint8Array(cols);
  }

  get isBlank(): boolean {
    return this.end === 0;
  }

  /** Text that could be read until now is not there any more. */
  get overwrites(): boolean {
    return this.changed && hasOther(this.shown, this.next, this.end);
  }

  /** Text is there that was not. */
  get writes(): boolean {
    return this.changed && hasOther(this.next, this.shown, this.nextEnd);
  }

  /** An empty row again, that is part of no line. */
  reset(): void {
    this.settle();
    this.#all = undefined;
    this.shown.fill(BLANK, 0, this.end);
    this.end = 0;
    this.line = this.alone;
    this.wrapped = false;
    this.changed = false;
  }

  /** Takes what stands in the cells at `time`. */
  look(time: OwnTime): void {
    const { next, shown } = this;
    this.wrapped = this.nextWrapped;
    if (!this.changed) return;
    this.changed = false;
    const before = this.end;
    this.end = this.nextEnd;
    if (before === 0) {
      shown.set(next);
      this.#all = { time, fresh: true };
      this.pending = this.end;
      return;
    }
    this.#spread(before);
    const end = Math.max(before, this.end);
    for (let cell = 0; cell < end; cell++) {
      const code = next[cell] ?? BLANK;
      if (code === shown[cell]) continue;
      const isText = code !== BLANK && code !== HALF ? 1 : 0;
      this.pending += isText - (this.#fresh[cell] ?? 0);
      shown[cell] = code;
      this.#whens[cell] = time;
      this.#fresh[cell] = isText;
    }
  }

  /** Has each cell know what all of them have in common. `end`: of the text. */
  #spread(end: number): void {
    const all = this.#all;
    if (!all) return;
    this.#all = undefined;
    this.#whens.fill(all.time, 0, end);
    this.#fresh.fill(0);
    this.pending = 0;
    if (!all.fresh) return;
    for (let cell = 0; cell < end; cell++) {
      const code = this.shown[cell];
      if (code === BLANK || code === HALF) continue;
      this.#fresh[cell] = 1;
      this.pending += 1;
    }
  }

  /** All of it was told. */
  settle(): void {
    if (this.pending === 0) return;
    this.pending = 0;
    if (this.#all) this.#all = { ...this.#all, fresh: false };
    else this.#fresh.fill(0);
  }

  /** Adds its text to a line. `isLast`: blanks at its end are no part of it. */
  addTo(line: LineText, glyphs: Glyphs, isLast: boolean): void {
    const { shown } = this;
    const end = isLast ? this.end : shown.length;
    if (this.#all) {
      line.mark(this.#all.time, this.#all.fresh);
      line.text += textOf(shown, 0, end, glyphs);
      return;
    }
    let from = 0;
    for (let cell = 0; cell < end; cell++) {
      const code = shown[cell];
      // Blanks have no time of their own.
      if (code === BLANK || code === HALF) continue;
      const time = this.#whens[cell] ?? 0;
      const fresh = this.#fresh[cell] === 1;
      if (line.goesOn(time, fresh)) continue;
      line.text += textOf(shown, from, cell, glyphs);
      line.mark(time, fresh);
      from = cell;
    }
    line.text += textOf(shown, from, end, glyphs);
  }
}

/** The text of a line as it is put together. */
class LineText {
  text = '';
  /** Of the last piece. */
  #time: OwnTime | undefined;
  #isFresh = false;
  #latest: OwnTime = -Infinity;
  #isStale = false;
  readonly #pieces: Piece[] = [];

  /** What follows is part of the last piece. */
  goesOn(time: OwnTime, fresh: boolean): boolean {
    return time === this.#time && fresh === this.#isFresh;
  }

  /** What follows came at `time`. */
  mark(time: OwnTime, fresh: boolean): void {
    if (this.goesOn(time, fresh)) return;
    this.#pieces.push({ from: this.#time === undefined ? 0 : this.text.length, time, fresh });
    this.#time = time;
    this.#isFresh = fresh;
    if (fresh) this.#latest = Math.max(this.#latest, time);
    else this.#isStale = true;
  }

  /** Undefined where nothing of it is new. */
  get line(): SearchLine | undefined {
    if (this.#latest === -Infinity) return undefined;
    const pieces = this.#pieces.length === 1 && !this.#isStale ? undefined : this.#pieces;
    return { time: this.#latest, text: this.text, pieces };
  }
}

/** Rows that make up one line, as they were at the last look; undefined where nothing of it is new. */
export function lineOf(rows: readonly Row[], glyphs: Glyphs): SearchLine | undefined {
  const line = new LineText();
  // Within a line that goes on, blanks at the end of a row are part of it.
  const last = rows.at(-1);
  for (const row of rows) row.addTo(line, glyphs, row === last);
  return line.line;
}

/** The text of rows that make up one line, whether it is new or not. */
export function lineText(rows: readonly Row[], glyphs: Glyphs): string {
  return rows
    .map(({ shown }) => textOf(shown, 0, shown.length, glyphs))
    .join('')
    .trimEnd();
}

/** What can be read in a line of xterm.js, as its `translateToString` has it. Returns where the text ends. */
export function readCells(line: Line | undefined, cells: Cells, glyphs: Glyphs): number {
  let end = 0;
  const data = line?._data;
  const length = Math.min(line?.length ?? 0, cells.length);
  for (let cell = 0; cell < length; cell++) {
    const content = data?.[cell * 3] ?? 0;
    cells[cell] =
      content & IS_COMBINED ? glyphs.codeOf(line?._combined[cell] ?? '') : content & CODE || BLANK;
    if (cells[cell] !== BLANK) end = cell + 1;
    if (content >>> WIDTH_SHIFT !== 2 || cell + 1 >= length) continue;
    cell += 1;
    cells[cell] = HALF;
    end = cell + 1;
  }
  cells.fill(BLANK, length);
  return end;
}

/** Whether a line of xterm.js still reads as `cells`. */
export function readsAs(line: Line | undefined, cells: Cells, glyphs: Glyphs): boolean {
  const data = line?._data;
  if (!data || line.length < cells.length) return false;
  for (let cell = 0, at = 0; cell < cells.length; cell++, at += 3) {
    const content = data[at] ?? 0;
    // As it mostly is.
    if (content === ((cells[cell] ?? 0) | NARROW)) continue;
    if (content & IS_COMBINED) {
      if (cells[cell] !== glyphs.codeOf(line._combined[cell] ?? '')) return false;
    } else if (cells[cell] !== (content & CODE || BLANK)) return false;
    if (content >>> WIDTH_SHIFT !== 2 || cell + 1 >= cells.length) continue;
    cell += 1;
    at += 3;
    if (cells[cell] !== HALF) return false;
  }
  return true;
}

/** The text of cells [from, to). */
export function textOf(cells: Cells, from: number, to: number, glyphs: Glyphs): string {
  let text = '';
  for (let cell = from; cell < to; cell++) {
    const code = cells[cell] ?? BLANK;
    if (code < 0x1_0000) text += String.fromCharCode(code);
    else if (code !== HALF) text += glyphs.textOf(code);
  }
  return text;
}

/** Whether a cell of `one` before `end` holds text that `other` does not hold there. */
function hasOther(one: Cells, other: Cells, end: number): boolean {
  for (let cell = 0; cell < end; cell++) if (one[cell] !== other[cell] && one[cell] !== BLANK) return true;
  return false;
}

/** Equal for equal cells [0, end). */
export function hashOf(cells: Cells, end: number): number {
  let hash = 0x811c_9dc5;
  // Some of them are enough to tell most rows apart.
  const step = 1 + (end >>> 4);
  for (let cell = 0; cell < end; cell += step) hash = Math.imul(hash ^ (cells[cell] ?? 0), 0x0100_0193);
  return hash >>> 0;
}

/** Whether cells [0, end) are equal. */
export function isSame(a: Cells, b: Cells, end: number): boolean {
  for (let cell = 0; cell < end; cell++) if (a[cell] !== b[cell]) return false;
  return true;
}

/** Codes of more than one code point: a letter with its accents. */
export class Glyphs {
  readonly #clusters: string[] = [];
  readonly #codes = new Map<string, number>();

  /** The code of the text of one cell; that of its first character where there would be too many. */
  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (text.length > MAX_CLUSTER || this.#clusters.length >= MAX_CLUSTERS)
      return text.codePointAt(0) ?? BLANK;
    const made = FIRST_CLUSTER + this.#clusters.length;
    this.#clusters.push(text);
    this.#codes.set(text, made);
    return made;
  }

  textOf(code: number): string {
    return code < FIRST_CLUSTER ? String.fromCodePoint(code) : (this.#clusters[code - FIRST_CLUSTER] ?? '');
  }
}

/** Above all code points. */
const FIRST_CLUSTER = 0x20_0000;
const MAX_CLUSTER = 16;
const MAX_CLUSTERS = 100_000;
