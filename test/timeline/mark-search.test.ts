import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReaches, firstAtOrAfter, lastReaching, type Reaches } from '../../src/timeline/mark-search.ts';
import { atOnce } from '../../src/base/slices.ts';

const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 400 });

describe('firstAtOrAfter', () => {
  it('finds what a scan would, from wherever it looks on', () => {
    fc.assert(
      fc.property(
        times,
        fc.double({ min: -1, max: 51, noNaN: true }),
        fc.nat(),
        fc.integer({ min: 1, max: 500 }),
        (list, time, from, far) => {
          const starts = Float64Array.from(list).sort();
          const scan = starts.findIndex((start) => start >= time);
          const found = scan === -1 ? starts.length : scan;
          expect(firstAtOrAfter(starts, time)).toBe(found);
          expect(firstAtOrAfter(starts, time, from % (found + 1))).toBe(found);
          expect(firstAtOrAfter(starts, time, from % (found + 1), far)).toBe(found);
        },
      ),
    );
  });

  it('reads few of a million', () => {
    let reads = 0;
    const starts = new Proxy(
      Float64Array.from({ length: 1_000_000 }, (_, index) => index),
      {
        get: (target, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
          return Reflect.get(target, key, target) as unknown;
        },
      },
    );
    expect(firstAtOrAfter(starts, 999_999)).toBe(999_999);
    expect(reads).toBeLessThan(50);
    reads = 0;
    expect(firstAtOrAfter(starts, 500_010, 500_000)).toBe(500_010);
    expect(reads).toBeLessThan(12);
  });
});

const reachesOf = (ends: Float64Array): Reaches => atOnce(findReaches(ends, 7));

describe('reaches', () => {
  it('are the two largest ends so far', () => {
    const { reach, second } = reachesOf(Float64Array.of(5, 3, 9, 9, 7));
    expect([...reach]).toEqual([5, 5, 9, 9, 9]);
    expect([...second]).toEqual([-Infinity, 3, 5, 9, 9]);
  });

  it('find the last that has not ended as a scan would', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: -1, max: 51 }), fc.nat(), (list, time, nat) => {
        const ends = Float64Array.from(list);
        const last = ends.length === 0 ? -1 : nat % ends.length;
        const scan = ends.slice(0, last + 1).findLastIndex((end) => end > time);
        expect(lastReaching(ends, reachesOf(ends), last, time)).toBe(scan);
      }),
    );
  });
});
