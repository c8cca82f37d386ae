import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { extentOf, linesOf, numberWords, pointAt } from '../../src/timeline/metric-lines.ts';
import type { MetricSeries } from '../../src/trace/signals.ts';

const SERIES: MetricSeries = {
  name: 'm',
  description: undefined,
  unit: '{job}',
  kind: 'gauge',
  monotonic: false,
  delta: false,
  scope: undefined,
  attributes: [['code', '200']],
  resource: { service: 'shop', attributes: [] },
  times: Float64Array.of(10e6, 20e6, 30e6, 40e6),
  since: Float64Array.of(0, 0, 0, 0),
  values: [1, NaN, 5, 2],
  sums: [],
};
const values = (series: Partial<MetricSeries>) =>
  linesOf({ ...SERIES, ...series }).map((line) => line.values);

describe('what is drawn of a series', () => {
  it('is what was measured', () => {
    const [line] = linesOf(SERIES);
    expect(line).toMatchObject({ name: 'm', of: 'shop · code=200', unit: 'job', values: [1, null, 5, 2] });
    expect(values({ kind: 'sum' })).toEqual([[1, null, 5, 2]]);
  });

  it('is how fast it rises where it only does that, also after a new start', () => {
    const rising = {
      kind: 'sum',
      monotonic: true,
      values: [100, 200, 205, 50],
      since: Float64Array.of(-5e6, -5e6, -5e6, 35e6),
    } as const;
    expect(values(rising)).toEqual([[null, 10, 0.5, 10]]);
    // A start that is not told shows in that it falls.
    expect(values({ ...rising, since: Float64Array.of(NaN, NaN, NaN, NaN) })).toEqual([
      [null, 10, 0.5, null],
    ]);
    expect(values({ ...rising, since: SERIES.since, values: [1, NaN, 3, 4] })).toEqual([
      [null, null, null, 0.1],
    ]);
    expect(linesOf({ ...SERIES, ...rising })[0]?.unit).toBe('job per second');
  });

  it('is how fast it rises by the length that each point tells', () => {
    const delta = { kind: 'sum', monotonic: true, delta: true, values: [20, 10, 0, 5] } as const;
    expect(values({ ...delta, since: Float64Array.of(0, 15e6, 20e6, NaN) })).toEqual([[2, 2, 0, 0.5]]);
  });

  it('is the mean of what was measured, and how often it was', () => {
    const times = {
      kind: 'histogram',
      monotonic: true,
      unit: 's',
      values: [4, 6, 6, 10],
      sums: [8, 9, 9, 29],
    } as const;
    const [mean, rate] = linesOf({ ...SERIES, ...times, since: Float64Array.of(-1, -1, -1, -1) });
    expect(mean).toMatchObject({ name: 'm, mean', unit: 's', values: [null, 0.5, null, 5] });
    expect(rate).toMatchObject({ name: 'm', unit: 'per second', values: [null, 0.2, 0, 0.4] });
  });

  it('is said in words', () => {
    const [line] = linesOf(SERIES);
    if (!line) throw new Error('there is no line');
    expect([0, 10, 39.9, 99].map((seconds) => pointAt(line, fromSeconds(seconds)))).toEqual([-1, 0, 2, 3]);
    expect(extentOf(line)).toEqual({ min: 1, max: 5 });
    expect(extentOf({ ...line, values: [null] })).toBeUndefined();
    expect([0, 0.1 + 0.2, 1234567, 0.00001234, 2e18, -7.25].map(numberWords)).toEqual([
      '0',
      '0.3',
      '1,234,567',
      '1.234e-5',
      '2.000e+18',
      '-7.25',
    ]);
  });
});
