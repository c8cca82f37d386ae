import { TraceError } from '../../base/errors.ts';
import { readBeside } from '../../bundle/beside.ts';
import { SIGNOFF_NAME } from '../../review/sign/signoff-name.ts';

/** Bytes at most: it names each trace with what was said of it. */
const MAX_SIGNOFF = 200_000_000;

/** The text of the sign-off beside a batch; undefined: there is none. Rejects with `signoff-invalid`, and with what the network does. */
export async function readSignoff(batch: URL, signal: AbortSignal): Promise<string | undefined> {
  const refuse = (): TraceError =>
    new TraceError('signoff-invalid', { source: SIGNOFF_NAME, reason: 'it is too large' });
  const bytes = await readBeside(new URL(SIGNOFF_NAME, batch), { most: MAX_SIGNOFF, refuse }, signal);
  return bytes && new TextDecoder().decode(bytes);
}
