/** Adds the signature of somebody who judged to a sign-off. */
import { signEnvelope } from '../../review/sign/dsse.ts';
import type { KeyPair } from '../../review/sign/ed25519.ts';
import { refusedKey, refusedReviewer } from '../../review/sign/refusal.ts';
import type { TrustStore } from '../../review/sign/trust.ts';
import type { LocalBatch } from './batch-disk.ts';
import type { Outcome } from './sign-command.ts';
import { loadSignoff, signoffPath, writeSignoff } from './sign-disk.ts';
import { verifyBatch } from './verify-batch.ts';

/** Signs nothing that does not hold: every byte is read first. */
export async function cosign(local: LocalBatch, key: KeyPair, store: TrustStore): Promise<Outcome> {
  const path = signoffPath(local);
  const envelope = await loadSignoff(path);
  const refuse = (code: string, message: string): Outcome => ({
    signed: undefined,
    refusal: { code, message },
    signoff: undefined,
  });
  const { signoff, faults } = await verifyBatch(local, envelope, path, {
    keys: store,
    reviewers: 0,
    profile: undefined,
    commitment: undefined,
    allowOpen: true,
  });
  const [fault] = faults;
  if (fault)
    return refuse(fault.code, `${fault.trace === undefined ? '' : `${fault.trace}: `}${fault.message}`);
  const refusal =
    refusedKey(key.keyid, store, 'reviewer', signoff.at) ??
    refusedReviewer(store.get(key.keyid)?.entry.name ?? '', signoff);
  if (refusal) return refuse(refusal.code, refusal.message);
  // Reading all bytes takes long, and others may have signed meanwhile.
  await writeSignoff(path, envelope, (now = envelope) =>
    signEnvelope(now, { keyid: key.keyid, key: key.privateKey }),
  );
  return { signed: path, refusal: undefined, signoff };
}
