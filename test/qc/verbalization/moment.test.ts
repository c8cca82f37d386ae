import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { mergeSigns, type MomentKind, type Sign } from '../../../src/qc/verbalization/moment.ts';

const sign = (kind: MomentKind, start: number, end = start, tokens: readonly string[] = []): Sign => ({
  kind,
  range: { start: fromSeconds(start), end: fromSeconds(end) },
  tokens,
});
const merged = (...signs: readonly Sign[]): readonly (readonly number[])[] =>
  mergeSigns(signs, { near: 5e6, cap: 30e6 }).map(({ range, weight }) => [
    range.start / 1e6,
    range.end / 1e6,
    weight,
  ]);

describe('mergeSigns', () => {
  it('joins what lies within five seconds, with the greatest weight', () => {
    expect(merged(sign('test-run', 13, 14), sign('command', 5, 8), sign('claim', 19.1))).toEqual([
      [5, 14, 2],
      [19.1, 19.1, 3],
    ]);
  });

  it('keeps apart what different agents do', () => {
    const of = (agent: string, one: Sign): Sign => ({ ...one, agent });
    expect(
      merged(
        of('a', sign('command', 5, 8)),
        of('b', sign('command', 6)),
        of('a', sign('edits', 9)),
        sign('command', 10),
      ),
    ).toEqual([
      [5, 9, 2],
      [6, 6, 1],
      [10, 10, 1],
    ]);
  });

  it('makes no moment longer than thirty seconds', () => {
    const row = Array.from({ length: 12 }, (_, index) => sign('command', index * 4));
    expect(merged(...row)).toEqual([
      [0, 28, 1],
      [32, 44, 1],
    ]);
    expect(merged(sign('edits', 0, 100))).toEqual([[0, 30, 2]]);
  });
});
