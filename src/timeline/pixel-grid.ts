import type { Scale } from './scale.ts';

/**
 * The device pixels of a plot, each a column of trace time. Columns lie on a grid that begins with the trace, not with
 * what is in sight: what fell into one column stays together while panning.
 */
export interface PixelGrid {
  /** Device pixels of a CSS pixel. */
  readonly ratio: number;
  /** Microseconds of one column. */
  readonly micros: number;
  /** Number of the column at the left edge of the plot, counted from the start of the trace. */
  readonly first: number;
  /** Columns in sight. Column 0 is at the left edge, and those out of sight have numbers, too. */
  readonly count: number;
}

export function createPixelGrid({ range, width, microsPerPixel }: Scale, ratio: number): PixelGrid {
  const micros = microsPerPixel / ratio;
  return { ratio, micros, first: Math.round(range.start / micros), count: Math.ceil(width * ratio) };
}

/** Where a column begins, in microseconds of trace time. */
export function columnStart({ micros, first }: PixelGrid, column: number): number {
  return (first + column) * micros;
}

/** The column that begins at or before `time` and ends after it, by the very starts that `columnStart` tells. */
export function columnAt(grid: PixelGrid, time: number): number {
  const column = Math.floor(time / grid.micros) - grid.first;
  // Divided and multiplied again, a time at an edge may come out on its other side.
  if (columnStart(grid, column + 1) <= time) return column + 1;
  return columnStart(grid, column) > time ? column - 1 : column;
}

/** A length in CSS pixels as whole columns, at least one. */
export function columnsWide({ ratio }: PixelGrid, length: number): number {
  return Math.max(1, Math.round(length * ratio));
}
