/** Moments, and which segments explain them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { coverMoments } from '../../../src/qc/verbalization/cover.ts';
import { mergeSigns, type Moment, type MomentKind, type Sign } from '../../../src/qc/verbalization/moment.ts';
import type { Segment } from '../../../src/qc/verbalization/segments.ts';

const sign = (kind: MomentKind, start: number, end = start, tokens: readonly string[] = []): Sign => ({
  kind,
  range: { start: fromSeconds(start), end: fromSeconds(end) },
  tokens,
});
const moment = (start: number, weight = 1, tokens: readonly string[] = []): Moment => ({
  range: { start: fromSeconds(start), end: fromSeconds(start + 1) },
  weight,
  kinds: ['command'],
  tokens: new Set(tokens),
});
const segment = (start: number, text = 'one two three four five'): Segment => ({
  kind: 'speech',
  layer: 'voice',
  range: { start: fromSeconds(start), end: fromSeconds(start + 2) },
  words: text.split(' '),
});
const LIMITS = { before: 20e6, after: 15e6, each: 3, reasons: ['because'] };
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

  it('makes no moment longer than thirty seconds', () => {
    const row = Array.from({ length: 12 }, (_, index) => sign('command', index * 4));
    expect(merged(...row)).toEqual([
      [0, 28, 1],
      [32, 44, 1],
    ]);
    expect(merged(sign('edits', 0, 100))).toEqual([[0, 30, 2]]);
  });
});

describe('coverMoments', () => {
  const covered = (moments: readonly Moment[], segments: readonly Segment[]) =>
    coverMoments(moments, segments, LIMITS).map(({ segment: one }) => one !== undefined);

  it('counts what is said from 20 s before to 15 s after', () => {
    expect(covered([moment(100)], [segment(77.9)])).toEqual([false]);
    expect(covered([moment(100)], [segment(78)])).toEqual([true]);
    expect(covered([moment(100)], [segment(116)])).toEqual([true]);
    expect(covered([moment(100)], [segment(116.1)])).toEqual([false]);
  });

  it('lets one segment explain three moments, and leaves the lightest without', () => {
    expect(covered([moment(1), moment(2, 3), moment(3, 2), moment(4, 2)], [segment(5)])).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('gives way where another segment is there', () => {
    // The nearest of the first three is wanted by the last, which has no other.
    const moments = [moment(10), moment(11), moment(12), moment(40)];
    expect(covered(moments, [segment(0), segment(22)])).toEqual([true, true, true, true]);
  });

  it('wants a name, or a reason, of what is said in the window', () => {
    const [one] = coverMoments(
      [moment(10, 1, ['parser'])],
      [segment(12, 'the parsers are a b'), segment(14, 'it is so because c')],
      LIMITS,
    );
    expect([one?.isTopical, one?.isReasoned]).toEqual([true, true]);
    const [other] = coverMoments([moment(10, 1, ['lexer'])], [segment(12)], LIMITS);
    expect([other?.isTopical, other?.isReasoned]).toEqual([false, false]);
  });

  it('covers as much weight as can be (property, against every choice)', () => {
    const times = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 5 });
    const weights = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        times,
        weights,
        fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 3 }),
        (at, heavy, said) => {
          const moments = at.map((time, index) => moment(time, heavy[index] ?? 1));
          const segments = said.map((time) => segment(time));
          const limits = { ...LIMITS, each: 1 };
          const found = coverMoments(moments, segments, limits).reduce(
            (sum, one) => sum + (one.segment ? one.moment.weight : 0),
            0,
          );
          expect(found).toBe(best(moments, segments));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

/** The greatest weight that can be covered with one moment a segment, by trying every choice. */
function best(moments: readonly Moment[], segments: readonly Segment[]): number {
  const [first, ...rest] = moments;
  if (!first) return 0;
  const without = best(rest, segments);
  return segments.reduce((most, one, index) => {
    const meets =
      one.range.end >= first.range.start - LIMITS.before && one.range.start <= first.range.end + LIMITS.after;
    return meets ? Math.max(most, first.weight + best(rest, segments.toSpliced(index, 1))) : most;
  }, without);
}
