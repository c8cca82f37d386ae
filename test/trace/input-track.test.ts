import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import { inputColumns, PLACE } from '../../src/trace/input-columns.ts';
import { InputTrack } from '../../src/trace/input-track.ts';
import type { InputEvent } from '../../src/trace/layers.ts';

const EVENTS: readonly InputEvent[] = [
  { t: 10, type: 'move', x: 1, y: 2.5 },
  { t: 20, type: 'key_down', key: 'Shift', code: 'ShiftLeft' },
  { t: 20, type: 'scroll', x: 3, y: 4, dx: 0, dy: -1.25, unit: 'px' },
  { t: 30, type: 'down', x: 70_000, y: 4, button: 'left', mods: ['Shift'], 'x-window': 'editor' },
  { t: 40, type: 'scroll', x: 3, y: 4, dx: 2, dy: 0, unit: 'notch' },
  { t: 50, type: 'up', x: 70_000, y: 4, button: 'left' },
];

describe('InputTrack', () => {
  const track = InputTrack.of(EVENTS);

  it('gives every event back as it was', () => {
    expect(EVENTS.map((_, row) => track.event(row))).toEqual(EVENTS);
    expect(EVENTS.map((_, row) => track.typeAt(row))).toEqual(EVENTS.map(({ type }) => type));
  });

  it('finds rows by time: the last of equal ones, and half-open ranges', () => {
    expect([9, 10, 20, 29, 30, 99].map((time) => track.indexAt(time))).toEqual([-1, 0, 2, 2, 3, 5]);
    expect(track.within({ start: fromMicros(20), end: fromMicros(40) })).toEqual({ from: 1, to: 4 });
  });

  it('finds rows by type, and by the numbers that they have', () => {
    expect([...track.rowsOf('down', 'key_down')]).toEqual([1, 3]);
    expect([...track.timesOf(track.rowsOf('scroll'))]).toEqual([20, 40]);
    expect([...track.rowsWith(PLACE)]).toEqual([0, 2, 3, 4, 5]);
  });

  it('finds the row that has so many of its types before it', () => {
    expect([0, 1, 2].map((index) => track.rowAmong(index, 'scroll'))).toEqual([2, 4, -1]);
    const rows = track.rowsOf('down', 'key_down', 'move');
    const among = Array.from(rows, (_, index) => track.rowAmong(index, 'down', 'key_down', 'move'));
    expect(among).toEqual([...rows]);
  });

  it('stands at its native times, moved by what it is given', () => {
    const moved = new InputTrack(inputColumns(EVENTS), -10);
    expect([...moved.allTimes()]).toEqual([0, 10, 10, 20, 30, 40]);
    expect([...moved.timesOf(moved.rowsOf('scroll'))]).toEqual([10, 30]);
    expect([-1, 0, 19, 20, 99].map((time) => moved.indexAt(time))).toEqual([-1, 0, 2, 3, 5]);
    expect(moved.event(3)).toEqual(EVENTS[3]);
  });

  it('tells numbers and words of a row without an event', () => {
    expect([track.xAt(3), track.yAt(0), track.xAt(1)]).toEqual([70_000, 2.5, 0]);
    expect([2, 4, 5].map((row) => track.amountAt(row))).toEqual([
      { dx: 0, dy: -1.25 },
      { dx: 2, dy: 0 },
      { dx: 0, dy: 0 },
    ]);
    expect(track.saysAt(3)).toEqual({ type: 'down', button: 'left', mods: ['Shift'], 'x-window': 'editor' });
  });

  it('has one object for what several events say', () => {
    const [first, second] = [1, 2].map((t) => ({ t, type: 'key_down', key: 'a' }) as const);
    const same = InputTrack.of(first && second ? [first, second] : []);
    expect(same.saysAt(0)).toBe(same.saysAt(1));
  });
});
