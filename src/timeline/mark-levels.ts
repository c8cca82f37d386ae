/** How high marks are, column by column. Pure. */
import { firstAtOrAfter } from './mark-search.ts';
import type { Marks } from './marks.ts';
import { columnStart, type PixelGrid } from './pixel-grid.ts';

/** How many levels have one entry in the list of the highest: a power of two. */
const BLOCK = 64;

/** How high each mark is, as a share of the lane; NaN: nobody knows. */
export class Levels {
  readonly #values: Float64Array;
  /** The highest of each block of indices; -Infinity where none is known. */
  readonly #tops: Float64Array;

  /** The array is kept as it is: it may not change afterwards. */
  constructor(values: Float64Array) {
    this.#values = values;
    this.#tops = new Float64Array(Math.ceil(values.length / BLOCK)).fill(-Infinity);
    for (const [index, value] of values.entries()) {
      const block = Math.floor(index / BLOCK);
      if (value > (this.#tops[block] ?? Infinity)) this.#tops[block] = value;
    }
  }

  /** The highest of those from `from` to before `to`; -Infinity where none is known. */
  highest(from: number, to: number): number {
    let found = -Infinity;
    for (let index = Math.max(0, from); index < to;) {
      const isBlock = index % BLOCK === 0 && index + BLOCK <= to;
      const value = isBlock ? this.#tops[index / BLOCK] : this.#values[index];
      if (value !== undefined && value > found) found = value;
      index += isBlock ? BLOCK : 1;
    }
    return found;
  }
}

/** Columns [from, to) of one level, a share of the lane. */
export interface LevelRun {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/** The highest level of each column in sight, from left to right; nothing where none is known. Each mark holds until its end. */
export function levelRuns(
  { starts, ends, levels }: Pick<Marks, 'starts' | 'ends' | 'levels'>,
  grid: PixelGrid,
): readonly LevelRun[] {
  const runs: LevelRun[] = [];
  let next = firstAtOrAfter(starts, columnStart(grid, 0));
  for (let column = 0; levels && column < grid.count; column += 1) {
    // What began before may still hold.
    const isHeld = (ends[next - 1] ?? -Infinity) > columnStart(grid, column);
    const first = isHeld ? next - 1 : next;
    next = firstAtOrAfter(starts, columnStart(grid, column + 1), next);
    const level = levels.highest(first, next);
    if (level === -Infinity) continue;
    const last = runs.at(-1);
    if (last?.to === column && last.level === level) runs[runs.length - 1] = { ...last, to: column + 1 };
    else runs.push({ from: column, to: column + 1, level });
  }
  return runs;
}
