import { expect, it } from 'vitest';
import { makePlan } from '../../bench/plan.ts';

it('asks for the same frames in every run, and for others with another seed', () => {
  expect(makePlan(3_600, 300, 1)).toEqual(makePlan(3_600, 300, 1));
  expect(makePlan(3_600, 300, 2)).not.toEqual(makePlan(3_600, 300, 1));
});

it.each([
  [3_600, 300],
  [3_600, 1],
  [5, 30],
])('stays inside a video of %i frames, steps both ways included', (count, seeks) => {
  const { seeks: targets, runs } = makePlan(count, seeks, 7);
  expect(targets).toHaveLength(seeks);
  for (const { frame, part } of targets) {
    expect(frame).toBeGreaterThanOrEqual(0);
    expect(frame).toBeLessThan(count);
    expect(part).toBeGreaterThanOrEqual(0);
    expect(part).toBeLessThan(1);
  }
  for (const { from, by, steps } of runs) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(from + by * steps).toBeGreaterThanOrEqual(0);
    expect(Math.max(from, from + by * steps)).toBeLessThan(count);
  }
  const stepsOf = (by: 1 | -1): number =>
    runs.filter((one) => one.by === by).reduce((sum, { steps }) => sum + steps, 0);
  expect(stepsOf(1)).toBe(stepsOf(-1));
  expect(stepsOf(1) * 2).toBeGreaterThanOrEqual(seeks);
});
