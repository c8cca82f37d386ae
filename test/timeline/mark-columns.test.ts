/** What is drawn of a lane is what looking at every single mark gives, at every size and resolution. */
import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import { bodiesOf, eachGroup, occupiedColumns } from '../../src/timeline/mark-columns.ts';
import { createMarks, type Marks } from '../../src/timeline/marks.ts';
import { columnAt, createPixelGrid, type PixelGrid } from '../../src/timeline/pixel-grid.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { seededRandom } from '../../capture/record/random.ts';

const HOUR = 3600e6;
const RATIOS = [1, 1.5, 2];
const WIDTHS = [1, 333, 1601];
/** [start, end) as shares of the hour. */
const VIEWS = [
  [0, 1],
  [0.3, 0.4],
  [0.5, 0.5003],
  [0.999, 1],
] as const;

/** Marks of an hour: bursts, gaps, many at one time, and spans from nothing to a quarter of an hour. */
function makeMarks(count: number, shape: Marks['shape']): Marks {
  const random = seededRandom(7);
  const starts = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const burst = Math.floor(random() * 40) / 40;
    const share = random() < 0.7 ? burst + random() * 0.0004 : random();
    starts[index] = Math.floor(Math.min(0.9999, share) * HOUR);
  }
  starts.sort();
  const ends = starts.map((start) => start + Math.floor(random() ** 12 * 900e6));
  const isSpan = shape === 'span';
  return createMarks({ shape, starts, ...(isSpan && { ends }), describe: (index) => `${index}` });
}

function gridOf([from, to]: (typeof VIEWS)[number], width: number, ratio: number): PixelGrid {
  const range = { start: fromMicros(from * HOUR), end: fromMicros(to * HOUR) };
  return createPixelGrid(createScale(range, width), ratio);
}

const CASES = VIEWS.flatMap((view) =>
  WIDTHS.flatMap((width) => RATIOS.map((ratio) => [view, width, ratio] as const)),
);

describe.each(CASES)('the view %j, %i CSS pixels wide, at ratio %f', (view, width, ratio) => {
  const grid = gridOf(view, width, ratio);

  it('has a column wherever marks start, with the last of them', () => {
    const marks = makeMarks(4000, 'tick');
    const lasts = new Map<number, number>();
    marks.starts.forEach((start, index) => lasts.set(columnAt(grid, start), index));
    const seen = occupiedColumns(marks, grid, -40);
    const expected = [...lasts].filter(([column]) => column >= -40 && column < grid.count);
    expect([...seen.columns.subarray(0, seen.count)]).toEqual(expected.map(([column]) => column));
    expect([...seen.lasts.subarray(0, seen.count)]).toEqual(expected.map(([, last]) => last));
  });

  it.each([1, 3, 4])('counts what starts in each group of %i columns', (wide) => {
    const marks = makeMarks(4000, 'density');
    const counts = new Map<number, number>();
    for (const start of marks.starts) {
      const group = Math.floor((grid.first + columnAt(grid, start)) / wide) * wide - grid.first;
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const seen = new Map<number, number>();
    eachGroup(marks, grid, wide, (column, count) => seen.set(column, count));
    expect([...seen]).toEqual([...counts].filter(([left]) => left + wide > 0 && left < grid.count));
  });

  it.each([0, -40])(
    'is covered by bodies where spans cover it, deep where two or more do: from %i',
    (reach) => {
      const marks = makeMarks(2000, 'span');
      const cover = new Uint16Array(grid.count);
      marks.starts.forEach((start, index) => {
        const from = Math.max(0, columnAt(grid, start));
        const to = Math.min(grid.count, columnAt(grid, marks.ends[index] ?? 0));
        for (let column = from; column < to; column++) cover[column] = (cover[column] ?? 0) + 1;
      });
      const seen = new Uint16Array(grid.count);
      for (const { from, to, deep } of bodiesOf(marks, grid, occupiedColumns(marks, grid, reach))) {
        expect(to).toBeGreaterThan(from);
        for (let column = Math.max(0, from); column < Math.min(to, grid.count); column++)
          seen[column] = (seen[column] ?? 0) + (column < deep ? 2 : 1);
      }
      expect(seen).toEqual(cover.map((times) => Math.min(2, times)));
    },
  );
});

it('tells whether what covers a body began before it, and goes on after it', () => {
  const seconds = (...list: readonly number[]) => Float64Array.from(list, (second) => second * 1e6);
  const marks = createMarks({
    shape: 'span',
    starts: seconds(0, 10, 20, 30),
    ends: seconds(10, 40, 25, 35),
    describe: () => '',
  });
  const scale = createScale({ start: fromMicros(0), end: fromMicros(100e6) }, 100);
  const grid = createPixelGrid(scale, 1);
  expect(bodiesOf(marks, grid, occupiedColumns(marks, grid, 0))).toEqual([
    { from: 0, to: 10, deep: 0, joined: false, open: false },
    { from: 10, to: 20, deep: 10, joined: false, open: true },
    { from: 20, to: 30, deep: 25, joined: true, open: true },
    { from: 30, to: 40, deep: 35, joined: true, open: false },
  ]);
});

it('reads about as much of a million marks as of a hundred thousand', () => {
  const reads = [1e5, 1e6].map((count) => {
    let read = 0;
    const starts = new Proxy(
      Float64Array.from({ length: count }, (_, index) => Math.floor((index * HOUR) / count)),
      {
        get: (target, key) => {
          read += 1;
          return Reflect.get(target, key, target) as unknown;
        },
      },
    );
    occupiedColumns({ starts }, gridOf([0, 1], 1600, 1), 0);
    return read;
  });
  // A search over the marks of a column, which halves what is left with each of its reads.
  expect(reads[0]).toBeLessThan(1600 * 30);
  expect(reads[1]).toBeLessThan(1600 * 30);
});
