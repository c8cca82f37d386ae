/**
 * What of a lane falls into which column of the plot. The work is bounded by the columns, however many marks there are:
 * what starts in a column that is known already is jumped over by a search. What comes out is what looking at every mark
 * would give.
 */
import { firstAtOrAfter } from './mark-search.ts';
import type { Marks } from './marks.ts';
import { columnAt, columnStart, type PixelGrid } from './pixel-grid.ts';

/** Columns in which marks start, from left to right, as arrays of which the first `count` entries hold. */
export interface Occupied {
  readonly count: number;
  readonly columns: Int32Array;
  /** Index of the last mark that starts in the column. */
  readonly lasts: Int32Array;
}

/** The columns from `from` on in which marks start, up to the right edge of the plot. */
export function occupiedColumns({ starts }: Pick<Marks, 'starts'>, grid: PixelGrid, from: number): Occupied {
  const columns = new Int32Array(Math.max(0, grid.count - from));
  const lasts = new Int32Array(columns.length);
  let count = 0;
  let far = 1;
  let index = firstAtOrAfter(starts, columnStart(grid, from));
  let column = columnOf(starts, grid, index);
  while (column < grid.count) {
    const after = firstAtOrAfter(starts, columnStart(grid, column + 1), index + 1, far);
    columns[count] = column;
    lasts[count] = after - 1;
    count += 1;
    // About as many start in the next.
    far = after - index;
    index = after;
    column = columnOf(starts, grid, index);
  }
  return { count, columns, lasts };
}

/** The column of a mark; Infinity after the last. */
export function columnOf(starts: Float64Array, grid: PixelGrid, index: number): number {
  const start = starts[index];
  return start === undefined ? Infinity : columnAt(grid, start);
}

/**
 * Calls `visit` for every group of `wide` columns that holds marks, with its left column and how many marks start in it.
 * Groups lie on a grid of trace time, too.
 */
export function eachGroup(
  { starts }: Pick<Marks, 'starts'>,
  grid: PixelGrid,
  wide: number,
  visit: (column: number, count: number) => void,
): void {
  const groupAt = (column: number): number => Math.floor((grid.first + column) / wide) * wide - grid.first;
  let index = firstAtOrAfter(starts, columnStart(grid, groupAt(0)));
  let far = 1;
  while (index < starts.length) {
    const left = groupAt(columnAt(grid, starts[index] ?? 0));
    if (left >= grid.count) return;
    const after = firstAtOrAfter(starts, columnStart(grid, left + wide), index + 1, far);
    far = after - index;
    visit(left, far);
    index = after;
  }
}

/** What spans cover from one start to the next; columns, each range half-open. */
export interface Body {
  readonly from: number;
  readonly to: number;
  /** Up to here two or more cover it; `from` where none does. */
  readonly deep: number;
  /** What covers it began before, and goes on. */
  readonly joined: boolean;
  /** What covers it goes on into the next. */
  readonly open: boolean;
}

/**
 * What the spans of a lane cover in sight and is wider than `least` columns, from left to right. The first may begin left
 * of the plot. `occupied`: the columns in which they start, from 0 or from further left on.
 */
export function bodiesOf(marks: Marks, grid: PixelGrid, occupied: Occupied, least = 0): readonly Body[] {
  const { starts, reach, second } = marks;
  const { count, columns, lasts } = occupied;
  const bodies: Body[] = [];
  let joined = false;
  const add = (from: number, last: number, next: number): void => {
    const covered = reach[last] ?? -Infinity;
    const open = covered > (starts[last + 1] ?? Infinity);
    const to = open ? next : Math.min(columnAt(grid, covered), next);
    if (to - from > least && to > 0) {
      const deep = Math.max(from, Math.min(columnAt(grid, second[last] ?? -Infinity), to));
      bodies.push({ from, to, deep, joined, open });
    }
    joined = open;
  };
  let at = 0;
  while (at < count && (columns[at] ?? 0) < 0) at += 1;
  const before = at > 0 ? (lasts[at - 1] ?? -1) : firstAtOrAfter(starts, columnStart(grid, 0)) - 1;
  if (before >= 0) {
    joined = (reach[before - 1] ?? -Infinity) > (starts[before] ?? 0);
    add(columnOf(starts, grid, before), before, columnOf(starts, grid, before + 1));
  }
  for (; at < count; at += 1) {
    const last = lasts[at] ?? 0;
    const next = at + 1 < count ? (columns[at + 1] ?? 0) : columnOf(starts, grid, last + 1);
    add(columns[at] ?? 0, last, next);
  }
  return bodies;
}
