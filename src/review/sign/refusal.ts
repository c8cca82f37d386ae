/** Why somebody cannot sign. Pure. */
import type { SignedTrace } from '../../schema/generated/types.ts';
import { partOf } from './signoff.ts';
import { distrustOf, type Distrust, type Role, type TrustStore } from './trust.ts';
import { DISTRUST_WORDS, hasJudged } from './verify-signatures.ts';

export interface Refusal {
  readonly code: Distrust | 'senior-not-independent' | 'not-a-judge';
  /** In words. */
  readonly message: string;
}

/** By their key; undefined: it may sign as `role` at that instant (ISO 8601). */
export function refusedKey(keyid: string, store: TrustStore, role: Role, at: string): Refusal | undefined {
  const trusted = store.get(keyid);
  const code = distrustOf(trusted, role, at);
  return (
    code && { code, message: DISTRUST_WORDS[code](trusted?.entry.name ?? `${keyid.slice(0, 16)}…`, role) }
  );
}

/** By what they did in the batch: whoever decides must have had no other part in it. */
export function refusedSenior(name: string, traces: readonly SignedTrace[]): Refusal | undefined {
  const part = partOf(name, traces);
  return (
    part && {
      code: 'senior-not-independent',
      message: `${name} was ${part.as} of ${part.trace}, and cannot sign the batch off.`,
    }
  );
}

/** By what they did not do in it. */
export function refusedReviewer(
  name: string,
  signoff: { readonly traces: readonly SignedTrace[] },
): Refusal | undefined {
  return hasJudged(name, signoff)
    ? undefined
    : { code: 'not-a-judge', message: `${name} has judged no trace of this batch.` };
}
