import { describe, expect, it } from 'vitest';
import { Levels, levelRuns } from '../../src/timeline/mark-levels.ts';
import { createMarks } from '../../src/timeline/marks.ts';
import type { PixelGrid } from '../../src/timeline/pixel-grid.ts';

/** Ten columns of 10 µs each, the first of them the trace's `first`. */
const gridAt = (first: number): PixelGrid => ({ ratio: 1, micros: 10, first, count: 10 });

function runsOf(points: readonly (readonly [start: number, level: number])[], first = 0): readonly string[] {
  const starts = Float64Array.from(points, ([start]) => start);
  const marks = createMarks({
    shape: 'level',
    starts,
    ends: Float64Array.from(starts, (start, index) => starts[index + 1] ?? start),
    levels: new Levels(Float64Array.from(points, ([, level]) => level)),
  });
  return levelRuns(marks, gridAt(first)).map(({ from, to, level }) => `${from}-${to} ${level}`);
}

describe('levels', () => {
  it('hold until the next, and columns of one level are one run', () => {
    // A column in which a level ends and another begins has the higher one.
    expect(runsOf([[20, 0.5], [55, 1], [70, 0.25], [100, 0]])).toEqual(['2-5 0.5', '5-7 1', '7-10 0.25']); // prettier-ignore
  });

  it('of what began left of the plot hold into it', () => {
    expect(runsOf([[20, 0.5], [155, 1], [170, 1]], 10)).toEqual(['0-5 0.5', '5-8 1']); // prettier-ignore
  });

  it('are the highest of a column', () => {
    expect(runsOf([[0, 0.1], [3, 0.9], [6, 0.2], [30, 0]])).toEqual(['0-1 0.9', '1-3 0.2', '3-4 0']); // prettier-ignore
  });

  it('that nobody knows are left out', () => {
    expect(runsOf([[0, NaN], [30, 0.5], [50, NaN], [60, 0.5], [80, NaN]])).toEqual(['3-5 0.5', '6-8 0.5']); // prettier-ignore
    expect(runsOf([])).toEqual([]);
  });

  it('of very many in a column are the highest all the same', () => {
    for (const peak of [0, 63, 64, 777, 9_999]) {
      const points = Array.from(
        { length: 10_000 },
        (_, index) => [index / 1000, index === peak ? 1 : 0.5] as const,
      );
      expect(runsOf(points)).toEqual(['0-1 1']);
    }
    const levels = new Levels(Float64Array.from({ length: 300 }, (_, index) => index));
    expect([levels.highest(0, 300), levels.highest(10, 200), levels.highest(70, 71), levels.highest(5, 5)]).toEqual([299, 199, 70, -Infinity]); // prettier-ignore
  });
});
