import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import { columnAt, columnStart, columnsWide, createPixelGrid } from '../../src/timeline/pixel-grid.ts';
import { createScale } from '../../src/timeline/scale.ts';

const HOURS = 8 * 3600e6;
const grids = fc
  .record({
    start: fc.integer({ min: 0, max: HOURS }),
    span: fc.integer({ min: 20_000, max: HOURS }),
    width: fc.integer({ min: 1, max: 4000 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  })
  .map(({ start, span, width, ratio }) => {
    const range = { start: fromMicros(start), end: fromMicros(start + span) };
    const scale = createScale(range, width);
    return { scale, grid: createPixelGrid(scale, ratio) };
  });

it('puts each time into the one column that begins at or before it and ends after it', () => {
  fc.assert(
    fc.property(grids, fc.integer({ min: 0, max: HOURS }), ({ grid }, time) => {
      const column = columnAt(grid, time);
      expect(columnStart(grid, column)).toBeLessThanOrEqual(time);
      expect(columnStart(grid, column + 1)).toBeGreaterThan(time);
    }),
  );
});

it('is never further than a device pixel from the scale', () => {
  fc.assert(
    fc.property(grids, fc.integer({ min: 0, max: HOURS }), ({ scale, grid }, time) => {
      const exact = scale.x(time) * grid.ratio;
      const rounding = Math.abs(exact) * 1e-9;
      expect(Math.abs(columnAt(grid, time) + 0.5 - exact)).toBeLessThanOrEqual(1.0001 + rounding);
    }),
  );
});

it('is the same grid after panning by whole pixels, whatever the microseconds are rounded to', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20_000, max: 1e9 }),
      fc.integer({ min: 0, max: 5000 }),
      fc.constantFrom(1, 1.5, 2),
      fc.array(fc.integer({ min: 0, max: 2e9 }), { minLength: 2, maxLength: 30 }),
      (span, pixels, ratio, times) => {
        const at = (start: number) =>
          createPixelGrid(
            createScale({ start: fromMicros(start), end: fromMicros(start + span) }, 997),
            ratio,
          );
        const before = at(1e9);
        const after = at(1e9 + Math.round((pixels * span) / 997));
        const shift = before.first - after.first;
        for (const time of times) expect(columnAt(after, time) - columnAt(before, time)).toBe(shift);
        expect(Math.abs(shift + pixels * ratio)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

it('has no length below one column', () => {
  const scale = createScale({ start: fromMicros(0), end: fromMicros(1e6) }, 100);
  expect(columnsWide(createPixelGrid(scale, 1), 0.2)).toBe(1);
  expect(columnsWide(createPixelGrid(scale, 1.5), 2)).toBe(3);
});
