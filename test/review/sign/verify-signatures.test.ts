/** Who signed, and whether that counts. */
import { describe, expect, it } from 'vitest';
import { signEnvelope } from '../../../src/review/sign/dsse.ts';
import { publicKeyPem } from '../../../src/review/sign/ed25519.ts';
import { readKeys, writeKeys } from '../../../src/review/sign/trust.ts';
import { verifySignatures } from '../../../src/review/sign/verify-signatures.ts';
import type { TrustedKey } from '../../../src/schema/generated/types.ts';
import { GOOD, reviewed, trace } from './evidence.ts';
import { faultsOf, keys, ours, reviewer, senior, signed, store, stranger } from './verifying.ts';

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
      GOOD.map(({ row }) =>
        trace(row.name, { review: reviewed({ ada: 'accept', Ben: 'accept', Zoe: 'accept' }) }),
      ),
    ],
    [
      'captured',
      GOOD.map(({ row }) =>
        trace(row.name, { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), capturer: 'Cy, Ada' }),
      ),
    ],
  ] as const)('of a senior who %s do not count', async (_, traces) => {
    expect(await faultsOf(await signed(ours(traces)), { traces })).toEqual(['senior-not-independent a Ada']);
  });

  it('of a senior do not count whom the trust store knows as one who captured, whatever name they give', async () => {
    const named = await store((key) => (key.name === 'Ada' ? { name: 'Cy' } : {}));
    expect(await faultsOf(await signed(), { keys: named })).toEqual(['senior-not-independent a Cy']);
  });
});
