import { describe, expect, it } from 'vitest';
import { indexOfTimestamp, isTellable } from '../../../src/panes/video/frame-times.ts';

const TIMES = [0, 1 / 30, 2 / 30, 0.1, 0.100_001, 0.2, 0.200_000_4, 0.3];
const at = (index: number): number => TIMES[index] ?? Infinity;
const find = (timestamp: number) => indexOfTimestamp(TIMES.length, at, timestamp);

describe('indexOfTimestamp', () => {
  it('finds the frame of a timestamp, also of a rounded one', () => {
    expect([0, 33_333, 33_334, 66_666, 66_667, 300_000].map(find)).toEqual([0, 1, 1, 2, 2, 7]);
  });

  it('tells frames a microsecond apart', () => {
    expect([100_000, 100_001].map(find)).toEqual([3, 4]);
  });

  it('finds none where there is none', () => {
    expect([-5, 10, 33_335, 299_000, 400_000].map(find)).toEqual([-1, -1, -1, -1, -1]);
  });
});

describe('isTellable', () => {
  it('is false where rounding may take one frame for the other', () => {
    const told = TIMES.map((_, index) => isTellable(TIMES.length, at, index));
    expect(told).toEqual([true, true, true, false, false, false, false, true]);
  });
});
