/** How reviews are conducted: who judges twice, what has to be settled, which defects reviewers find. */
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../../src/base/errors.ts';
import { agreementLevel, doublesOf, doublesWanted } from '../../../src/review/conduct/double-review.ts';
import { earlierOf } from '../../../src/review/conduct/earlier.ts';
import { honeypotsWanted, readGold } from '../../../src/review/conduct/honeypots.ts';
import { blindWords, decidingVerdicts, isUnsettled } from '../../../src/review/conduct/verdict-words.ts';
import type { Reviewed, TraceEvidence } from '../../../src/review/sign/evidence.ts';
import type { VerdictWord } from '../../../src/review/sign/verdicts.ts';
import type { GoldFile, SignoffPredicate } from '../../../src/schema/generated/types.ts';
import { reviewed, signoff, trace } from '../sign/evidence.ts';

const openOf = ({ open }: SignoffPredicate): readonly string[] =>
  open.map(({ code, trace: name, about }) => [code, name, about].filter(Boolean).join(' '));

/** The same review, with what some of them said blind. */
function informed(review: Reviewed, blind: Readonly<Record<string, VerdictWord | undefined>>): Reviewed {
  const verdicts = new Map(
    [...review.verdicts].map(([by, one]) => [by, by in blind ? { ...one, blind: blind[by] } : one]),
  );
  return { ...review, verdicts };
}

const both = (first: VerdictWord, second = first): Reviewed => reviewed({ Ben: first, Zoe: second });
const batch = (count: number, review: (index: number) => Reviewed): readonly TraceEvidence[] =>
  Array.from({ length: count }, (_, index) => trace(`t${index}`, { review: review(index) }));
const all = (traces: readonly TraceEvidence[], earlier?: ReturnType<typeof earlierOf>): SignoffPredicate =>
  signoff(traces, { sample: { mode: 'all', earlier } });

/** Another batch than that of `signoff`. */
const NOW = '00000000-0000-4000-8000-000000000000';

describe('double review', () => {
  it.each([
    [1, 0, 1],
    [9, 0, 9],
    [22, 0, 10],
    [22, 7, 5],
    [22, 4, 6],
    [100, 0, 20],
    [101, 50, 21],
    [5, 50, 1],
    [15, 50, 3],
    [0, 0, 0],
  ])('of a sample of %i, with %i judged twice before, is of %i', (sampled, before, wanted) => {
    expect(doublesWanted(sampled, before)).toBe(wanted);
  });

  it('is of the same traces, in whatever order they are listed', () => {
    const traces = Array.from({ length: 30 }, (_, index) => ({
      name: `t${index}`,
      bundleId: `sha256:${index}`,
    }));
    const chosen = doublesOf(traces, 6);
    expect(chosen).toHaveLength(6);
    expect(doublesOf(traces.toReversed(), 6)).toEqual(chosen);
    expect(doublesOf(traces, 3)).toEqual(chosen.slice(0, 3));
  });

  it('stands open until two have judged who did not see what the other says', () => {
    const one = batch(3, (index) => (index === 0 ? reviewed({ Ben: 'accept' }) : both('accept')));
    expect(openOf(signoff(one))).toEqual(['double-missing t0']);
    const seen = batch(3, (index) =>
      index === 0 ? informed(both('accept'), { Zoe: undefined }) : both('accept'),
    );
    expect(openOf(signoff(seen))).toEqual(['double-missing t0']);
    // Who captured it is no second one.
    const own = batch(3, (index) =>
      index === 0 ? reviewed({ Ben: 'accept', Cy: 'accept' }) : both('accept'),
    );
    expect(openOf(signoff(own))).toEqual(['verdict-own t0 Cy', 'double-missing t0']);
  });

  it('is of the first that are drawn, and of no others', () => {
    const many = batch(60, () => reviewed({ Ben: 'accept' }));
    const predicate = signoff(many);
    const { sampling } = predicate;
    expect(sampling.double).toEqual(sampling.selected.slice(0, 10).map(({ name }) => name));
    expect(openOf(predicate).toSorted()).toEqual(
      sampling.double.map((name) => `double-missing ${name}`).sort(),
    );
  });
});

describe('verdicts on one trace', () => {
  const given = (verdict: VerdictWord, blind?: VerdictWord | null) => ({
    verdict,
    ...(blind !== undefined && { blind }),
  });

  it('are compared by what was said blind, and decided by what was said last', () => {
    const talkedOver = [given('accept', 'reject'), given('accept')];
    expect(blindWords(talkedOver)).toEqual(['reject', 'accept']);
    expect(decidingVerdicts(talkedOver)).toEqual(talkedOver);
    expect(isUnsettled(talkedOver)).toBe(false);
    expect(isUnsettled([given('reject'), given('accept')])).toBe(true);
  });

  it('are settled by a third who saw both, and by nobody who saw only one', () => {
    const third = given('accept', null);
    expect(decidingVerdicts([given('reject'), given('accept'), third])).toEqual([third]);
    expect(isUnsettled([given('reject'), given('accept'), third])).toBe(false);
    const second = [given('reject'), third];
    expect(decidingVerdicts(second)).toEqual(second);
    const twice = [given('reject'), given('accept'), third, given('reject', null)];
    expect(isUnsettled(twice)).toBe(true);
  });

  it('are overruled by no third where all who judged blind refuse it, or all let it pass', () => {
    const refused = [given('reject'), given('recapture'), given('accept', null)];
    expect(decidingVerdicts(refused)).toEqual(refused);
    const passed = [given('accept'), given('accept_with_waivers'), given('reject', null)];
    expect(decidingVerdicts(passed)).toEqual(passed);
    // What is to be done about a refused one is still settled.
    const third = given('recapture', null);
    expect(decidingVerdicts([given('reject'), given('recapture'), third])).toEqual([third]);
    const traces = batch(3, (index) =>
      index === 0
        ? informed(reviewed({ Ben: 'reject', Zoe: 'recapture', Eve: 'accept' }), { Eve: undefined })
        : both('accept'),
    );
    const predicate = all(traces);
    expect(openOf(predicate)).toEqual(['verdicts-differ t0']);
    expect(predicate).toMatchObject({ decision: 'open', agreement: { bad: 1 } });
  });

  it('of which a third settles one stand open no more', () => {
    const settled = informed(reviewed({ Ben: 'accept', Zoe: 'reject', Eve: 'accept' }), { Eve: undefined });
    const open = (review: Reviewed) =>
      openOf(signoff(batch(3, (index) => (index === 0 ? review : both('accept')))));
    expect(open(both('accept', 'reject'))).toEqual(['verdicts-differ t0']);
    expect(open(settled)).toEqual([]);
    const against = informed(reviewed({ Ben: 'accept', Zoe: 'reject', Eve: 'reject' }), { Eve: undefined });
    expect(open(against)).toEqual(['verdict-negative t0 Eve']);
  });
});

describe('agreement', () => {
  it.each([
    [9, 0.1, 'untold'],
    [10, 0.8, 'reliable'],
    [10, 0.799, 'settle'],
    [10, 0.667, 'settle'],
    [10, 0.666, 'train'],
  ] as const)('of %i judged twice with α %d is %s', (judged_twice, alpha, level) => {
    expect(agreementLevel({ judged_twice, alpha })).toBe(level);
    expect(agreementLevel({ judged_twice: 3, alpha: 1, window: { judged_twice, alpha } })).toBe(level);
  });

  it('is nothing to rely on where all verdicts are the same', () => {
    expect(agreementLevel({ judged_twice: 10 })).toBe('uniform');
    expect(agreementLevel({ judged_twice: 9 })).toBe('untold');
  });

  /** 20 traces: 17 accepted, or 3 of these rejected, by both; the last one is a waiver more for one of them. */
  const nearly = (last: Reviewed) =>
    batch(20, (index) => (index === 19 ? last : both(index < 3 ? 'reject' : 'accept')));
  const rejections = ['verdict-negative t0 Ben', 'verdict-negative t0 Zoe'];

  it('of 0.667 to 0.80 wants each difference settled', () => {
    const apart = all(nearly(both('accept', 'accept_with_waivers')));
    // 40 values: 33 accept, 6 reject, 1 with waivers; 2 ordered pairs differ: 1 − 39 · 2 ÷ (2 · (33 · 6 + 33 + 6)).
    expect(apart.agreement.alpha).toBeCloseTo(1 - (39 * 2) / (2 * (33 * 6 + 33 + 6)), 12);
    // That can be relied on; with one difference more it cannot.
    expect(openOf(apart).filter((one) => one.startsWith('settling'))).toEqual([]);
    const more = batch(20, (index) =>
      index > 17 ? both('accept', 'accept_with_waivers') : both(index < 3 ? 'reject' : 'accept'),
    );
    const predicate = all(more);
    expect(predicate.agreement.alpha).toBeCloseTo(1 - (39 * 4) / (2 * (32 * 6 + 32 * 2 + 6 * 2)), 12);
    expect(openOf(predicate)).toEqual(
      expect.arrayContaining([...rejections, 'settling-missing t18', 'settling-missing t19']),
    );
    const third = informed(reviewed({ Ben: 'accept', Zoe: 'accept_with_waivers', Eve: 'accept' }), {
      Eve: undefined,
    });
    const settled = batch(20, (index) => (index > 17 ? third : both(index < 3 ? 'reject' : 'accept')));
    expect(openOf(all(settled)).some((one) => one.startsWith('settling'))).toBe(false);
    // What a third says changes nothing of how the two agreed.
    expect(all(settled).agreement.alpha).toBeCloseTo(predicate.agreement.alpha ?? 0, 12);
  });

  it('is that of this batch and of earlier ones, where they are told', () => {
    const before = all(batch(10, () => both('accept')));
    const earlier = earlierOf([{ source: 'a', sha256: 'a'.repeat(64), signoff: before }], NOW);
    expect(earlier).toEqual({
      signoffs: ['a'.repeat(64)],
      capturers: [{ name: 'cy', traces: 10 }],
      verdicts: Array.from({ length: 10 }, () => ['accept', 'accept']),
    });
    const now = all(
      batch(2, () => both('accept', 'accept_with_waivers')),
      earlier,
    );
    expect(now.agreement).toMatchObject({ judged_twice: 2, window: { judged_twice: 12 } });
    expect(openOf(now)).toEqual(['agreement-low']);
    // Without them, two say too little.
    expect(openOf(all(batch(2, () => both('accept', 'accept_with_waivers'))))).toEqual([]);
    const twice = [
      { source: 'b', sha256: 'b'.repeat(64), signoff: before },
      { source: 'a', sha256: 'a'.repeat(64), signoff: before },
    ];
    expect(earlierOf(twice, NOW)).toEqual(earlierOf([...twice.toReversed(), ...twice], NOW));
  });

  it('does not count this batch itself as an earlier one, nor what was replaced', () => {
    const before = all(batch(2, () => both('accept')));
    const refusal = (given: Parameters<typeof earlierOf>[0], batchId: string) => {
      try {
        return earlierOf(given, batchId).signoffs.length;
      } catch (error) {
        const { code, details } = asTraceError(error);
        return [code, details];
      }
    };
    const first = { source: 'first', sha256: 'a'.repeat(64), signoff: before };
    const reason = 'it is of this very batch';
    expect(refusal([first], before.batch.batch_id)).toEqual(['earlier-invalid', { source: 'first', reason }]);
    const second = {
      source: 'second',
      sha256: 'b'.repeat(64),
      signoff: { ...before, supersedes: first.sha256 },
    };
    for (const given of [
      [first, second],
      [second, first],
    ])
      expect(refusal(given, NOW)).toEqual([
        'earlier-invalid',
        { source: 'first', reason: 'another one that is given replaces it' },
      ]);
    expect(refusal([second], NOW)).toBe(1);
  });
});

describe('honeypots', () => {
  const traces = batch(20, () => both('accept'));
  const idOf = ({ row }: TraceEvidence): string => row.bundle_id ?? '';
  const mixed = (review: Reviewed | undefined) => trace('odd', { review });
  const goldOf = (...of: readonly TraceEvidence[]): GoldFile => ({
    schema: { name: 'playhead-gold', version: 1 },
    traces: of.map((one) => ({ bundle_id: idOf(one), defect: 'the sound was cut' })),
  });
  const withOdd = (review: Reviewed | undefined) => {
    const odd = mixed(review);
    return signoff([...traces.slice(0, 7), odd, ...traces.slice(7)], {
      sample: { mode: 'all' },
      gold: goldOf(odd),
    });
  };

  it('are no part of the batch, and tell what each reviewer finds', () => {
    const found = withOdd(both('reject', 'recapture'));
    expect(found.traces.map(({ name }) => name)).toEqual(traces.map(({ row }) => row.name));
    expect({ ...found, honeypots: undefined }).toEqual({ ...all(traces), honeypots: undefined });
    expect(found.honeypots).toMatchObject({
      mixed_in: 1,
      judged: 1,
      found: 1,
      reviewers: [
        { name: 'Ben', judged: 1, found: 1 },
        { name: 'Zoe', judged: 1, found: 1 },
      ],
    });
    expect(found.decision).toBe('accepted');
  });

  it('stand open where somebody let them pass, nobody judged them, or there are too few', () => {
    expect(openOf(withOdd(both('reject', 'accept_with_waivers')))).toEqual(['honeypots-missed Zoe']);
    expect(openOf(withOdd(undefined))).toEqual(['honeypots-unjudged']);
    // What was said after having seen the other is no find.
    expect(openOf(withOdd(informed(both('reject'), { Zoe: 'accept' })))).toEqual(['honeypots-missed Zoe']);
    const many = batch(40, () => both('accept'));
    const odd = mixed(both('reject'));
    expect(openOf(signoff([...many, odd], { sample: { mode: 'all' }, gold: goldOf(odd) }))).toEqual([
      'honeypots-few',
    ]);
  });

  it.each([
    [1, 1],
    [20, 1],
    [21, 2],
    [100, 5],
  ])('of %i that people judge are %i', (sampled, wanted) => expect(honeypotsWanted(sampled)).toBe(wanted));

  it.each([
    [{ schema: { name: 'playhead-gold', version: 1 }, traces: [] }],
    [{ ...goldOf(mixed(undefined)), seed: 1 }],
    ['none'],
  ])('are not read from %j', (json) => {
    let code = '';
    try {
      readGold(json, 'gold.json');
    } catch (error) {
      ({ code } = asTraceError(error));
    }
    expect(code).toBe('gold-invalid');
  });
});
