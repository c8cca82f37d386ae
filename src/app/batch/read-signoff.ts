import { TraceError } from '../../base/errors.ts';
import { readBeside } from '../../bundle/beside.ts';
import { SIGNOFF_NAME } from '../../review/sign/signoff-name.ts';

/**
 * Bytes at most: a trace takes about 1,200 of them, so that these are over ten thousand, and they are read on the thread of the
 * page. No more than that is fetched.
 */
export const MAX_SIGNOFF = 16_000_000;

/** The text of the sign-off beside a batch; undefined: there is none. Rejects with `signoff-invalid`, and with what the network does. */
export async function readSignoff(batch: URL, signal: AbortSignal): Promise<string | undefined> {
  const refuse = (): TraceError =>
    new TraceError('signoff-invalid', {
      source: SIGNOFF_NAME,
      reason: `it is longer than ${MAX_SIGNOFF / 1_000_000} MB, of which the page reads none`,
    });
  const bytes = await readBeside(new URL(SIGNOFF_NAME, batch), { most: MAX_SIGNOFF, refuse }, signal);
  return bytes && new TextDecoder().decode(bytes);
}
