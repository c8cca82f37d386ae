/** What builders of a corpus tell: lines of text, and when each came. Pure. */

/** Microseconds of trace time by the layer's own clock, not yet corrected; NaN: nobody knows. */
export type OwnTime = number;

/** From `from` (in UTF-16 code units of the line) up to the next piece, all came at one time. */
export interface Piece {
  readonly from: number;
  readonly time: OwnTime;
  /** False for what was part of an earlier line already: what lies in it alone is no hit. */
  readonly fresh: boolean;
}

/** A line of text that can be found. */
export interface SearchLine {
  readonly time: OwnTime;
  /** Line breaks in it are read as blanks. */
  readonly text: string;
  /** Where: a file, an address, whoever spoke. */
  readonly place?: string | undefined;
  /** From 1: the line of the file. */
  readonly row?: number | undefined;
  /** In order, the first at 0; undefined: all of it came at `time`. */
  readonly pieces?: readonly Piece[] | undefined;
}

/** Takes lines, in any order. */
export type AddLine = (line: SearchLine) => void;

const BREAKS = /\s*[\n\r\u2028\u2029]+\s*/g;
const UNTIDY = /[\n\r\u2028\u2029]|^\s|\s$/;

/** A text of any length as one line. */
export function oneLine(text: string): string {
  return UNTIDY.test(text) ? text.trim().replace(BREAKS, ' ') : text;
}

/** Adds each line of a text on its own, without the empty ones. */
export function addLines(add: AddLine, text: string, rest: Omit<SearchLine, 'text' | 'pieces'>): void {
  for (const line of text.split(/[\n\r\u2028\u2029]+/))
    if (line.trim() !== '') add({ ...rest, text: line.trimEnd() });
}
