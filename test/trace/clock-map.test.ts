import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import type { LayerClock } from '../../src/schema/generated/types.ts';
import { clockMap } from '../../src/trace/clock-map.ts';

const base = { domain: 'monotonic', sync_quality: 'measured' } as const;

function map(
  native_unit: LayerClock['native_unit'],
  ...points: (readonly [native: number, trace: number])[]
) {
  const made = points.map(([native, trace_us]) => ({ native, trace_us }));
  return clockMap({ ...base, native_unit, ...(made.length > 0 && { map: made }) });
}

describe('clockMap', () => {
  it('takes native zero for the start where there is no map', () => {
    expect(map('s').toTrace(1.5)).toBe(1_500_000);
    expect(map('ns').toTrace(1_500)).toBe(2);
  });

  it('is an offset with one point', () => {
    const offset = map('ms', [1_000, 250_000]);
    expect(offset.toTrace(1_000)).toBe(250_000);
    expect(offset.toTrace(0)).toBe(-750_000);
    expect(offset.toNative(fromMicros(250_000))).toBe(1_000);
  });

  it('is linear between points and goes on outside them', () => {
    const drift = map('s', [0, 0], [10, 10_010_000], [20, 20_000_000]);
    expect(drift.toTrace(5)).toBe(5_005_000);
    expect(drift.toTrace(15)).toBe(15_005_000);
    expect(drift.toTrace(30)).toBe(29_990_000);
    expect(drift.toTrace(-10)).toBe(-10_010_000);
  });

  it('passes over points that would make it ambiguous', () => {
    expect(map('s', [0, 0], [5, -1], [10, 10_000_000]).toTrace(5)).toBe(5_000_000);
  });

  it('comes back within a microsecond', () => {
    const drift = map('s', [12.5, 0], [100, 87_600_000], [500, 487_700_000]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600_000_000 }), (time) => {
        expect(Math.abs(drift.toTrace(drift.toNative(fromMicros(time))) - time)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('stays a number for absurd native times', () => {
    expect(map('s').toTrace(1e305)).toBe(Number.MAX_SAFE_INTEGER);
    expect(map('s').toTrace(-1e305)).toBe(Number.MIN_SAFE_INTEGER);
  });

  it('tells how far times may be off', () => {
    expect(
      clockMap({
        ...base,
        native_unit: 's',
        residual_us: 900,
        map: [{ native: 0, trace_us: 0, uncertainty_us: 4_000 }],
      }).uncertainty,
    ).toBe(4_000);
    expect(map('s').uncertainty).toBeUndefined();
  });
});
