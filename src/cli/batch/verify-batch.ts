/** Verifies the sign-off of a batch on this disk: signatures, and every byte of what was signed. */
import type { SignoffPredicate } from '../../schema/generated/types.ts';
import type { Envelope } from '../../review/sign/dsse.ts';
import type { Fault } from '../../review/sign/fault.ts';
import { statementOf } from '../../review/sign/statement.ts';
import type { TrustStore } from '../../review/sign/trust.ts';
import { verifyBinding, verifyContent, type Expected } from '../../review/sign/verify-binding.ts';
import { verifySignatures, type Signer } from '../../review/sign/verify-signatures.ts';
import type { LocalBatch } from './batch-disk.ts';
import { gatherEvidence } from './evidence-disk.ts';
import { traceProgress } from './sign-disk.ts';

export interface VerifyOptions extends Omit<Expected, 'now'> {
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

/** `source`: what to call the sign-off. Rejects with `signoff-invalid`, and with what reading the batch rejects with. */
export async function verifyBatch(
  local: LocalBatch,
  envelope: Envelope,
  source: string,
  options: VerifyOptions,
): Promise<Verified> {
  const signoff = statementOf(envelope, source);
  const { signers, faults, notes } = await verifySignatures(
    envelope,
    signoff,
    options.keys,
    options.reviewers,
  );
  const progress = traceProgress();
  const traces = await gatherEvidence(local, undefined, progress.on).finally(progress.end);
  return {
    signoff,
    signers,
    notes,
    faults: [
      ...faults,
      ...verifyContent(signoff, { ...options, now: Date.now() }),
      ...verifyBinding(signoff, local.batch, traces),
    ],
  };
}

/** A fault as a line for people. */
export function faultLine({ code, trace, message }: Fault): string {
  return `  ${code}  ${trace === undefined ? '' : `${trace}: `}${message}`;
}
