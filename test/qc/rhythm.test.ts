import { describe, expect, it } from 'vitest';
import { describeRhythm } from '../../src/qc/rhythm.ts';

const STEP = 100_000;

describe('describeRhythm', () => {
  it('knows a clockwork', () => {
    const times = Array.from({ length: 20 }, (_, index) => 7_123_457 + index * 333_333);
    expect(describeRhythm(times, STEP).burstiness).toBe(-1);
  });

  it('works out the burstiness as its paper does', () => {
    // Intervals 1, 1, 4 s: mean 2, deviation √2.
    const { burstiness } = describeRhythm([0, 1_000_000, 2_000_000, 6_000_000], STEP);
    expect(burstiness).toBeCloseTo((Math.SQRT2 - 2) / (Math.SQRT2 + 2), 12);
  });

  it('counts times that repeat', () => {
    expect(describeRhythm([5, 5, 5, 9], STEP).same).toBeCloseTo(2 / 3);
    expect(describeRhythm([5, 5, 5], STEP)).toEqual({ burstiness: undefined, same: 1, round: 0 });
  });

  it('counts whole multiples after the first, within what conversions lose', () => {
    const { round } = describeRhythm([17, 100_017, 300_018, 349_017, 900_015], STEP);
    expect(round).toBeCloseTo(3 / 4);
  });
});
