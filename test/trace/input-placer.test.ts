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

/** `began`: native time of the start of the trace. */
function make(unit: 'ms' | 'us', began = 0) {
  const point = { native: began, trace_us: 0, method: 'test' };
  const map = clockMap({ domain: 'monotonic', native_unit: unit, sync_quality: 'measured', map: [point] });
  return new InputPlacer({ map, id: 'input', duration: fromSeconds(1) });
}

describe('InputPlacer', () => {
  it('gives the same times and problems in parts as at once', () => {
    const whole = make('ms');
    const track = atOnce(whole.place(inputColumns(EVENTS.map(at))));
    expect([...track.allTimes()]).toEqual([10_000, 30_000, 30_000, 40_500, 1_000_000]);
    const parts = make('ms');
    for (const count of [1, 3, 4]) {
      const part = atOnce(parts.place(inputColumns(EVENTS.slice(0, count).map(at))));
      expect([...part.allTimes()]).toEqual([...track.allTimes().slice(0, count)]);
    }
    expect([...atOnce(parts.place(inputColumns(EVENTS.map(at)))).allTimes()]).toEqual([...track.allTimes()]);
    expect(parts.problems()).toEqual(whole.problems());
    expect(parts.problems().map(({ code }) => code)).toEqual(['time-backwards', 'time-outside']);
  });

  it('needs no times of its own where the clock only began at another moment, unless a row stands elsewhere', () => {
    const columns = { ...inputColumns(EVENTS.map(at)), native: Float64Array.of(7, 8, 900_000) };
    const track = atOnce(make('us', 5).place(columns));
    expect([...track.allTimes()]).toEqual([2, 3, 899_995]);
    // It is the native column that it looks at.
    columns.native[2] = 800_000;
    expect(track.timeAt(2)).toBe(799_995);
  });

  it('gives a column to all where a later part leaves the step of the first', () => {
    const columns = inputColumns(EVENTS.map(at));
    const placer = make('us', 5);
    const part = atOnce(placer.place({ ...columns, native: Float64Array.of(7, 8) }));
    const whole = atOnce(
      placer.place({ ...columns, native: Float64Array.of(7, 8, 6, 2_000_000, 2_000_001) }),
    );
    expect([...part.allTimes()]).toEqual([2, 3]);
    expect([...whole.allTimes()]).toEqual([2, 3, 3, 1_000_000, 1_000_000]);
    expect(placer.problems().map(({ code }) => code)).toEqual(['time-backwards', 'time-outside']);
  });

  it('counts whole microseconds also where the first row lies between two', () => {
    const columns = { ...inputColumns(EVENTS.map(at)), native: Float64Array.of(6.5) };
    const placer = make('us');
    expect([...atOnce(placer.place(columns)).allTimes()]).toEqual([7]);
    const whole = { ...columns, native: Float64Array.of(6.5, 8, 900_000) };
    expect([...atOnce(placer.place(whole)).allTimes()]).toEqual([7, 8, 900_000]);
  });
});
