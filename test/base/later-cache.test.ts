import { describe, expect, it, vi } from 'vitest';
import { LaterCache } from '../../src/base/later-cache.ts';

const cacheOf = (limit: number) => new LaterCache<string, string>(limit, ({ length }) => length);
const make = (value: string) => vi.fn(() => Promise.resolve(value));

describe('LaterCache', () => {
  it('makes what it does not have, and once what is asked for twice meanwhile', async () => {
    const cache = cacheOf(10);
    const made = make('aa');
    const both = [cache.get('a', made), cache.get('a', made)];
    expect(await Promise.all(both)).toEqual(['aa', 'aa']);
    expect(await cache.get('a', made)).toBe('aa');
    expect(made).toHaveBeenCalledTimes(1);
    expect(cache.size).toBe(2);
  });

  it('drops what was not asked for for longest once it is too large', async () => {
    const cache = cacheOf(5);
    await cache.get('a', make('aa'));
    await cache.get('b', make('bb'));
    await cache.get('a', make('never'));
    await cache.get('c', make('cc'));
    expect(cache.size).toBe(4);
    const again = make('bb');
    await cache.get('b', again);
    expect(again).toHaveBeenCalled();
    const kept = make('never');
    await cache.get('c', kept);
    expect(kept).not.toHaveBeenCalled();
  });

  it('keeps the last one even where it is too large alone', async () => {
    const cache = cacheOf(5);
    await cache.get('a', make('aaaaaaaaaa'));
    const again = make('never');
    await cache.get('a', again);
    expect(again).not.toHaveBeenCalled();
    await cache.get('b', make('b'));
    expect(cache.size).toBe(1);
  });

  it('forgets what failed, and what is deleted', async () => {
    const cache = cacheOf(5);
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get('a', make('aa'))).toBe('aa');
    cache.delete('a');
    expect(cache.size).toBe(0);
    expect(await cache.get('a', make('bb'))).toBe('bb');
  });
});
