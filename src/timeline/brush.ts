/** Where and how the marks of a lane are drawn, and the words beside them. */
import { hasRoom, type TextFitter } from './fit-text.ts';
import { columnOf, type Occupied } from './mark-columns.ts';
import type { Marks } from './marks.ts';
import { columnAt, columnsWide, type PixelGrid } from './pixel-grid.ts';
import type { Scale } from './scale.ts';

/** All lengths in CSS pixels. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  /** The device pixels that `scale` is drawn on. */
  readonly grid: PixelGrid;
  readonly text: TextFitter;
  readonly top: number;
  readonly height: number;
  readonly colour: string;
  readonly textColour: string;
  /** What the lane lies on. */
  readonly ground: string;
}

/** Above and below the marks. */
export const PAD = 3;
/** Labels are cut here. */
export const LABEL_REACH = 260;
/** After a label, before whatever comes next. */
const AFTER = 6;

/** Fills columns [from, to) of the plot at full height of the marks, or at the lowest `share` of it. */
export function fillColumns(
  { context, grid, top, height }: Brush,
  from: number,
  to: number,
  share = 1,
): void {
  const room = height - 2 * PAD;
  const { ratio } = grid;
  context.fillRect(from / ratio, top + PAD + room * (1 - share), (to - from) / ratio, room * share);
}

/**
 * Columns that are filled one after the other from left to right, of which those that touch make one rectangle: each is
 * seen once, and few are drawn.
 */
export class Runs {
  readonly #fill: (from: number, to: number) => void;
  #from = 0;
  #to = -Infinity;

  constructor(fill: (from: number, to: number) => void) {
    this.#fill = fill;
  }

  /** `from` must not fall from one call to the next. */
  add(from: number, to: number): void {
    if (from > this.#to) {
      this.end();
      this.#from = from;
    }
    this.#to = Math.max(this.#to, to);
  }

  end(): void {
    if (this.#to > this.#from) this.#fill(this.#from, this.#to);
    this.#from = this.#to;
  }
}

/**
 * The marks that may have room for a label beside them, `distance` CSS pixels away: of those in one column only the last,
 * and none where the next column with marks is too close.
 */
export function eachRoomy(
  { starts }: Marks,
  { grid }: Brush,
  { count, columns, lasts }: Occupied,
  distance: number,
  visit: (index: number, column: number) => void,
): void {
  const least = columnsWide(grid, distance);
  for (let at = 0; at < count; at += 1) {
    const column = columns[at] ?? 0;
    const last = lasts[at] ?? 0;
    const next = at + 1 < count ? (columns[at + 1] ?? 0) : columnOf(starts, grid, last + 1);
    if (next - column > least) visit(last, column);
  }
}

/** The label of a mark from `left` on, as far as the next one of the lane lets it. */
export function drawLabel(marks: Marks, brush: Brush, index: number, left: number): void {
  const room = Math.min(limitOf(marks, brush, index), left + LABEL_REACH) - left - AFTER;
  // Asked first: a label may have to be made.
  if (hasRoom(room)) write(brush.text.fit(marks.label(index), room), left, brush);
}

/** Where a label must end, in CSS pixels: at the next mark of the lane, or at the edge of the plot. */
export function limitOf(marks: Marks, { scale, grid }: Brush, index: number): number {
  return Math.min(columnAt(grid, marks.limit(index)) / grid.ratio, scale.width);
}

/** Words in the middle of the lane, with an edge of its ground, so that marks behind them do not cross the letters. */
function write(words: string, left: number, { context, top, height, textColour, ground }: Brush): void {
  if (words === '') return;
  const y = top + height / 2 + 0.5;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = ground;
  context.strokeText(words, left, y);
  context.fillStyle = textColour;
  context.fillText(words, left, y);
}
