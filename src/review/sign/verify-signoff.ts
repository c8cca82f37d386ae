/** Does a sign-off hold? Of signatures, of what it says itself, and of what is there. Pure. */
import type { BatchFile, SignoffPredicate } from '../../schema/generated/types.ts';
import type { Envelope } from './dsse.ts';
import type { TraceEvidence } from './evidence.ts';
import type { Fault } from './fault.ts';
import type { TrustStore } from './trust.ts';
import { verifyBinding } from './verify-binding.ts';
import { verifyContent, type Expected } from './verify-content.ts';
import { verifySignatures, type Signer } from './verify-signatures.ts';

export interface VerifyOptions extends Expected {
  readonly keys: TrustStore;
  /** How many who judged must have signed, too. */
  readonly reviewers: number;
}

export interface Verified {
  readonly signoff: SignoffPredicate;
  readonly signers: readonly Signer[];
  /** Empty where the sign-off holds. */
  readonly faults: readonly Fault[];
  /** What does not count, and does no harm. */
  readonly notes: readonly Fault[];
}

/** What was signed, and what it is compared with. */
export interface Presented {
  readonly envelope: Envelope;
  /** What the envelope says. */
  readonly signoff: SignoffPredicate;
  readonly batch: BatchFile;
  /** What was found of each trace; undefined: nobody looked, and the list of the batch alone is compared. */
  readonly traces: readonly TraceEvidence[] | undefined;
}

/** Rejects with `unsupported-here` where signatures cannot be verified. */
export async function verifySignoff(
  { envelope, signoff, batch, traces }: Presented,
  { keys, reviewers, ...expected }: VerifyOptions,
): Promise<Verified> {
  const { signers, faults, notes } = await verifySignatures(envelope, signoff, keys, reviewers);
  return {
    signoff,
    signers,
    notes,
    faults: [...faults, ...verifyContent(signoff, expected), ...verifyBinding(signoff, batch, traces)],
  };
}
