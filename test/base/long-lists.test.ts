/** Lists longer than the arguments that a call takes. */
import { expect, it } from 'vitest';
import { append, largest, smallest } from '../../src/base/long-lists.ts';

const LONG = Array.from({ length: 500_000 }, (_, index) => index);

it('are added to others', () => {
  const list = [-1];
  append(list, LONG);
  expect([list.length, list.at(0), list.at(-1)]).toEqual([500_001, -1, 499_999]);
});

it('have a largest and a smallest number, if any', () => {
  expect([largest(LONG), smallest(LONG)]).toEqual([499_999, 0]);
  expect([largest([]), smallest([])]).toEqual([-Infinity, Infinity]);
});
