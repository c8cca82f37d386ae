/** The records of re-runs beside a bundle that is open in the page: asked for only when a person wants to see them. */
import { asTraceError, TraceError } from '../base/errors.ts';
import { collect } from '../bundle/bundle-source.ts';
import { httpBytes } from '../bundle/http.ts';
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
  const url = new URL(bundle);
  url.pathname = verificationsName(bundle.pathname);
  // What signs an address signs that one alone.
  url.search = '';
  url.hash = '';
  try {
    const bytes = await collect(limited(httpBytes(url).all(signal), url.href));
    return readVerifications(new TextDecoder().decode(bytes), url.href);
  } catch (error) {
    if (isAbsent(asTraceError(error))) return undefined;
    throw error;
  }
}

function isAbsent({ code, details }: TraceError): boolean {
  return code === 'http-status' && 'status' in details && (details.status === 404 || details.status === 410);
}

async function* limited(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Uint8Array, void> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_VERIFICATIONS_LENGTH) throw tooLarge(source);
    yield chunk;
  }
}

function tooLarge(source: string): TraceError {
  return new TraceError('verifications-broken', { source, line: 1, reason: 'the file is too large' });
}
