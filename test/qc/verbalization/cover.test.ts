/** Which segments explain which moments. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSeconds, type TimeRange } from '../../../src/base/time.ts';
import { coverMoments, type CoverLimits } from '../../../src/qc/verbalization/cover.ts';
import type { Moment } from '../../../src/qc/verbalization/moment.ts';
import type { Segment } from '../../../src/qc/verbalization/segments.ts';

const LIMITS: CoverLimits = { before: 20e6, after: 15e6, each: 3, reasons: ['because'] };

const seconds = (start: number, end: number): TimeRange => ({
  start: fromSeconds(start),
  end: fromSeconds(end),
});
const moment = (start: number, weight = 1, tokens: readonly string[] = []): Moment => ({
  range: seconds(start, start + 1),
  weight,
  kinds: ['command'],
  tokens: new Set(tokens),
});
const segment = (start: number, text = 'one two three four five', end = start + 2): Segment => ({
  range: seconds(start, end),
  words: text.split(' '),
});
const byStart = (a: { readonly range: TimeRange }, b: { readonly range: TimeRange }): number =>
  a.range.start - b.range.start;

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

  it('moves as many moments as it takes to explain one more', () => {
    const count = 20_000;
    // The first comes last, and wants what the second has; that can have what the third has, and so on.
    const moments = Array.from({ length: count }, (_, index) => moment(100 * index, index === 0 ? 1 : 2));
    const segments = moments.map((_, index) => segment(100 * index + 60));
    const limits = { ...LIMITS, before: 60e6, after: 60e6, each: 1 };
    const found = coverMoments(moments, segments, limits).map(({ segment: one }) => one);
    expect(found.filter((one) => one === undefined)).toHaveLength(0);
    expect(new Set(found).size).toBe(count);
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
    const time = fc.integer({ min: 0, max: 120 });
    const some = fc.array(fc.tuple(time, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 5 });
    const said = fc.array(fc.tuple(time, fc.integer({ min: 1, max: 60 })), { maxLength: 3 });
    fc.assert(
      fc.property(some, said, (at, spans) => {
        const moments = at.map(([start, weight]) => moment(start, weight)).sort(byStart);
        const segments = spans.map(([start, long]) => segment(start, 'so', start + long)).sort(byStart);
        const found = coverMoments(moments, segments, { ...LIMITS, each: 1 });
        const own = found.flatMap((one) => one.segment ?? []);
        expect(new Set(own).size).toBe(own.length);
        expect(found.every((one) => !one.segment || meets(one.moment, one.segment))).toBe(true);
        expect(found.reduce((sum, one) => sum + (one.segment ? one.moment.weight : 0), 0)).toBe(
          best(moments, segments),
        );
      }),
      { numRuns: 300 },
    );
  });
});

function meets({ range: of }: Moment, { range: said }: Segment): boolean {
  return said.end >= of.start - LIMITS.before && said.start <= of.end + LIMITS.after;
}

/** The greatest weight that can be covered with one moment a segment, by trying every choice. */
function best(moments: readonly Moment[], segments: readonly Segment[]): number {
  const [first, ...rest] = moments;
  if (!first) return 0;
  const without = best(rest, segments);
  return segments.reduce(
    (most, one, index) =>
      meets(first, one) ? Math.max(most, first.weight + best(rest, segments.toSpliced(index, 1))) : most,
    without,
  );
}
