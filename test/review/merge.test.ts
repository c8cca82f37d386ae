import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { mergeReviews, newInName } from '../../src/review/merge.ts';
import { parseReview, writeReview } from '../../src/review/review-file.ts';
import { noReview, type Review } from '../../src/review/review.ts';
import { reviewState, type ReviewState } from '../../src/review/state.ts';
import { BUNDLE, doAll, whim, type Whim } from './random-acts.ts';

const COMMENT: Whim = { kind: 'comment', pick: 1, word: 1 };
const start = fc.array(whim, { maxLength: 60 });
const many = fc.array(whim, { minLength: 250, maxLength: 250 });

/** What all knew, and then what each made of it without knowing of the others. */
function copies(
  shared: readonly Whim[],
  ...own: readonly (readonly Whim[])[]
): readonly [Review, ...Review[]] {
  const base = doAll(doAll(noReview(BUNDLE), 'Ann', 1, shared), 'Bob', 2, shared.slice(0, 20));
  const names = ['Ann', 'Bob', 'Cem'];
  return [base, ...own.map((whims, index) => doAll(base, names[index] ?? '', 10 + index, whims))];
}

/** Everything that holds of findings, threads and verdicts, with the event by which it does. */
function holds({ waivers, comments, verdicts }: ReviewState): ReadonlyMap<string, string> {
  return new Map([
    ...[...waivers].map(([finding, { id }]) => [`waiver ${finding}`, id] as const),
    ...[...verdicts].map(([by, { id }]) => [`verdict ${by}`, id] as const),
    ...comments.map(({ id, resolved }) => [`open ${id}`, `${resolved?.by} ${resolved?.at}`] as const),
  ]);
}

describe('two files of one bundle', () => {
  it('merge to the same after 500 random acts of two who know nothing of each other, in either order', () => {
    fc.assert(
      fc.property(start, many, many, (shared, first, second) => {
        const [, a = noReview(BUNDLE), b = noReview(BUNDLE)] = copies(shared, first, second);
        const ab = mergeReviews(a, b);
        const ba = mergeReviews(b, a);
        expect(writeReview(ab)).toBe(writeReview(ba));
        expect(reviewState(ab)).toEqual(reviewState(ba));
        expect(mergeReviews(ab, ab)).toEqual(ab);
        expect(mergeReviews(ab, a)).toEqual(ab);
        expect(parseReview(writeReview(ab), 'x')).toEqual(ab);
        expect(reviewState(ab).unused).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('merge to the same in whatever order three of them are put together', () => {
    fc.assert(
      fc.property(start, fc.array(whim), fc.array(whim), fc.array(whim), (shared, ...whims) => {
        const [, a = noReview(BUNDLE), b = noReview(BUNDLE), c = noReview(BUNDLE)] = copies(shared, ...whims);
        const once = mergeReviews(mergeReviews(a, b), c);
        expect(mergeReviews(a, mergeReviews(b, c))).toEqual(once);
        expect(mergeReviews(mergeReviews(c, a), b)).toEqual(once);
      }),
    );
  });

  it('lose nothing: each event is there, and what nobody takes back is read', () => {
    fc.assert(
      fc.property(start, many, many, (shared, first, second) => {
        const [, a = noReview(BUNDLE), b = noReview(BUNDLE)] = copies(shared, first, second);
        const merged = mergeReviews(a, b);
        const ids = new Set(merged.events.map(({ id }) => id));
        for (const { id } of [...a.events, ...b.events]) expect(ids).toContain(id);
        const entries = (review: Review): ReadonlyMap<string, string> =>
          new Map(
            reviewState(review)
              .comments.flatMap((thread) => [thread, ...thread.replies])
              .map(({ id, text }) => [id, text]),
          );
        const read = entries(merged);
        // Only its writer can change or take back an entry, so each copy has the last word on its own writer's.
        for (const [by, copy] of [
          ['Ann', a],
          ['Bob', b],
        ] as const) {
          const own = new Set(copy.events.filter((event) => event.by === by).map(({ id }) => id));
          for (const [id, text] of entries(copy)) if (own.has(id)) expect(read.get(id)).toBe(text);
        }
        const verdicts = reviewState(merged).verdicts;
        expect(verdicts.get('Ann')).toEqual(reviewState(a).verdicts.get('Ann'));
        expect(verdicts.get('Bob')).toEqual(reviewState(b).verdicts.get('Bob'));
      }),
      { numRuns: 12 },
    );
  });

  it('show a conflict wherever both changed a thing, and to something else', () => {
    let found = 0;
    fc.assert(
      fc.property(start, many, many, (shared, first, second) => {
        const [base, a = noReview(BUNDLE), b = noReview(BUNDLE)] = copies(shared, first, second);
        const before = holds(reviewState(base));
        const [inA, inB] = [holds(reviewState(a)), holds(reviewState(b))];
        const { conflicts, waivers } = reviewState(mergeReviews(a, b));
        for (const finding of ['rule/0', 'rule/1', 'rule/2', 'rule/3']) {
          const key = `waiver ${finding}`;
          const reasonOf = (review: Review): string | undefined =>
            reviewState(review).waivers.get(finding)?.reason;
          const differ = reasonOf(a) !== reasonOf(b);
          const changed =
            inA.has(key) &&
            inB.has(key) &&
            inA.get(key) !== before.get(key) &&
            inB.get(key) !== before.get(key);
          if (!changed || !differ) continue;
          found += 1;
          const conflict = conflicts.find(
            ({ field }) => field.kind === 'waiver' && field.finding === finding,
          );
          expect(new Set(conflict?.heads.map(({ by }) => by))).toEqual(new Set(['Ann', 'Bob']));
          expect(waivers.get(finding)?.id).toBe(conflict?.heads[0].id);
        }
        // What only one of them ever touched is in conflict with nobody.
        for (const { field } of conflicts) if ('by' in field) expect.fail(`conflict about ${field.kind}`);
      }),
      { numRuns: 12 },
    );
    expect(found).toBeGreaterThan(5);
  });

  it('tell how much a file says in a name that is not here', () => {
    const [base, a = noReview(BUNDLE), b = noReview(BUNDLE)] = copies([], [COMMENT, COMMENT], [COMMENT]);
    const file = mergeReviews(a, b);
    expect(newInName(base, file, 'Ann')).toBe(2);
    expect(newInName(a, file, 'Ann')).toBe(0);
    expect(newInName(a, file, 'Bob')).toBe(1);
    expect(newInName(a, file, '')).toBe(0);
  });

  it('are refused where one id has two contents, in either order', () => {
    const a = doAll(noReview(BUNDLE), 'Ann', 1, [{ kind: 'verdict', pick: 0, word: 0 }]);
    const b = doAll(noReview(BUNDLE), 'Ann', 1, [{ kind: 'verdict', pick: 0, word: 1 }]);
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      expect(() => mergeReviews(one, other, 'b.review.json')).toThrow(
        expect.objectContaining({ code: 'review-invalid' }),
      );
  });

  it('are refused where they are of two bundles', () => {
    const other = { ...noReview(BUNDLE), bundleId: `sha256:${'1'.repeat(64)}` };
    const merge = (): unknown => mergeReviews(noReview(BUNDLE), other);
    expect(merge).toThrow();
    try {
      merge();
    } catch (error) {
      expect(asTraceError(error).code).toBe('review-foreign');
    }
  });
});
