/** One row of a terminal: what stands in its cells, and since when. Pure. */
import type { OwnTime, Piece, SearchLine } from './search-line.ts';

/** Code of an empty cell, and of a blank. */
export const BLANK = 32;
/** Code of the right half of a wide character. */
export const HALF = 0xffff_ffff;

/** As it was at the last look, for good. */
export interface RowCopy {
  readonly shown: Uint32Array;
  readonly whens: Float64Array;
  readonly fresh: Uint8Array;
  readonly pending: number;
}

export class Row {
  /** Code points, and the numbers that `Glyphs` gives to clusters of them, as they stand now. */
  readonly codes: Uint32Array;
  /** It goes on from the row above. */
  wrapped = false;
  /** Something in it was written since the last look. */
  dirty = false;
  /** When something in it was written last. */
  touched: OwnTime = 0;
  /** At the last look; the text of this is what could be read. */
  readonly shown: Uint32Array;
  /** Since when each of them stands there. */
  readonly whens: Float64Array;
  /** 1: it is part of no line yet that was told. */
  readonly fresh: Uint8Array;
  /** How many are fresh. */
  pending = 0;
  /** Rows of the same line at the last look. */
  above: Row | undefined;
  below: Row | undefined;

  constructor(cols: number) {
    this.codes = new Uint32Array(cols).fill(BLANK);
    this.shown = new Uint32Array(cols).fill(BLANK);
    this.whens = new Float64Array(cols);
    this.fresh = new Uint8Array(cols);
  }

  /** An empty row again. */
  reset(): void {
    this.codes.fill(BLANK);
    this.shown.fill(BLANK);
    this.fresh.fill(0);
    this.wrapped = false;
    this.dirty = false;
    this.pending = 0;
    this.above = undefined;
    this.below = undefined;
  }

  /** Text that could be read until now is not there any more. */
  get overwrites(): boolean {
    const { codes, shown } = this;
    for (let cell = 0; cell < codes.length; cell++)
      if (codes[cell] !== shown[cell] && shown[cell] !== BLANK) return true;
    return false;
  }

  /** Takes what stands in the cells now. `moved`: a row that held the very same until now, and where it comes from. */
  look(moved?: RowCopy): void {
    const { codes, shown, whens, fresh } = this;
    this.dirty = false;
    if (moved) {
      shown.set(moved.shown);
      whens.set(moved.whens);
      fresh.set(moved.fresh);
      this.pending = moved.pending;
      return;
    }
    for (let cell = 0; cell < codes.length; cell++) {
      const code = codes[cell] ?? BLANK;
      if (code === shown[cell]) continue;
      const isText = code !== BLANK && code !== HALF ? 1 : 0;
      this.pending += isText - (fresh[cell] ?? 0);
      shown[cell] = code;
      whens[cell] = this.touched;
      fresh[cell] = isText;
    }
  }

  copy(): RowCopy {
    const { shown, whens, fresh, pending } = this;
    return { shown: shown.slice(), whens: whens.slice(), fresh: fresh.slice(), pending };
  }

  /** All of it was told. */
  settle(): void {
    if (this.pending === 0) return;
    this.fresh.fill(0);
    this.pending = 0;
  }
}

/** Equal for equal cells. */
export function hashOf(cells: Uint32Array): number {
  let hash = 0x811c_9dc5;
  for (const cell of cells) hash = Math.imul(hash ^ cell, 0x0100_0193);
  return hash >>> 0;
}

export function isSame(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let cell = 0; cell < a.length; cell++) if (a[cell] !== b[cell]) return false;
  return true;
}

/** Codes of more than one code point: a letter with its accents. */
export class Glyphs {
  readonly #clusters: string[] = [];
  readonly #codes = new Map<string, number>();

  /** The code of what stands in a cell with one more mark on it; the same where there would be too many. */
  joined(code: number, mark: number): number {
    const text = this.textOf(code) + String.fromCodePoint(mark);
    if (text.length > MAX_CLUSTER || this.#clusters.length >= MAX_CLUSTERS) return code;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const made = FIRST_CLUSTER + this.#clusters.length;
    this.#clusters.push(text);
    this.#codes.set(text, made);
    return made;
  }

  textOf(code: number): string {
    if (code === HALF) return '';
    return code < FIRST_CLUSTER ? String.fromCodePoint(code) : (this.#clusters[code - FIRST_CLUSTER] ?? '');
  }
}

/** Above all code points. */
const FIRST_CLUSTER = 0x20_0000;
const MAX_CLUSTER = 16;
const MAX_CLUSTERS = 100_000;

/** Rows that make up one line, as they were at the last look; undefined where nothing of it is new. */
export function lineOf(rows: readonly Row[], glyphs: Glyphs): SearchLine | undefined {
  let text = '';
  let latest = -Infinity;
  let stale = false;
  const pieces: { from: number; time: OwnTime; fresh: boolean }[] = [];
  for (const [index, { shown, whens, fresh }] of rows.entries()) {
    let end = shown.length;
    // Within a line that goes on, blanks at the end of a row are part of it.
    if (index === rows.length - 1) while (end > 0 && shown[end - 1] === BLANK) end -= 1;
    let plain = '';
    for (let cell = 0; cell < end; cell++) {
      const code = shown[cell] ?? BLANK;
      if (code === HALF) continue;
      // Blanks have no time of their own.
      if (code !== BLANK) {
        const time = whens[cell] ?? 0;
        const isFresh = fresh[cell] === 1;
        const last = pieces.at(-1);
        if (last?.time !== time || last.fresh !== isFresh)
          pieces.push({ from: pieces.length === 0 ? 0 : text.length + plain.length, time, fresh: isFresh });
        if (isFresh) latest = Math.max(latest, time);
        else stale = true;
      }
      plain += code < 0x1_0000 ? String.fromCharCode(code) : glyphs.textOf(code);
    }
    text += plain;
  }
  if (latest === -Infinity) return undefined;
  const single: readonly Piece[] | undefined = pieces.length === 1 && !stale ? undefined : pieces;
  return { time: latest, text, pieces: single };
}
