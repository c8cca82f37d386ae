import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { displayTime, idleGaps, type Busy } from '../../src/timeline/idle.ts';
import { atOnce } from '../../src/base/slices.ts';

const busy = (...spans: readonly (readonly [start: number, end?: number])[]): Busy => ({
  starts: Float64Array.from(spans, ([start]) => start * 1e6),
  ends: Float64Array.from(spans, ([start, end]) => (end ?? start) * 1e6),
});
const gapsOf = (tracks: readonly Busy[]): readonly (readonly number[])[] =>
  atOnce(idleGaps(tracks, fromSeconds(60))).map(({ start, end }) => [start / 1e6, end / 1e6]);

describe('idleGaps', () => {
  it('are longer than the limit, and leave a margin beside what happens but not at the ends of the trace', () => {
    expect(gapsOf([busy([5], [8], [20, 25], [40])])).toEqual([
      [0, 4.5],
      [8.5, 19.5],
      [25.5, 39.5],
      [40.5, 60],
    ]);
  });

  it('are gaps of every track', () => {
    expect(gapsOf([busy([0, 10]), busy([30, 60]), busy([14], [26])])).toEqual([
      [10.5, 13.5],
      [14.5, 25.5],
      [26.5, 29.5],
    ]);
  });

  it('see a long span behind short ones', () => {
    expect(gapsOf([busy([0, 60], [1, 2])])).toEqual([]);
  });

  it('are the whole trace where nothing is recorded', () => {
    expect(gapsOf([])).toEqual([[0, 60]]);
  });
});

describe('displayTime', () => {
  const gaps = [
    { start: fromSeconds(10), end: fromSeconds(20) },
    { start: fromSeconds(30), end: fromSeconds(60) },
  ];
  const display = displayTime(gaps, fromSeconds(60));

  it('leaves out the gaps', () => {
    expect(display.duration).toBe(fromSeconds(20));
    expect([5, 10, 15, 20, 25, 45].map((time) => display.toDisplay(fromSeconds(time)) / 1e6)).toEqual([
      5, 10, 10, 10, 15, 20,
    ]);
  });

  it('goes on behind a gap', () => {
    expect([5, 10, 15, 20].map((time) => display.toTrace(fromSeconds(time)) / 1e6)).toEqual([5, 20, 25, 60]);
  });

  it('there and back is the same display time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (micros) => {
        expect(display.toDisplay(display.toTrace(fromMicros(micros)))).toBe(micros);
      }),
    );
  });
});
