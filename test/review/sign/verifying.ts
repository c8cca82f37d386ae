/** A batch of three as Ada signs it and Ben with her, and what verifying it comes to. */
import { readEnvelope, signEnvelope, writeEnvelope, type Envelope } from '../../../src/review/sign/dsse.ts';
import { newKeyPair, publicKeyPem, type KeyPair } from '../../../src/review/sign/ed25519.ts';
import type { TraceEvidence } from '../../../src/review/sign/evidence.ts';
import { statementOf, unsigned } from '../../../src/review/sign/statement.ts';
import { readKeys, writeKeys, type TrustStore } from '../../../src/review/sign/trust.ts';
import { verifyBinding } from '../../../src/review/sign/verify-binding.ts';
import { verifyContent } from '../../../src/review/sign/verify-content.ts';
import { verifySignatures } from '../../../src/review/sign/verify-signatures.ts';
import type { BatchFile, SignoffPredicate, TrustedKey } from '../../../src/schema/generated/types.ts';
import { AT, batchOf, GOOD, signoff } from './evidence.ts';
export const senior = await newKeyPair(true);
export const reviewer = await newKeyPair(true);
export const stranger = await newKeyPair(true);

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
export const keys = [await entry(senior, 'Ada', 'senior'), await entry(reviewer, 'Ben', 'reviewer')];

export const store = (change: (key: TrustedKey) => Partial<TrustedKey> = () => ({})): Promise<TrustStore> =>
  readKeys(JSON.parse(writeKeys(keys.map((key) => ({ ...key, ...change(key) })))), 'keys.json');
export const by = ({ keyid, privateKey }: KeyPair) => ({ keyid, key: privateKey });

/** The batch of three as Ada signs it, and Ben with her. */
export async function signed(
  predicate: SignoffPredicate = ours(),
  pairs = [senior, reviewer],
): Promise<Envelope> {
  let envelope = unsigned(predicate);
  for (const pair of pairs) envelope = await signEnvelope(envelope, by(pair));
  return envelope;
}
export const ours = (traces: readonly TraceEvidence[] = GOOD): SignoffPredicate =>
  signoff(traces, { senior: { name: 'Ada', keyid: senior.keyid } });

export interface Found {
  readonly traces?: readonly TraceEvidence[];
  readonly batch?: BatchFile;
  readonly keys?: TrustStore;
  readonly expected?: Partial<Parameters<typeof verifyContent>[1]>;
  readonly reviewers?: number;
}

export async function faultsOf(envelope: Envelope, found: Found = {}): Promise<readonly string[]> {
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
export async function tampered(change: Partial<SignoffPredicate>): Promise<Envelope> {
  const envelope = await signed();
  return { ...envelope, payload: unsigned({ ...ours(), ...change }).payload };
}
