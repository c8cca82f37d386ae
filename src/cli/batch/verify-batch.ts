/** Verifies the sign-off of a batch on this disk: signatures, and every byte of what was signed. */
import type { Envelope } from '../../review/sign/dsse.ts';
import type { Fault } from '../../review/sign/fault.ts';
import { statementOf } from '../../review/sign/statement.ts';
import { verifySignoff, type Verified, type VerifyOptions } from '../../review/sign/verify-signoff.ts';
import type { LocalBatch } from './batch-disk.ts';
import { gatherEvidence } from './evidence-disk.ts';
import { traceProgress } from './sign-disk.ts';

/** `source`: what to call the sign-off. Rejects with `signoff-invalid`, and with what reading the batch rejects with. */
export async function verifyBatch(
  local: LocalBatch,
  envelope: Envelope,
  source: string,
  options: Omit<VerifyOptions, 'now'>,
): Promise<Verified> {
  const signoff = statementOf(envelope, source);
  const progress = traceProgress();
  const traces = await gatherEvidence(local, undefined, progress.on).finally(progress.end);
  return verifySignoff({ envelope, signoff, batch: local.batch, traces }, { ...options, now: Date.now() });
}

/** A fault as a line for people. */
export function faultLine({ code, trace, message }: Fault): string {
  return `  ${code}  ${trace === undefined ? '' : `${trace}: `}${message}`;
}
