import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { Lazy } from '../../src/base/lazy.ts';

describe('Lazy', () => {
  it('tells of what there is already, until it is made', async () => {
    const told: unknown[] = [];
    const lazy: Lazy<readonly number[]> = new Lazy(async (onProgress, onPart) => {
      onPart([1]);
      await Promise.resolve();
      onProgress(0.5);
      onPart([1, 2]);
      return [1, 2, 3];
    });
    lazy.subscribe(() => told.push([lazy.part(), lazy.progress()]));
    expect(lazy.part()).toBeUndefined();
    await expect(lazy.get()).resolves.toEqual([1, 2, 3]);
    expect(told).toEqual([
      [[1], undefined],
      [[1], 0.5],
      [[1, 2], 0.5],
    ]);
    // The whole is elsewhere: the part would only take its memory again.
    expect(lazy.part()).toBeUndefined();
  });

  it('is made again after a failure that may pass, without the part of before', async () => {
    let count = 0;
    const lazy = new Lazy<string>(async (_, onPart) => {
      count += 1;
      if (count > 1) return 'whole';
      onPart('a part');
      await Promise.resolve();
      throw new TraceError('http-status', { url: 'https://example.org/', status: 503 });
    });
    await expect(lazy.get()).rejects.toMatchObject({ code: 'http-status' });
    expect(lazy.part()).toBeUndefined();
    await expect(lazy.get()).resolves.toBe('whole');
    await expect(lazy.get()).resolves.toBe('whole');
    expect(count).toBe(2);
  });
});
