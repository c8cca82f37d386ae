import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { phaseAt } from '../../src/trace/phases.ts';

describe('phases', () => {
  const phase = (name: string, start: number, end: number) => ({
    name,
    t_start: fromSeconds(start),
    t_end: fromSeconds(end),
  });
  const at = (phases: readonly ReturnType<typeof phase>[], seconds: number): number =>
    phaseAt(phases, fromSeconds(seconds), fromSeconds(10));

  it('finds the one that goes on', () => {
    const phases = [phase('a', 1, 3), phase('b', 3, 6), phase('c', 7, 10)];
    expect([0, 1, 2.9, 3, 6, 7, 10].map((seconds) => at(phases, seconds))).toEqual([-1, 0, 0, 1, -1, 2, 2]);
    expect(at([], 1)).toBe(-1);
  });

  it('takes the one that began last where they overlap, in whatever order', () => {
    const phases = [phase('inner', 4, 6), phase('outer', 1, 9)];
    expect([2, 5, 7].map((seconds) => at(phases, seconds))).toEqual([1, 0, 1]);
  });
});
