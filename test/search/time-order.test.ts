import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, timeOrder } from '../../src/search/time-order.ts';

const time = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(NaN));

describe('the order of time', () => {
  it('is that of a stable sort, with those without a time last', () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 20 }), (times) => {
        const key = (index: number): number => {
          const value = times[index] ?? NaN;
          return Number.isNaN(value) ? Number.MAX_VALUE : value;
        };
        const wanted = [...times.keys()].sort((a, b) => key(a) - key(b) || a - b);
        const order = timeOrder(Float64Array.from(times));
        expect([...(order ?? times.keys())]).toEqual(wanted);
        expect(order === undefined).toBe(wanted.every((index, at) => index === at));
      }),
      { numRuns: 500 },
    );
  });

  it('picks what stands at it', () => {
    expect(inOrder(Float64Array.of(3, NaN, 1), Uint32Array.of(2, 0, 1))).toEqual(Float64Array.of(1, 3, NaN));
  });
});
