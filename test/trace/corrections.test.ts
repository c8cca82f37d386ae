import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import type { LayerClock } from '../../src/schema/generated/types.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import {
  correctedMap,
  driftOf,
  MAX_SHIFT,
  NO_CORRECTION,
  NO_CORRECTIONS,
  nudged,
  pinned,
  shiftedTo,
  unpinned,
  withCorrection,
  type LayerCorrection,
  type PinnedPoint,
} from '../../src/trace/corrections.ts';

const PLAIN: LayerClock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' };

/** Microseconds of trace time: an hour. */
const time = fc.integer({ min: 0, max: 3_600_000_000 });

/** Clocks with one to three points, a few thousandths off at most. */
const clock = fc
  .record({
    unit: fc.constantFrom('s' as const, 'ms' as const, 'us' as const),
    first: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    rates: fc.array(fc.double({ min: 0.99, max: 1.01, noNaN: true }), { maxLength: 2 }),
  })
  .map(({ unit, first, rates }): LayerClock => {
    const { microsPerUnit } = clockMap({ ...PLAIN, native_unit: unit });
    const map = [{ native: first / microsPerUnit, trace_us: 0 }];
    rates.forEach((rate, index) => {
      const trace = (index + 1) * 600_000_000;
      map.push({ native: (first + trace * rate) / microsPerUnit, trace_us: trace });
    });
    return { ...PLAIN, native_unit: unit, map, residual_us: 500 };
  });

const shift = fc.integer({ min: -10_000_000, max: 10_000_000 });

function point(native: number, trace: number, uncertainty?: number): PinnedPoint {
  return { native, trace: fromMicros(trace), uncertainty, method: undefined };
}

describe('a correction', () => {
  it('that changes nothing leaves the clock as it is', () => {
    fc.assert(
      fc.property(clock, time, (layer, at) => {
        const own = clockMap(layer);
        const same = correctedMap(layer, NO_CORRECTION);
        expect(same.toTrace(own.toNative(fromMicros(at)))).toBe(own.toTrace(own.toNative(fromMicros(at))));
        expect(same).toMatchObject({ quality: 'measured', uncertainty: 500 });
      }),
    );
  });

  it('by a shift moves every time by exactly so much, and back again', () => {
    fc.assert(
      fc.property(clock, time, shift, (layer, at, micros) => {
        const native = clockMap(layer).toNative(fromMicros(at));
        const moved = nudged(NO_CORRECTION, micros);
        expect(correctedMap(layer, moved).toTrace(native)).toBe(clockMap(layer).toTrace(native) + micros);
        expect(nudged(moved, -micros)).toEqual(NO_CORRECTION);
      }),
    );
  });

  it('can be reversed: native to trace and back is the same time', () => {
    fc.assert(
      fc.property(clock, time, shift, shift, time, (layer, at, one, two, micros) => {
        const own = clockMap(layer);
        const first = pinned(layer, NO_CORRECTION, point(own.toNative(fromMicros(0)), one));
        const later = own.toNative(fromMicros(1_800_000_000));
        const map = correctedMap(
          layer,
          nudged(pinned(layer, first, point(later, 1_800_000_000 + two)), micros % 5_000_000),
        );
        const there = map.toTrace(own.toNative(fromMicros(at)));
        expect(Math.abs(map.toTrace(map.toNative(there)) - there)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('never changes the order of two times', () => {
    fc.assert(
      fc.property(clock, time, time, shift, shift, (layer, a, b, one, two) => {
        const own = clockMap(layer);
        const points = pinned(
          layer,
          pinned(layer, NO_CORRECTION, point(own.toNative(fromMicros(600_000_000)), 600_000_000 + one)),
          point(own.toNative(fromMicros(3_000_000_000)), 3_000_000_000 + two),
        );
        const map = correctedMap(layer, points);
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((at) => own.toNative(fromMicros(at)));
        expect(map.toTrace(early ?? 0)).toBeLessThanOrEqual(map.toTrace(late ?? 0));
      }),
    );
  });

  it('through two points holds exactly at both, and is linear in between', () => {
    fc.assert(
      fc.property(clock, shift, shift, (layer, one, two) => {
        const own = clockMap(layer);
        const [first, last] = [500_000_000, 3_000_000_000].map((at) => own.toNative(fromMicros(at)));
        const correction = pinned(
          layer,
          pinned(layer, NO_CORRECTION, point(first ?? 0, 500_000_000 + one)),
          point(last ?? 0, 3_000_000_000 + two),
        );
        const map = correctedMap(layer, correction);
        expect(map.toTrace(first ?? 0)).toBe(500_000_000 + one);
        expect(map.toTrace(last ?? 0)).toBe(3_000_000_000 + two);
        const middle = own.toNative(fromMicros(1_750_000_000));
        expect(Math.abs(map.toTrace(middle) - (1_750_000_000 + (one + two) / 2))).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('pinning', () => {
  it('the first time gives an offset, in place of the shift', () => {
    const correction = pinned(PLAIN, nudged(NO_CORRECTION, 5_000), point(1_000_000, 1_016_000));
    expect(correction.shift).toBe(0);
    const map = correctedMap(PLAIN, correction);
    expect(map.toTrace(1_000_000)).toBe(1_016_000);
    expect(map.toTrace(9_000_000)).toBe(9_016_000);
    expect(driftOf(PLAIN, correction)).toBeUndefined();
  });

  it('the second time gives drift', () => {
    const first = pinned(PLAIN, NO_CORRECTION, point(0, 0));
    const correction = pinned(PLAIN, first, point(100_000_000, 100_001_000));
    expect(driftOf(PLAIN, correction)).toBeCloseTo(10, 6);
    expect(correctedMap(PLAIN, correction).toTrace(200_000_000)).toBe(200_002_000);
  });

  it('keeps what was moved since the first time, and forgets how certain that was', () => {
    const first = nudged(pinned(PLAIN, NO_CORRECTION, point(0, 10_000, 33_000)), 2_000);
    const correction = pinned(PLAIN, first, point(10_000_000, 10_012_000, 33_000));
    expect(correction).toMatchObject({
      shift: 0,
      points: [{ trace: 12_000, uncertainty: undefined }, { uncertainty: 33_000 }],
    });
    expect(correctedMap(PLAIN, correction).uncertainty).toBeUndefined();
  });

  it('the same event again replaces it, and it can be taken away', () => {
    const first = pinned(PLAIN, NO_CORRECTION, point(5, 10));
    const again = pinned(PLAIN, first, point(5, 20));
    expect(again.points).toEqual([point(5, 20)]);
    expect(unpinned(again, 5)).toEqual(NO_CORRECTION);
  });

  it.each([
    ['another order', point(2_000_000, 500_000)],
    ['the same instant of the trace', point(2_000_000, 1_000_000)],
    ['more than twice the speed', point(2_000_000, 3_100_000)],
    ['less than half the speed', point(2_000_000, 1_400_000)],
  ])('refuses %s', (_, second) => {
    const first = pinned(PLAIN, NO_CORRECTION, point(1_000_000, 1_000_000));
    expect(() => pinned(PLAIN, first, second)).toThrow(
      expect.objectContaining({ code: 'correction-refused' }),
    );
  });
});

describe('what is known of it', () => {
  const frame = pinned(PLAIN, NO_CORRECTION, point(0, 0, 33_000));

  it('is the uncertainty of the pinned moments', () => {
    const two = pinned(PLAIN, frame, point(1_000_000, 1_000_000, 16_000));
    expect(correctedMap(PLAIN, two)).toMatchObject({ quality: 'corrected', uncertainty: 33_000 });
  });

  it('is nothing where a point does not say, and after a nudge', () => {
    const silent = pinned(PLAIN, frame, point(1_000_000, 1_000_000));
    const residual: LayerClock = { ...PLAIN, residual_us: 7 };
    for (const correction of [silent, nudged(frame, 1_000), shiftedTo(NO_CORRECTION, 1_000)])
      expect(correctedMap(residual, correction)).toMatchObject({
        quality: 'corrected',
        uncertainty: undefined,
      });
  });
});

describe('all corrections of a trace', () => {
  it('have none that changes nothing', () => {
    const some: LayerCorrection = nudged(NO_CORRECTION, 1);
    const one = withCorrection(NO_CORRECTIONS, 'input', some);
    expect([...one]).toEqual([['input', some]]);
    expect(withCorrection(one, 'input', NO_CORRECTION).size).toBe(0);
    expect(NO_CORRECTIONS.size).toBe(0);
  });

  it('move a layer by a day at most', () => {
    expect(nudged(NO_CORRECTION, Number.MAX_VALUE).shift).toBe(MAX_SHIFT);
    expect(shiftedTo(NO_CORRECTION, -Infinity).shift).toBe(-MAX_SHIFT);
  });
});
