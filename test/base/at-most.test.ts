import { expect, it } from 'vitest';
import { atMost } from '../../src/base/at-most.ts';

it('has at most so many in the making, and gives all in order', async () => {
  let running = 0;
  let most = 0;
  const use = async (item: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    // The first take longest.
    for (let turn = 20 - item; turn > 0; turn -= 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  };
  const items = Array.from({ length: 20 }, (_, index) => index);
  expect(await atMost(3, items, use)).toEqual(items.map((item) => item * 10));
  expect(most).toBe(3);
  expect(await atMost(3, [], use)).toEqual([]);
});

it('fails as the first that fails', async () => {
  const use = (item: number): Promise<number> =>
    item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
  await expect(atMost(2, [1, 2, 3], use)).rejects.toThrow('two');
});
