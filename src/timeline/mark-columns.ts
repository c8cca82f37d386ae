/**
 * What of a lane falls into which column of the plot. The work is bounded by the columns, however many marks there are:
 * what starts in a column that is known already is jumped over by a search. What comes out is what looking at every mark
 * would give.
 */
import { firstAtOrAfter } from './mark-search.ts';
import type { Marks } from './marks.ts';
import { columnAt, columnStart, type PixelGrid } from './pixel-grid.ts';

/**
 * Calls `visit` for every column from `from` on in which marks start, from left to right, up to the right edge of the
 * plot. `last`: index of the last mark that starts in it; `next`: the first column after it with marks, Infinity after
 * the last.
 */
export function eachColumn(
  { starts }: Pick<Marks, 'starts'>,
  grid: PixelGrid,
  from: number,
  visit: (column: number, last: number, next: number) => void,
): void {
  let index = firstAtOrAfter(starts, columnStart(grid, from));
  let column = columnOf(starts, grid, index);
  while (column < grid.count) {
    const after = firstAtOrAfter(starts, columnStart(grid, column + 1), index + 1);
    const next = columnOf(starts, grid, after);
    visit(column, after - 1, next);
    [index, column] = [after, next];
  }
}

function columnOf(starts: Float64Array, grid: PixelGrid, index: number): number {
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
  while (index < starts.length) {
    const left = groupAt(columnAt(grid, starts[index] ?? 0));
    if (left >= grid.count) return;
    const after = firstAtOrAfter(starts, columnStart(grid, left + wide), index + 1);
    visit(left, after - index);
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

/** What the spans of a lane cover in sight, from left to right. The first may begin left of the plot. */
export function bodiesOf(marks: Marks, grid: PixelGrid): readonly Body[] {
  const { starts, reach, second } = marks;
  const bodies: Body[] = [];
  let joined = false;
  const add = (from: number, last: number, next: number): void => {
    const covered = reach[last] ?? -Infinity;
    const to = Math.min(columnAt(grid, covered), next);
    const open = covered > (starts[last + 1] ?? Infinity);
    const deep = Math.max(from, Math.min(columnAt(grid, second[last] ?? -Infinity), to));
    if (to > from && to > 0) bodies.push({ from, to, deep, joined, open });
    joined = open;
  };
  const before = firstAtOrAfter(starts, columnStart(grid, 0)) - 1;
  if (before >= 0) {
    const from = columnAt(grid, starts[before] ?? 0);
    joined = (reach[before - 1] ?? -Infinity) > (starts[before] ?? 0);
    add(from, before, columnOf(starts, grid, before + 1));
  }
  eachColumn(marks, grid, 0, add);
  return bodies;
}
