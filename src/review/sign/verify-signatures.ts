/** Who signed, and whether that counts. Pure. */
import type { SignoffPredicate } from '../../schema/generated/types.ts';
import { isSameName, plainName } from '../conduct/people.ts';
import { isSignedBy, type Envelope, type Signature } from './dsse.ts';
import { fault, type Fault } from './fault.ts';
import { partOf } from './signoff.ts';
import { distrustOf, type Distrust, type Role, type Trusted, type TrustStore } from './trust.ts';

/** A signature that counts. */
export interface Signer {
  readonly keyid: string;
  readonly name: string;
  readonly role: Role;
}

export interface CheckedSignatures {
  readonly signers: readonly Signer[];
  readonly faults: readonly Fault[];
  /** Of keys that nobody here knows, where those that are known suffice: anybody can add a signature to a file. */
  readonly notes: readonly Fault[];
}

/**
 * Compares each signature with the key that it names, and that key with the trust store. It takes one of the senior that the
 * statement names, who took no other part in the batch, and `reviewers` of people who judged in it.
 */
export async function verifySignatures(
  envelope: Envelope,
  signoff: SignoffPredicate,
  store: TrustStore,
  reviewers: number,
): Promise<CheckedSignatures> {
  const faults: Fault[] = [];
  const signers: Signer[] = [];
  for (const signature of envelope.signatures) {
    const checked = await check(envelope, signature, signoff, store);
    if ('code' in checked) faults.push(checked);
    else if (!signers.some(({ keyid }) => keyid === checked.keyid)) signers.push(checked);
  }
  const missing = lacking(signers, faults, signoff, reviewers);
  const isIdle = ({ code, about }: Fault): boolean =>
    missing.length === 0 && code === 'key-untrusted' && about !== signoff.senior.keyid;
  return {
    signers,
    faults: [...faults.filter((one) => !isIdle(one)), ...missing],
    notes: faults.filter(isIdle),
  };
}

async function check(
  envelope: Envelope,
  signature: Signature,
  signoff: SignoffPredicate,
  store: TrustStore,
): Promise<Signer | Fault> {
  const { keyid } = signature;
  const role: Role = keyid === signoff.senior.keyid ? 'senior' : 'reviewer';
  const trusted = store.get(keyid);
  const distrust = distrustOf(trusted, role, signoff.at);
  if (!trusted || distrust)
    return fault(
      distrust ?? 'key-untrusted',
      DISTRUST_WORDS[distrust ?? 'key-untrusted'](nameOf(trusted, keyid), role),
      { about: keyid },
    );
  const { name } = trusted.entry;
  if (!(await isSignedBy(envelope, signature, trusted.key)))
    return fault(
      'signature-invalid',
      `This is not the signature of ${name} over these bytes: what was signed has been changed, or another key signed it.`,
      { about: keyid },
    );
  return { keyid, name, role };
}

/** Why a signature of somebody does not count. */
export const DISTRUST_WORDS: Readonly<Record<Distrust, (name: string, role: Role) => string>> = {
  'key-untrusted': (name) => `It is signed by a key that is not among the trusted ones (${name}).`,
  'key-role': (name, role) => `The key of ${name} is not trusted as ${role}.`,
  'key-expired': (name) => `The key of ${name} was not valid when it signed.`,
  'key-revoked': (name) => `The key of ${name} was revoked: nothing that it signed counts.`,
};

function nameOf(trusted: Trusted | undefined, keyid: string): string {
  return trusted?.entry.name ?? `${keyid.slice(0, 16)}…`;
}

function lacking(
  signers: readonly Signer[],
  faults: readonly Fault[],
  signoff: SignoffPredicate,
  reviewers: number,
): readonly Fault[] {
  const { senior, traces } = signoff;
  const signed = signers.find(({ keyid }) => keyid === senior.keyid);
  const found: Fault[] = [];
  // A fault of that key says more.
  if (!signed && !faults.some(({ about }) => about === senior.keyid))
    found.push(
      fault('senior-missing', `${senior.name}, who is to have decided, has not signed.`, {
        about: senior.keyid,
      }),
    );
  for (const name of new Set(signed ? [senior.name, signed.name] : [senior.name])) {
    const part = partOf(name, traces);
    if (part)
      found.push(
        fault('senior-not-independent', `${name} decided, and was ${part.as} of ${part.trace}.`, {
          trace: part.trace,
          about: name,
        }),
      );
  }
  const judges = signers.filter(({ name, role }) => role === 'reviewer' && hasJudged(name, signoff));
  const people = new Set(judges.map(({ name }) => plainName(name))).size;
  if (people < reviewers)
    found.push(
      fault('reviewer-missing', `${people} of those who judged it have signed, and ${reviewers} must.`),
    );
  return found;
}

/** Whether somebody gave a verdict on a trace of the batch. */
export function hasJudged(name: string, { traces }: Pick<SignoffPredicate, 'traces'>): boolean {
  return traces.some(({ verdicts }) => verdicts.some(({ by }) => isSameName(by, name)));
}
