/** What keeps a batch from being signed off: each thing alone. */
import { describe, expect, it } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import type { TraceEvidence } from '../../../src/review/sign/evidence.ts';
import { failing, GOOD, hash, reviewed, rule, signoff, trace, waived, type TraceChange } from './evidence.ts';

const others = GOOD.slice(1);
const openOf = (first: TraceEvidence) =>
  signoff([first, ...others])
    // Of so few traces two judge each; who are one here are looked at elsewhere.
    .open.filter(({ code }) => code !== 'double-missing')
    .map(({ code, trace: name, about }) => [code, name, about].filter(Boolean).join(' '));
const withA = (change: TraceChange) => openOf(trace('a', { review: reviewed({ Ben: 'accept' }), ...change }));

describe('a batch', () => {
  it('can be accepted where nothing stands open', () => {
    expect(signoff()).toMatchObject({ decision: 'accepted', open: [] });
  });

  it.each([
    ['its bundle is gone', { ...trace('a'), bundle: { state: 'missing' } }, 'bundle-missing a'],
    [
      'its bundle cannot be read',
      { ...trace('a'), bundle: { state: 'unreadable', reason: 'it is no zip.' } },
      'bundle-unreadable a',
    ],
    [
      'its review cannot be read',
      { ...trace('a'), review: { state: 'unreadable', reason: 'it is no JSON.' } },
      'review-unreadable a',
    ],
    [
      'its re-runs cannot be read',
      {
        ...trace('a', { review: reviewed({ Ben: 'accept' }) }),
        verifications: { state: 'unreadable', reason: 'the system answers EACCES.' },
      },
      'verifications-unreadable a',
    ],
    ['nobody has judged it', trace('a'), 'verdict-missing a'],
  ] as const)('stands open where %s', (_, first, expected) => {
    expect(openOf(first)).toEqual([expected]);
  });

  it.each([
    ['bytes of a file changed', { bundleId: `sha256:${hash('other')}` }],
    ['the manifest changed', { manifestSha256: hash('other') }],
  ])('stands open where %s since it was indexed', (_, bundle) => {
    expect(withA({ bundle })).toEqual(['bundle-changed a']);
  });

  it('stands open where its review is of another bundle', () => {
    const first = trace('a', { review: reviewed({ Ben: 'accept' }) });
    const { review } = first;
    if (review.state !== 'read') throw new Error('no review');
    const foreign = { ...first, review: { ...review, content: { ...review.content, bundleId: 'sha256:0' } } };
    expect(openOf(foreign)).toEqual(['review-foreign a']);
  });

  it('stands open where who judged is who captured', () => {
    expect(withA({ review: reviewed({ cy: 'accept' }) })).toEqual(['verdict-own a cy', 'verdict-missing a']);
    expect(withA({ capturer: 'Dan, Ben' })).toEqual(['verdict-own a Ben', 'verdict-missing a']);
    expect(withA({ review: reviewed({ Cy: 'accept', Ben: 'accept' }) })).toEqual(['verdict-own a Cy']);
  });

  it('stands open where somebody does not accept it, or not all do', () => {
    expect(withA({ review: reviewed({ Ben: 'reject' }) })).toEqual(['verdict-negative a Ben']);
    expect(withA({ review: reviewed({ Ben: 'recapture', Eve: 'reject' }) })).toEqual([
      'verdict-negative a Ben',
      'verdict-negative a Eve',
    ]);
    expect(withA({ review: reviewed({ Ben: 'accept', Eve: 'reject' }) })).toEqual(['verdicts-differ a']);
  });

  it('stands open where a gate fails by what nobody let pass', () => {
    expect(withA({ rules: [failing('x')] })).toEqual(['finding-open a gaps/x']);
    const waivers = waived('gaps/x');
    expect(withA({ rules: [failing('x')], review: reviewed({ Ben: 'accept' }, { waivers }) })).toEqual([]);
    expect(withA({ rules: [failing('y')], review: reviewed({ Ben: 'accept' }, { waivers }) })).toEqual([
      'finding-open a gaps/y',
    ]);
  });

  it('does not let those who captured waive', () => {
    const waivers = waived('gaps/x', 'Cy');
    expect(withA({ rules: [failing('x')], review: reviewed({ Ben: 'accept' }, { waivers }) })).toEqual([
      'finding-open a gaps/x',
    ]);
  });

  it('stands open where a gate is shut by what could not be measured: nobody can let that pass', () => {
    const shut = rule({
      stops: true,
      unmeasuredStops: true,
      unmeasured: [{ item: 'voice', reason: 'no heartbeats' }],
    });
    expect(withA({ rules: [shut] })).toEqual(['gate-open a gaps']);
    const waivers = waived('gaps/x');
    const both = { ...failing('x'), unmeasuredStops: true };
    expect(withA({ rules: [both], review: reviewed({ Ben: 'accept' }, { waivers }) })).toEqual([
      'gate-open a gaps',
    ]);
  });

  it('does not mind findings of rules that stop nothing', () => {
    expect(withA({ rules: [{ ...failing('x'), gate: false, stops: false }] })).toEqual([]);
  });

  it('stands open where a part is to be captured again, or different things were said at once', () => {
    const range = { start: 1_000_000 as TraceTime, end: 2_000_000 as TraceTime };
    const mark = {
      id: '1',
      by: 'Ben',
      at: '',
      range,
      code: 'V-LOW',
      note: 'mumbled',
      finding: undefined,
    } as const;
    expect(withA({ review: reviewed({ Ben: 'accept' }, { recaptures: [mark] }) })).toEqual([
      'recapture-open a Ben',
    ]);
    const claim = (by: string, reason: string) =>
      ({
        id: by,
        clock: 1,
        at: '2026-01-01T00:00:00Z',
        by,
        kind: 'waive',
        finding: 'gaps/x',
        reason,
        replaces: [],
      }) as const;
    const conflict = {
      field: { kind: 'waiver', finding: 'gaps/x' },
      heads: [claim('Ben', 'one'), claim('Eve', 'two')],
    } as const;
    expect(withA({ review: reviewed({ Ben: 'accept' }, { conflicts: [conflict] }) })).toEqual([
      'conflict a waiver',
    ]);
  });

  it('stands open where reviewers do not agree, once enough was judged twice to tell', () => {
    const judgedTwice = (count: number, differ: number) =>
      signoff(
        Array.from({ length: count }, (_, index) =>
          trace(`t${index}`, {
            review: reviewed({ Ben: 'accept', Eve: index < differ ? 'accept_with_waivers' : 'accept' }),
          }),
        ),
        { sample: { mode: 'all' } },
      ).open.map(({ code }) => code);
    expect(judgedTwice(10, 5)).toEqual(['agreement-low']);
    expect(judgedTwice(9, 5)).toEqual([]);
    expect(judgedTwice(10, 0)).toEqual([]);
  });

  it('asks for verdicts of the sample alone', () => {
    const many = Array.from({ length: 40 }, (_, index) => trace(`t${index}`));
    const { sampling, open } = signoff(many);
    // C(36, 17) ÷ C(40, 17) = 0.097, and with one less 0.116.
    expect(sampling).toMatchObject({ lot: 40, size: 17 });
    expect(open.map(({ code, trace: name }) => `${code} ${name}`).sort()).toEqual(
      sampling.selected.map(({ name }) => `verdict-missing ${name}`).sort(),
    );
  });
});
