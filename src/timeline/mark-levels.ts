/** How high marks are, column by column. Pure. */
import { firstAtOrAfter } from './mark-search.ts';
import type { Marks } from './marks.ts';
import { columnStart, type PixelGrid } from './pixel-grid.ts';

/** Columns [from, to) of one level, a share of the lane. */
export interface LevelRun {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/** Of more marks in a column than these, every so manieth is looked at. */
const MOST_IN_COLUMN = 64;

/** The highest level of each column in sight, from left to right; nothing where there is none. Each mark holds until its end. */
export function levelRuns(
  { starts, ends, levels }: Pick<Marks, 'starts' | 'ends' | 'levels'>,
  grid: PixelGrid,
): readonly LevelRun[] {
  const runs: LevelRun[] = [];
  let next = firstAtOrAfter(starts, columnStart(grid, 0));
  for (let column = 0; column < grid.count; column += 1) {
    // What began before may still hold.
    const held = next - 1;
    next = firstAtOrAfter(starts, columnStart(grid, column + 1), next);
    let level = (ends[held] ?? -Infinity) > columnStart(grid, column) ? levels[held] : undefined;
    const step = Math.max(1, Math.ceil((next - held - 1) / MOST_IN_COLUMN));
    for (let index = held + 1; index < next; index += step) level = higher(level, levels[index]);
    if (level === undefined || Number.isNaN(level)) continue;
    const last = runs.at(-1);
    if (last?.to === column && last.level === level) runs[runs.length - 1] = { ...last, to: column + 1 };
    else runs.push({ from: column, to: column + 1, level });
  }
  return runs;
}

/** NaN: there is none. */
function higher(a = NaN, b = NaN): number {
  if (Number.isNaN(a)) return b;
  return b > a ? b : a;
}
