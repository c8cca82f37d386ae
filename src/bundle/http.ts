import { TraceError } from '../base/errors.ts';
import type { ByteSource } from './byte-source.ts';

/** A server that ignores ranges sends everything; up to this many bytes are then kept in memory. */
const WHOLE_FILE_LIMIT = 512 * 1024 * 1024;

/**
 * One request to a place that a bundle may come from: without cookies and referrer, and without following redirects.
 * Rejects with `network-failed` (unreachable, or no CORS headers), `source-refused` (a redirect) or `http-status`.
 */
export async function request(url: URL, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      credentials: 'omit',
      // Not 'error', which refuses a redirect too, but as if there were no network: nobody could say what is wrong.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new TraceError('network-failed', { url: url.href, crossOrigin: isForeign(url) }, error);
  }
  if (isRedirect(response))
    throw new TraceError('source-refused', {
      url: url.href,
      reason: 'its server leads on to another address, and redirects are not followed',
    });
  if (!response.ok) throw new TraceError('http-status', { url: url.href, status: response.status });
  return response;
}

/** Browsers hide all of a redirect but that it is one; Node shows its status. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

/** Whether `url` is of another origin than this page; always false where there is no page. */
function isForeign(url: URL): boolean {
  return typeof location !== 'undefined' && url.origin !== location.origin;
}

/**
 * A file on a web server, read by ranges. A server that answers a range with a plain 200 is a real case: its body
 * is then kept once, up to `limit` bytes.
 */
export function httpBytes(url: URL, limit = WHOLE_FILE_LIMIT): ByteSource {
  let known: number | undefined;
  let whole: Promise<Uint8Array> | undefined;

  async function fetchRange(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const response = await request(url, {
      headers: { Range: `bytes=${start}-${end - 1}` },
      ...(signal && { signal }),
    });
    if (response.status !== 206) {
      whole = readUpTo(limit, url, response);
      // A body that was aborted half-way must not stand for the file for ever.
      whole.catch(() => (whole = undefined));
      const bytes = await whole;
      known = bytes.length;
      return bytes.subarray(start, end);
    }
    const total = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
    if (!total) throw new TraceError('http-bad-range', { url: url.href, reason: noContentRange(url) });
    if (Number(total[1]) !== start)
      throw new TraceError('http-bad-range', {
        url: url.href,
        reason: 'it sends another range than asked for',
      });
    known = Number(total[2]);
    return new Uint8Array(await response.arrayBuffer());
  }

  return {
    label: url.href,
    async size(signal) {
      // The first byte's Content-Range tells the size; HEAD fails on addresses that are signed for GET.
      if (known === undefined) await fetchRange(0, 1, signal);
      return known ?? 0;
    },
    async read(start, end, signal) {
      signal?.throwIfAborted();
      if (end <= start) return new Uint8Array();
      const bytes = whole ? (await whole).subarray(start, end) : await fetchRange(start, end, signal);
      if (bytes.length !== end - start)
        throw new TraceError('artifact-truncated', {
          path: url.href,
          expected: end - start,
          actual: bytes.length,
        });
      return bytes;
    },
  };
}

/** Browsers show this header of another origin only where that origin says so. */
function noContentRange(url: URL): string {
  return isForeign(url)
    ? 'it sends no Content-Range, or none that this page may read, for which it must send `Access-Control-Expose-Headers: Content-Range`'
    : 'it sends no Content-Range';
}

/** All of a body. It is counted as it comes: its length may not be stated, or be a lie. */
async function readUpTo(limit: number, url: URL, response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  let length = Number(response.headers.get('Content-Length') ?? 0);
  let filled = 0;
  while (reader) {
    if (length > limit) {
      await reader.cancel();
      throw new TraceError('http-no-range', { url: url.href, bytes: length, limit });
    }
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    filled += value.length;
    length = Math.max(length, filled);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}
