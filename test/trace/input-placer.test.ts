import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/base/slices.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { inputColumns } from '../../src/trace/input-columns.ts';
import { InputPlacer } from '../../src/trace/input-placer.ts';
import type { InputEvent } from '../../src/trace/layers.ts';

const at = (t: number): InputEvent => ({ t, type: 'move', x: 1, y: 2 });
/** Back by two milliseconds at the third, and beyond the trace at the last. */
const EVENTS = [10, 30, 28, 40.5, 2_000_000];

function make(unit: 'ms' | 'us') {
  const map = clockMap({ domain: 'monotonic', native_unit: unit, sync_quality: 'measured' });
  return new InputPlacer({ map, id: 'input', duration: fromSeconds(1) });
}

describe('InputPlacer', () => {
  it('gives the same times and problems in parts as at once', () => {
    const whole = make('ms');
    const track = atOnce(whole.place(inputColumns(EVENTS.map(at))));
    expect([...track.times]).toEqual([10_000, 30_000, 30_000, 40_500, 1_000_000]);
    const parts = make('ms');
    for (const count of [1, 3, 4]) {
      const part = atOnce(parts.place(inputColumns(EVENTS.slice(0, count).map(at))));
      expect([...part.times]).toEqual([...track.times.slice(0, count)]);
    }
    expect([...atOnce(parts.place(inputColumns(EVENTS.map(at)))).times]).toEqual([...track.times]);
    expect(parts.problems()).toEqual(whole.problems());
    expect(parts.problems().map(({ code }) => code)).toEqual(['time-backwards', 'time-outside']);
  });

  it('needs no times of its own where the clock counts as the trace does, unless a row stands elsewhere', () => {
    const exact = { ...inputColumns(EVENTS.map(at)), native: Float64Array.of(7, 8, 900_000) };
    expect(atOnce(make('us').place(exact)).times).toBe(exact.native);
    const placer = make('us');
    // The first part has a time between two microseconds: the whole is not all its own, though what follows is.
    const part = { ...exact, native: Float64Array.of(6.5) };
    expect([...atOnce(placer.place(part)).times]).toEqual([7]);
    const whole = { ...exact, native: Float64Array.of(6.5, 8, 900_000) };
    expect([...atOnce(placer.place(whole)).times]).toEqual([7, 8, 900_000]);
  });
});
