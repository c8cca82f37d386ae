/** Agreement of reviewers from what is signed. */
import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../src/review/sign/agreement-of.ts';
import type { VerdictWord } from '../../../src/review/sign/verdicts.ts';
import { AT } from './evidence.ts';

const judged = (verdicts: Readonly<Record<string, VerdictWord>>, sampled = true) => ({
  sampled,
  capturer: { name: 'Cy', kind: 'human' },
  verdicts: Object.entries(verdicts).map(([by, verdict]) => ({ by, verdict, at: AT })),
});

describe('the agreement of a batch', () => {
  it('says nothing of what nobody judged twice', () => {
    expect(agreementOf([judged({ Ben: 'accept' }), judged({ Eve: 'reject' }), judged({})])).toEqual({
      judged: 2,
      judged_twice: 0,
      pairs: 0,
      bad: 1,
      // Wilson, 1 of 2.
      bad_interval: [expect.closeTo(0.0945, 3), expect.closeTo(0.9055, 3)],
    });
  });

  it('is of the sample alone, its α and how many were judged twice alike', () => {
    const sample = [judged({ Ben: 'accept', Eve: 'accept' }), judged({ Ben: 'accept', Eve: 'reject' })];
    const beside = judged({ Ben: 'accept', Eve: 'reject' }, false);
    const found = agreementOf([...sample, beside]);
    expect(found).toEqual(agreementOf(sample));
    expect(found).toMatchObject({ judged: 2, judged_twice: 2, pairs: 2, raw: 0.5, bad: 1 });
    // Four values, three of them accept: 1 − 3 · (2 ÷ 2 ordered pairs) ÷ 3.
    expect(found.alpha).toBeCloseTo(0, 12);
    // (4 · 0.5 − 1) ÷ 3.
    expect(found.pabak).toBeCloseTo(1 / 3, 12);
  });

  it("gives Cohen's κ where the same two judged all, and not otherwise", () => {
    const two = [judged({ Ben: 'accept', Eve: 'accept' }), judged({ Ben: 'reject', Eve: 'reject' })];
    expect(agreementOf(two).kappa).toBe(1);
    expect(agreementOf([...two, judged({ Ben: 'accept', Dan: 'accept' })]).kappa).toBeUndefined();
    expect(agreementOf([...two, judged({ Ben: 'accept', Dan: 'accept', Eve: 'accept' })])).toMatchObject({
      pairs: 5,
    });
  });

  it('counts the pairs of a crowd, of which there are too many to list', () => {
    const crowd = Object.fromEntries(
      Array.from({ length: 60_000 }, (_, n) => [`R${n}`, n < 30_000 ? 'accept' : 'reject'] as const),
    );
    const among = (n: number): number => (n * (n - 1)) / 2;
    expect(agreementOf([judged(crowd)])).toMatchObject({
      judged_twice: 1,
      pairs: among(60_000),
      raw: (2 * among(30_000)) / among(60_000),
    });
  });

  it('leaves out who judged work of their own', () => {
    expect(agreementOf([judged({ Ben: 'accept', Cy: 'reject' })])).toMatchObject({
      judged: 1,
      pairs: 0,
      bad: 0,
    });
  });
});
