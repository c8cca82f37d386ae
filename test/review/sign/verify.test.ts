/** What makes a sign-off void, each with its own reason. */
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { agreementOf } from '../../../src/review/sign/agreement-of.ts';
import {
  isSignedBy,
  readEnvelope,
  signEnvelope,
  writeEnvelope,
  type Envelope,
} from '../../../src/review/sign/dsse.ts';
import { newKeyPair, publicKeyPem, type KeyPair } from '../../../src/review/sign/ed25519.ts';
import type { TraceEvidence } from '../../../src/review/sign/evidence.ts';
import { statementOf, unsigned } from '../../../src/review/sign/statement.ts';
import { readKeys, writeKeys, type TrustStore } from '../../../src/review/sign/trust.ts';
import { verifyBinding, verifyContent } from '../../../src/review/sign/verify-binding.ts';
import { verifySignatures } from '../../../src/review/sign/verify-signatures.ts';
import type { BatchFile, SignoffPredicate, TrustedKey } from '../../../src/schema/generated/types.ts';
import { AT, batchOf, failing, GOOD, hash, NONCE, reviewed, signoff, trace, waived } from './evidence.ts';

let senior: KeyPair;
let reviewer: KeyPair;
let stranger: KeyPair;
let keys: readonly TrustedKey[];
beforeAll(async () => {
  [senior, reviewer, stranger] = [await newKeyPair(true), await newKeyPair(true), await newKeyPair(true)];
  const entry = async (
    { keyid, publicKey }: KeyPair,
    name: string,
    role: 'senior' | 'reviewer',
  ): Promise<TrustedKey> => ({
    keyid,
    public_key: await publicKeyPem(publicKey),
    name,
    roles: [role],
    valid_from: '2026-01-01T00:00:00Z',
  });
  keys = [await entry(senior, 'Ada', 'senior'), await entry(reviewer, 'Ben', 'reviewer')];
});

const store = (change: (key: TrustedKey) => Partial<TrustedKey> = () => ({})): Promise<TrustStore> =>
  readKeys(JSON.parse(writeKeys(keys.map((key) => ({ ...key, ...change(key) })))), 'keys.json');
const by = ({ keyid, privateKey }: KeyPair) => ({ keyid, key: privateKey });

/** The batch of three as Ada signs it, and Ben with her. */
async function signed(predicate: SignoffPredicate = ours(), pairs = [senior, reviewer]): Promise<Envelope> {
  let envelope = unsigned(predicate);
  for (const pair of pairs) envelope = await signEnvelope(envelope, by(pair));
  return envelope;
}
const ours = (traces: readonly TraceEvidence[] = GOOD): SignoffPredicate =>
  signoff(traces, { senior: { name: 'Ada', keyid: senior.keyid } });

interface Found {
  readonly traces?: readonly TraceEvidence[];
  readonly batch?: BatchFile;
  readonly keys?: TrustStore;
  readonly expected?: Partial<Parameters<typeof verifyContent>[1]>;
  readonly reviewers?: number;
}

async function faultsOf(envelope: Envelope, found: Found = {}): Promise<readonly string[]> {
  const read = readEnvelope(writeEnvelope(envelope), 'x');
  const predicate = statementOf(read, 'x');
  const { traces = GOOD, batch = batchOf(traces), reviewers = 1 } = found;
  const { faults } = await verifySignatures(read, predicate, found.keys ?? (await store()), reviewers);
  const expected = {
    profile: undefined,
    commitment: undefined,
    allowOpen: false,
    now: Date.parse(AT),
    ...found.expected,
  };
  return [...faults, ...verifyContent(predicate, expected), ...verifyBinding(predicate, batch, traces)].map(
    ({ code, trace: name, about }) => [code, name, about?.slice(0, 64)].filter(Boolean).join(' '),
  );
}

/** Ours with other content, under the signatures of the first. */
async function tampered(change: Partial<SignoffPredicate>): Promise<Envelope> {
  const envelope = await signed();
  return { ...envelope, payload: unsigned({ ...ours(), ...change }).payload };
}

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
      trace('a', { review: reviewed({ Ben: 'accept' }), bundle: { root: hash('other') } }),
      ...GOOD.slice(1),
    ];
    expect(await faultsOf(await signed(), { traces })).toEqual(['bundle-changed a']);
  });

  it('of a zip names the bundle, and unpacking it changes nothing', async () => {
    const zipped = (zipSha256: string | undefined): readonly TraceEvidence[] => [
      trace('a', { review: reviewed({ Ben: 'accept' }), bundle: { zipSha256 } }),
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
    ['claim', { claim: { completion: 'complete', success: 'failure' } }],
  ] as const)('must be what its bytes say: %s', async (field, change) => {
    const predicate = ours();
    const traces = predicate.traces.map((one) => (one.name === 'a' ? { ...one, ...change } : one));
    expect(await faultsOf(await signed({ ...predicate, traces }))).toContain(`bundle-changed a ${field}`);
  });
});

describe('a changed verdict', () => {
  it.each([
    ['another one', reviewed({ Ben: 'reject' }), 'verdict-changed a Ben'],
    ['one more', reviewed({ Ben: 'accept', Eve: 'accept' }), 'verdict-changed a Eve'],
    ['none any more', reviewed({}), 'verdict-changed a Ben'],
    ['a waiver', reviewed({ Ben: 'accept' }, { waivers: waived('gaps/x') }), 'waiver-changed a gaps/x'],
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
    const review = reviewed({ Ben: 'accept' }, { recaptures: [range as never] });
    expect(await faultsOf(await signed(), { traces: [trace('a', { review }), ...GOOD.slice(1)] })).toEqual(
      [],
    );
  });
});

describe('a swapped key', () => {
  it('is not trusted under its own name', async () => {
    const predicate = { ...ours(), senior: { name: 'Ada', keyid: stranger.keyid } };
    expect(await faultsOf(await signed(predicate, [stranger, reviewer]))).toEqual([
      `key-untrusted ${stranger.keyid}`,
    ]);
  });

  it('does not sign under the name of another', async () => {
    const envelope = await signed(ours(), [reviewer]);
    const forged = await signEnvelope(
      { ...envelope, signatures: [] },
      { keyid: senior.keyid, key: stranger.privateKey },
    );
    const both = { ...envelope, signatures: [...forged.signatures, ...envelope.signatures] };
    expect(await faultsOf(both)).toEqual([`signature-invalid ${senior.keyid}`]);
  });

  it('does not get into the trust store under the name of another', async () => {
    const other = await publicKeyPem(stranger.publicKey);
    await expect(store(() => ({ public_key: other }))).rejects.toMatchObject({ code: 'keys-invalid' });
  });
});

describe('signatures', () => {
  it.each([
    ['a role that it has not', () => ({ roles: ['capturer'] }), 'key-role'],
    ['a time in which it was not valid', () => ({ valid_until: '2026-02-01T00:00:00Z' }), 'key-expired'],
    ['a key that was revoked', () => ({ revoked: '2026-12-01T00:00:00Z' }), 'key-revoked'],
  ] as const)('do not count with %s', async (_, change, code) => {
    const only = await store((key) =>
      key.name === 'Ada' ? (change() as unknown as Partial<TrustedKey>) : {},
    );
    expect(await faultsOf(await signed(), { keys: only })).toEqual([`${code} ${senior.keyid}`]);
  });

  it('must be of the senior and of one who judged', async () => {
    expect(await faultsOf(await signed(ours(), [reviewer]))).toEqual([`senior-missing ${senior.keyid}`]);
    expect(await faultsOf(await signed(ours(), [senior]))).toEqual(['reviewer-missing']);
    expect(await faultsOf(await signed(ours(), [senior]), { reviewers: 0 })).toEqual([]);
    expect(await faultsOf(await signed(), { reviewers: 2 })).toEqual(['reviewer-missing']);
    expect(await faultsOf({ ...(await signed()), signatures: [] })).toEqual([
      `senior-missing ${senior.keyid}`,
      'reviewer-missing',
    ]);
  });

  it('of a key that nobody knows do no harm where the others suffice', async () => {
    const envelope = await signed(ours(), [senior, reviewer, stranger]);
    expect(await faultsOf(envelope)).toEqual([]);
    const { notes } = await verifySignatures(envelope, ours(), await store(), 1);
    expect(notes).toMatchObject([{ code: 'key-untrusted', about: stranger.keyid }]);
    expect(await faultsOf(await signed(ours(), [senior, stranger]))).toEqual([
      `key-untrusted ${stranger.keyid}`,
      'reviewer-missing',
    ]);
  });

  it('of one person count once, however the name is written', async () => {
    const extra = {
      keyid: stranger.keyid,
      public_key: await publicKeyPem(stranger.publicKey),
      name: 'Ｂen ',
      roles: ['reviewer'],
      valid_from: '2026-01-01T00:00:00Z',
    } as const;
    const two = await readKeys(JSON.parse(writeKeys([...keys, extra])), 'keys.json');
    const envelope = await signed(ours(), [senior, reviewer, stranger]);
    expect(await faultsOf(envelope, { keys: two })).toEqual([]);
    expect(await faultsOf(envelope, { keys: two, reviewers: 2 })).toEqual(['reviewer-missing']);
  });

  it('of one who judged nothing do not stand for those who did', async () => {
    const eve = await store((key) => (key.name === 'Ben' ? { name: 'Eve' } : {}));
    expect(await faultsOf(await signed(), { keys: eve })).toEqual(['reviewer-missing']);
  });

  it.each([
    [
      'judged',
      GOOD.map(({ row }) => trace(row.name, { review: reviewed({ ada: 'accept', Ben: 'accept' }) })),
    ],
    [
      'captured',
      GOOD.map(({ row }) => trace(row.name, { review: reviewed({ Ben: 'accept' }), capturer: 'Cy, Ada' })),
    ],
  ] as const)('of a senior who %s do not count', async (_, traces) => {
    expect(await faultsOf(await signed(ours(traces)), { traces })).toEqual(['senior-not-independent a Ada']);
  });

  it('of a senior do not count whom the trust store knows as one who captured, whatever name they give', async () => {
    const named = await store((key) => (key.name === 'Ada' ? { name: 'Cy' } : {}));
    expect(await faultsOf(await signed(), { keys: named })).toEqual(['senior-not-independent a Cy']);
  });
});

describe('what else was signed', () => {
  it('is these traces of this batch, no more and no less', async () => {
    const envelope = await signed();
    const more = [...GOOD, trace('d', { review: reviewed({ Ben: 'accept' }) })];
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

  it('is a decision that its own content supports', async () => {
    const traces = GOOD.map((one) =>
      one.row.name === 'a' ? trace('a', { review: reviewed({ Ben: 'reject' }) }) : one,
    );
    const open = ours(traces);
    expect(await faultsOf(await signed(open), { traces })).toEqual(['left-open']);
    expect(await faultsOf(await signed(open), { traces, expected: { allowOpen: true } })).toEqual([]);
    const claimed = await signed({ ...open, decision: 'accepted', open: [] });
    expect(await faultsOf(claimed, { traces })).toEqual(['decision-unfounded a']);
  });

  it('is a decision that what the rules say supports', async () => {
    const found = (review = reviewed({ Ben: 'accept' })): readonly TraceEvidence[] => [
      trace('a', { review, rules: [failing('x')] }),
      ...GOOD.slice(1),
    ];
    const claimed = (traces: readonly TraceEvidence[]): Promise<Envelope> =>
      signed({ ...ours(traces), decision: 'accepted', open: [] });
    const own = found(reviewed({ Ben: 'accept' }, { waivers: waived('gaps/x', 'Cy') }));
    for (const traces of [found(), own])
      expect(await faultsOf(await claimed(traces), { traces })).toEqual(['decision-unfounded a']);
    const waivedBy = found(reviewed({ Ben: 'accept' }, { waivers: waived('gaps/x') }));
    expect(await faultsOf(await signed(ours(waivedBy)), { traces: waivedBy })).toEqual([]);
  });

  it('is no decision by whoever worked in a trace', async () => {
    const traces = [trace('a', { review: reviewed({ Ben: 'accept', Cy: 'accept' }) }), ...GOOD.slice(1)];
    const claimed = await signed({ ...ours(traces), decision: 'accepted', open: [] });
    expect(await faultsOf(claimed, { traces })).toEqual(['decision-unfounded a']);
  });

  it('is how reviewers agree by these verdicts, and that they do', async () => {
    const told = { ...ours().agreement, alpha: 1 };
    expect(await faultsOf(await signed({ ...ours(), agreement: told }))).toEqual(['decision-unfounded']);
    const traces = Array.from({ length: 10 }, (_, index) =>
      trace(`t${index}`, {
        review: reviewed({ Ben: 'accept', Eve: index < 5 ? 'accept_with_waivers' : 'accept' }),
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

describe('a statement', () => {
  const withPayload = async (value: unknown): Promise<Envelope> => ({
    ...(await signed()),
    payload: new TextEncoder().encode(canonicalize(value)),
  });
  const statement = async (): Promise<Record<string, unknown>> =>
    JSON.parse(new TextDecoder().decode((await signed()).payload)) as Record<string, unknown>;

  it('can be read again, however long the notes of reviewers are', () => {
    const review = reviewed({});
    const verdict = { id: '1', by: 'Ben', at: AT, verdict: 'reject', note: '😀'.repeat(10_000) } as const;
    const traces = [
      trace('a', { review: { ...review, verdicts: new Map([['Ben', verdict]]) } }),
      ...GOOD.slice(1),
    ];
    const [open] = statementOf(unsigned(ours(traces)), 'x').open;
    expect(open?.message).toBe(`Ben: reject: ${'😀'.repeat(4000 - 'Ben: reject: …'.length)}…`);
  });

  it('that nobody could read again is not made', () => {
    const long = ours().traces.map((one) => ({ ...one, title: 'x'.repeat(2001) }));
    expect(() => unsigned({ ...ours(), traces: long })).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it.each([
    ['of another type', { _type: 'https://in-toto.io/Statement/v0.1' }],
    ['of another kind', { predicateType: 'https://slsa.dev/provenance/v1' }],
    ['with other subjects', { subject: [] }],
    ['without its predicate', { predicate: {} }],
  ])('%s is none of ours', async (_, change) => {
    const envelope = await withPayload({ ...(await statement()), ...change });
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it('with a field that this version does not know is none of ours', async () => {
    const { predicate, ...rest } = await statement();
    const envelope = await withPayload({ ...rest, predicate: { ...(predicate as object), except: 'b' } });
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it('counts as what its envelope says that it is', async () => {
    const envelope = { ...(await signed()), payloadType: 'text/plain' };
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
    const [first] = envelope.signatures;
    expect(first && (await isSignedBy(envelope, first, { keyid: senior.keyid, key: senior.publicKey }))).toBe(
      false,
    );
  });
});
