import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import { ProblemLog } from '../../src/base/problem-log.ts';

const missing = (path: string): Problem => ({
  severity: 'error',
  code: 'artifact-missing',
  details: { path },
});

describe('ProblemLog', () => {
  it('holds each problem once, in the order in which they came', () => {
    const log = new ProblemLog();
    const told = vi.fn();
    log.subscribe(told);
    ['a', 'b', 'a'].map(missing).forEach(log.add);
    expect(log.all).toEqual([missing('a'), missing('b')]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('gives the same array until something changes', () => {
    const log = new ProblemLog();
    log.add(missing('a'));
    const before = log.all;
    log.add(missing('a'));
    expect(log.all).toBe(before);
    log.add(missing('b'));
    expect(log.all).not.toBe(before);
    expect(before).toHaveLength(1);
  });

  it('puts one in the place of another, or at the end', () => {
    const log = new ProblemLog();
    ['a', 'b'].map(missing).forEach(log.add);
    log.replace(missing('a'), missing('c'));
    log.replace(missing('gone'), missing('d'));
    expect(log.all).toEqual(['c', 'b', 'd'].map(missing));
  });

  it('takes problems back', () => {
    const log = new ProblemLog();
    ['a', 'b'].map(missing).forEach(log.add);
    const told = vi.fn();
    log.subscribe(told);
    log.withdraw([missing('a'), missing('c')]);
    log.withdraw([missing('c')]);
    expect(log.all).toEqual([missing('b')]);
    expect(told).toHaveBeenCalledTimes(1);
  });

  // One that looked through all others for each would take minutes.
  it('holds as many as a hostile bundle has', () => {
    const log = new ProblemLog();
    for (let index = 0; index < 50_000; index += 1) log.add(missing(`file-${index}`));
    expect(log.all).toHaveLength(50_000);
  });
});
