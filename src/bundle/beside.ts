/** Files that may lie beside a bundle or a batch on the web. */
import { asTraceError, type TraceError } from '../base/errors.ts';
import { collect } from './bundle-source.ts';
import { httpBytes } from './http.ts';

/** How long a file may be, in bytes, and what is said of one that is longer. */
export interface Limit {
  readonly most: number;
  readonly refuse: () => TraceError;
}

/** How a web page begins: https://html.spec.whatwg.org/multipage/syntax.html#the-doctype. */
const PAGE = /^\uFEFF?\s*<(?:!doctype\s+html|html)\b/i;
/** Bytes in which a page is told. */
const PAGE_HEAD = 256;

/**
 * The bytes of a file of data as it is now; undefined where there is none. A host of single-page apps answers with its own page
 * for whatever it does not have: no file of data is one. Rejects as `httpBytes`, and as the limit says.
 */
export async function readBeside(
  url: URL,
  limit: Limit,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const bytes = await readPageBeside(url, limit, signal);
  return bytes && PAGE.test(new TextDecoder().decode(bytes.subarray(0, PAGE_HEAD))) ? undefined : bytes;
}

/** The same of a file that is a web page itself. */
export async function readPageBeside(
  url: URL,
  limit: Limit,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return await collect(limited(httpBytes(url, { fresh: true }).all(signal), limit));
  } catch (error) {
    if (isAbsent(asTraceError(error))) return undefined;
    throw error;
  }
}

function isAbsent({ code, details }: TraceError): boolean {
  return code === 'http-status' && 'status' in details && (details.status === 404 || details.status === 410);
}

async function* limited(
  chunks: AsyncIterable<Uint8Array>,
  { most, refuse }: Limit,
): AsyncGenerator<Uint8Array, void> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw refuse();
    yield chunk;
  }
}
