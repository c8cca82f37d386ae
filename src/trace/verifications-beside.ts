/** The records of re-runs beside a bundle that is open in the page: asked for only when a person wants to see them. */
import { TraceError } from '../base/errors.ts';
import { readBeside } from '../bundle/beside.ts';
import {
  MAX_VERIFICATIONS_LENGTH,
  readVerifications,
  verificationsName,
  type Verifications,
} from './verifications.ts';

/** Reads a file that a person chose. Rejects with `verifications-broken` for one that is too large. */
export async function verificationsInFile(file: File): Promise<Verifications> {
  if (file.size > MAX_VERIFICATIONS_LENGTH * 4) throw tooLarge(file.name);
  return readVerifications(await file.text(), file.name);
}

/**
 * Reads the records beside the bundle at an address; undefined where there are none. Rejects as `httpBytes`, and with
 * `verifications-broken` for a file that is too large.
 */
export async function verificationsBeside(
  bundle: URL,
  signal: AbortSignal,
): Promise<Verifications | undefined> {
  return (await recordsBeside(bundle, signal))?.verifications;
}

/** The same, with the bytes that they were read from: what is said of one is said of the other. */
export async function recordsBeside(
  bundle: URL,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly verifications: Verifications } | undefined> {
  const url = new URL(bundle);
  url.pathname = verificationsName(bundle.pathname);
  // What signs an address signs that one alone.
  url.search = '';
  url.hash = '';
  const limit = { most: MAX_VERIFICATIONS_LENGTH, refuse: () => tooLarge(url.href) };
  const bytes = await readBeside(url, limit, signal);
  return bytes && { bytes, verifications: readVerifications(new TextDecoder().decode(bytes), url.href) };
}

function tooLarge(source: string): TraceError {
  return new TraceError('verifications-broken', { source, line: 1, reason: 'the file is too large' });
}
