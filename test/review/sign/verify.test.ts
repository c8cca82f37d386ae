/** What makes a sign-off void, each with its own reason. */
import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../src/review/sign/agreement-of.ts';
import type { Envelope } from '../../../src/review/sign/dsse.ts';
import type { TraceEvidence } from '../../../src/review/sign/evidence.ts';
import { unsigned } from '../../../src/review/sign/statement.ts';
import type { SignoffPredicate } from '../../../src/schema/generated/types.ts';
import { AT, batchOf, failing, GOOD, hash, NONCE, reviewed, signoff, trace, waived } from './evidence.ts';
import { faultsOf, ours, reviewer, senior, signed, tampered, type Found } from './verifying.ts';

describe('a sign-off', () => {
  it('holds where nothing changed', async () => {
    expect(await faultsOf(await signed())).toEqual([]);
  });

  it('is the same bytes, however its fields were put together', () => {
    const predicate = ours();
    const turned = Object.fromEntries(Object.entries(predicate).reverse()) as unknown as SignoffPredicate;
    expect(unsigned(turned).payload).toEqual(unsigned(predicate).payload);
    expect(JSON.parse(new TextDecoder().decode(unsigned(predicate).payload))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'urn:playhead:schema:signoff:1',
      subject: [
        { name: 'a', digest: { dirHash: hash('bytes of a') } },
        { name: 'b', digest: { dirHash: hash('bytes of b') } },
        { name: 'c', digest: { dirHash: hash('bytes of c') } },
      ],
    });
  });
});

describe('a changed byte', () => {
  it('of a bundle names the bundle', async () => {
    const traces = [
      trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), bundle: { root: hash('other') } }),
      ...GOOD.slice(1),
    ];
    expect(await faultsOf(await signed(), { traces })).toEqual(['bundle-changed a']);
  });

  it('of a zip names the bundle, and unpacking it changes nothing', async () => {
    const zipped = (zipSha256: string | undefined): readonly TraceEvidence[] => [
      trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), bundle: { zipSha256 } }),
      ...GOOD.slice(1),
    ];
    const envelope = await signed(ours(zipped(hash('zip'))));
    expect(await faultsOf(envelope, { traces: zipped(hash('zip')) })).toEqual([]);
    expect(await faultsOf(envelope, { traces: zipped(hash('other zip')) })).toEqual(['bundle-changed a']);
    expect(await faultsOf(envelope, { traces: zipped(undefined) })).toEqual([]);
  });

  it('of the payload makes both signatures invalid', async () => {
    expect(await faultsOf(await tampered({ at: '2026-11-26T12:00:01.000Z' }))).toEqual([
      `signature-invalid ${senior.keyid}`,
      `signature-invalid ${reviewer.keyid}`,
      'reviewer-missing',
    ]);
  });

  it.each([
    ['gone', { state: 'missing' }, 'bundle-missing b'],
    ['unreadable', { state: 'unreadable', reason: 'it is no zip.' }, 'bundle-unreadable b'],
  ] as const)('of a bundle that is %s', async (_, bundle, expected) => {
    const traces = GOOD.map((one) => (one.row.name === 'b' ? { ...one, bundle } : one));
    expect(await faultsOf(await signed(), { traces })).toEqual([expected]);
  });
});

describe('what is signed of a bundle', () => {
  it.each([
    ['bundle_id', { bundle_id: `sha256:${hash('other')}` }],
    ['family', { family: 'feature' }],
    ['title', { title: 'Another task' }],
    ['capturer', { capturer: { name: 'Dan', kind: 'human' } }],
    ['duration_us', { duration_us: 1 }],
    ['steps', { steps: 3 }],
    ['claim', { claim: { completion: 'complete', success: 'failure' } }],
  ] as const)('must be what its bytes say: %s', async (field, change) => {
    const predicate = ours();
    const traces = predicate.traces.map((one) => (one.name === 'a' ? { ...one, ...change } : one));
    expect(await faultsOf(await signed({ ...predicate, traces }))).toContain(`bundle-changed a ${field}`);
  });
});

describe('a changed verdict', () => {
  it.each([
    ['another one', reviewed({ Ben: 'reject', Zoe: 'accept' }), 'verdict-changed a Ben'],
    ['one more', reviewed({ Ben: 'accept', Zoe: 'accept', Eve: 'accept' }), 'verdict-changed a Eve'],
    ['none any more', reviewed({ Zoe: 'accept' }), 'verdict-changed a Ben'],
    [
      'a waiver',
      reviewed({ Ben: 'accept', Zoe: 'accept' }, { waivers: waived('gaps/x') }),
      'waiver-changed a gaps/x',
    ],
  ] as const)('in a review: %s', async (_, review, expected) => {
    const traces = [trace('a', { review }), ...GOOD.slice(1)];
    expect(await faultsOf(await signed(), { traces })).toEqual([expected]);
  });

  it('in the payload is found by the signature and by the review', async () => {
    const [first, ...rest] = ours().traces;
    if (!first) throw new Error('no trace');
    const verdicts = [{ by: 'Ben', verdict: 'accept_with_waivers' as const, at: AT }];
    const faults = await faultsOf(await tampered({ traces: [{ ...first, verdicts }, ...rest] }));
    expect(faults).toContain(`signature-invalid ${senior.keyid}`);
    expect(faults).toContain('verdict-changed a Ben');
  });

  it('is none where a review says more of other things', async () => {
    const range = {
      id: '1',
      by: 'Ben',
      at: AT,
      range: { start: 0, end: 1 },
      code: 'V-LOW',
      note: '',
      finding: undefined,
    };
    const review = reviewed({ Ben: 'accept', Zoe: 'accept' }, { recaptures: [range as never] });
    expect(await faultsOf(await signed(), { traces: [trace('a', { review }), ...GOOD.slice(1)] })).toEqual(
      [],
    );
  });
});

const RECORDS = { state: 'read', content: new TextEncoder().encode('{"n":1}\n') } as const;

describe('what else was signed', () => {
  it('is these traces of this batch, no more and no less', async () => {
    const envelope = await signed();
    const more = [...GOOD, trace('d', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }) })];
    expect(await faultsOf(envelope, { traces: more })).toEqual(['trace-unsigned d']);
    expect(await faultsOf(envelope, { traces: GOOD.slice(1) })).toEqual(['trace-gone a']);
    const other = { ...batchOf(GOOD), batch_id: '00000000-0000-4000-8000-000000000000' };
    expect(await faultsOf(envelope, { batch: other })).toEqual(['batch-changed']);
  });

  it('is the beginning of the records of re-runs: more may come', async () => {
    const records = (text: string | undefined): readonly TraceEvidence[] =>
      GOOD.map((one) =>
        one.row.name === 'a' && text !== undefined
          ? { ...one, verifications: { state: 'read', content: new TextEncoder().encode(text) } }
          : one,
      );
    const envelope = await signed(ours(records('{"n":1}\n')));
    expect(await faultsOf(envelope, { traces: records('{"n":1}\n{"n":2}\n') })).toEqual([]);
    for (const text of ['{"n":3}\n', '{"n":1}', undefined])
      expect(await faultsOf(envelope, { traces: records(text) })).toEqual(['verifications-changed a']);
  });

  it('is not said to have changed where it could not be reached', async () => {
    const unreached = { state: 'unreached', reason: 'No network.' } as const;
    const envelope = await signed(ours(GOOD.map((one) => ({ ...one, verifications: RECORDS }))));
    const traces = GOOD.map((one) => ({
      ...one,
      bundle: unreached,
      review: unreached,
      verifications: unreached,
    }));
    expect(await faultsOf(envelope, { traces: traces.slice(0, 1), batch: batchOf(GOOD) })).toEqual([
      'not-checked a bundle',
      'not-checked a review',
      'not-checked a records of re-runs',
      'trace-gone b',
      'trace-gone c',
    ]);
  });

  it('is not counted as earlier by the one that replaces it', async () => {
    const replaced = hash('replaced');
    const over = (signoffs: readonly string[]): SignoffPredicate =>
      signoff(GOOD, {
        senior: { name: 'Ada', keyid: senior.keyid },
        supersedes: replaced,
        sample: { mode: 'all', earlier: { signoffs: [...signoffs], capturers: [], verdicts: [] } },
      });
    expect(await faultsOf(await signed(over([hash('another')])))).toEqual([]);
    expect(await faultsOf(await signed(over([hash('another'), replaced])))).toEqual(['decision-unfounded']);
  });

  it('is the profile, all of it, and the one agreed on', async () => {
    const { profile } = ours();
    const content = { ...profile.content, version: '9.9.9' };
    const lax = await signed({ ...ours(), profile: { ...profile, content } });
    expect(await faultsOf(lax)).toEqual(['profile-changed']);
    expect(await faultsOf(await signed(), { expected: { profile: profile.digest } })).toEqual([]);
    expect(await faultsOf(await signed(), { expected: { profile: hash('other') } })).toEqual([
      'profile-changed',
    ]);
  });

  it('is the sample that its number draws, and the number that was promised', async () => {
    const { sampling } = ours();
    const commitment = hash('');
    for (const change of [
      { size: 1 },
      { selected: sampling.selected.toReversed() },
      { nonce: NONCE.replace('5', '6') },
      { seed: hash('chosen') },
      { commitment },
    ])
      expect(await faultsOf(await signed({ ...ours(), sampling: { ...sampling, ...change } }))).toEqual([
        'sample-changed',
      ]);
    expect(await faultsOf(await signed(), { expected: { commitment } })).toEqual(['sample-changed']);
    expect(await faultsOf(await signed(), { expected: { commitment: sampling.commitment } })).toEqual([]);
    const unsampled = ours().traces.map((one) => ({ ...one, sampled: false }));
    const agreement = agreementOf(unsampled);
    expect(await faultsOf(await signed({ ...ours(), traces: unsampled, agreement }))).toEqual([
      'sample-changed',
    ]);
  });

  it('is a time that is not to come, but for clocks that differ', async () => {
    const earlier = (minutes: number): Found => ({ expected: { now: Date.parse(AT) - minutes * 60_000 } });
    expect(await faultsOf(await signed(), earlier(5))).toEqual([]);
    expect(await faultsOf(await signed(), earlier(6))).toEqual(['signed-ahead']);
  });

  it('holds as it used to be told of verdicts that are all the same', async () => {
    const both = GOOD.map((one) =>
      trace(one.row.name, { review: reviewed({ Ben: 'accept', Zoe: 'accept' }) }),
    );
    const { agreement } = ours(both);
    expect(agreement.pairs).toBeGreaterThan(0);
    expect(agreement.alpha).toBeUndefined();
    const told = (alpha: number) =>
      signed({ ...ours(both), agreement: { ...agreement, alpha, alpha_ordinal: alpha } });
    expect(await faultsOf(await told(1), { traces: both })).toEqual([]);
    expect(await faultsOf(await told(0.9), { traces: both })).toEqual(['decision-unfounded']);
  });

  it('is a decision that its own content supports', async () => {
    const traces = GOOD.map((one) =>
      one.row.name === 'a' ? trace('a', { review: reviewed({ Ben: 'reject', Zoe: 'reject' }) }) : one,
    );
    const open = ours(traces);
    expect(await faultsOf(await signed(open), { traces })).toEqual(['left-open']);
    expect(await faultsOf(await signed(open), { traces, expected: { allowOpen: true } })).toEqual([]);
    const claimed = await signed({ ...open, decision: 'accepted', open: [] });
    expect(await faultsOf(claimed, { traces })).toEqual(['decision-unfounded a']);
  });

  it('is a decision that what the rules say supports', async () => {
    const found = (review = reviewed({ Ben: 'accept', Zoe: 'accept' })): readonly TraceEvidence[] => [
      trace('a', { review, rules: [failing('x')] }),
      ...GOOD.slice(1),
    ];
    const claimed = (traces: readonly TraceEvidence[]): Promise<Envelope> =>
      signed({ ...ours(traces), decision: 'accepted', open: [] });
    const own = found(reviewed({ Ben: 'accept', Zoe: 'accept' }, { waivers: waived('gaps/x', 'Cy') }));
    for (const traces of [found(), own])
      expect(await faultsOf(await claimed(traces), { traces })).toEqual(['decision-unfounded a']);
    const waivedBy = found(reviewed({ Ben: 'accept', Zoe: 'accept' }, { waivers: waived('gaps/x') }));
    expect(await faultsOf(await signed(ours(waivedBy)), { traces: waivedBy })).toEqual([]);
  });

  it('is no decision by whoever worked in a trace', async () => {
    const traces = [
      trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept', Cy: 'accept' }) }),
      ...GOOD.slice(1),
    ];
    const claimed = await signed({ ...ours(traces), decision: 'accepted', open: [] });
    expect(await faultsOf(claimed, { traces })).toEqual(['decision-unfounded a']);
  });

  it('is how reviewers agree by these verdicts, and that they do', async () => {
    const told = { ...ours().agreement, alpha: 0.9 };
    expect(await faultsOf(await signed({ ...ours(), agreement: told }))).toEqual(['decision-unfounded']);
    const traces = Array.from({ length: 10 }, (_, index) =>
      trace(`t${index}`, {
        review: reviewed({ Ben: 'accept', Zoe: 'accept', Eve: index < 5 ? 'accept_with_waivers' : 'accept' }),
      }),
    );
    const apart = signoff(traces, {
      sample: { mode: 'all' },
      senior: { name: 'Ada', keyid: senior.keyid },
    });
    expect(apart.open.map(({ code }) => code)).toEqual(['agreement-low']);
    const claimed = await signed({ ...apart, decision: 'accepted', open: [] });
    expect(await faultsOf(claimed, { traces })).toEqual(['decision-unfounded']);
  });
});
