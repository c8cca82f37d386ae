import { describe, expect, it } from 'vitest';
import { FrameCache } from '../../../src/panes/video/frame-cache.ts';

const closed: number[] = [];
const picture = (index: number) => ({ bytes: 10, close: () => void closed.push(index) });

function filled(indexes: readonly number[], focus: number, direction: 1 | -1, limit: number) {
  closed.length = 0;
  const cache = new FrameCache();
  cache.focus(focus, direction);
  for (const index of indexes) cache.put(index, picture(index), limit);
  return cache;
}

describe('FrameCache', () => {
  it('keeps within its bytes, and closes what it lets go', () => {
    const cache = filled([...Array(20).keys()], 10, 1, 80);
    expect(cache.bytes).toBe(80);
    expect(closed).toHaveLength(12);
    expect(closed.every((index) => cache.get(index) === undefined)).toBe(true);
  });

  it('lets go first what is farthest, and sooner what lies behind', () => {
    const cache = filled([...Array(20).keys()], 10, 1, 80);
    expect([...Array(20).keys()].filter((index) => cache.get(index))).toEqual([
      9, 10, 11, 12, 13, 14, 15, 16,
    ]);
    const back = filled([...Array(20).keys()], 10, -1, 80);
    expect([...Array(20).keys()].filter((index) => back.get(index))).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('keeps the one that is looked at, however large', () => {
    const cache = filled([3, 4], 4, 1, 5);
    expect([cache.get(3), cache.get(4) !== undefined]).toEqual([undefined, true]);
  });

  it('closes what another takes the place of, and all at the end', () => {
    const cache = filled([1, 1, 2], 1, 1, 100);
    expect(closed).toEqual([1]);
    cache.clear();
    expect(closed).toEqual([1, 1, 2]);
    expect(cache.bytes).toBe(0);
  });

  it('lets go what lies farther than it is told to keep', () => {
    const cache = filled([1, 4, 5, 6, 9], 5, 1, 100);
    cache.keepNear(1);
    expect(closed).toEqual([1, 9]);
    expect(cache.bytes).toBe(30);
  });

  it('finds the first that is missing', () => {
    const cache = filled([4, 5, 6], 5, 1, 100);
    expect([cache.missingFrom(5, 1), cache.missingFrom(5, -1)]).toEqual([7, 3]);
  });
});
