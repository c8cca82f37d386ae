import { TraceError } from '../base/errors.ts';
import type { ByteSource } from './byte-source.ts';

/** A server that ignores ranges sends everything; up to this many bytes are then kept in memory. */
const WHOLE_FILE_LIMIT = 512 * 1024 * 1024;

/**
 * One request to a place that a bundle may come from: without cookies, referrer or redirects. Rejects with
 * `network-failed` (unreachable, or no CORS headers) or `http-status`.
 */
export async function request(url: URL, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const here = typeof location === 'undefined' ? url.origin : location.origin;
    throw new TraceError('network-failed', { url: url.href, crossOrigin: url.origin !== here }, error);
  }
  if (!response.ok) throw new TraceError('http-status', { url: url.href, status: response.status });
  return response;
}

/**
 * A file on a web server, read by ranges. A server that answers a range with a plain 200 is a real case: its body
 * is then kept once, up to a limit.
 */
export function httpBytes(url: URL): ByteSource {
  let known: number | undefined;
  let whole: Promise<Uint8Array> | undefined;

  async function fetchRange(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const response = await request(url, {
      headers: { Range: `bytes=${start}-${end - 1}` },
      ...(signal && { signal }),
    });
    if (response.status !== 206) {
      whole = readWhole(response);
      // A body that was aborted half-way must not stand for the file for ever.
      whole.catch(() => (whole = undefined));
      const bytes = await whole;
      known = bytes.length;
      return bytes.subarray(start, end);
    }
    const total = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
    if (!total)
      throw new TraceError('http-bad-range', { url: url.href, reason: 'it sends no Content-Range' });
    if (Number(total[1]) !== start)
      throw new TraceError('http-bad-range', {
        url: url.href,
        reason: 'it sends another range than asked for',
      });
    known = Number(total[2]);
    return new Uint8Array(await response.arrayBuffer());
  }

  async function readWhole(response: Response): Promise<Uint8Array> {
    const declared = Number(response.headers.get('Content-Length') ?? 0);
    if (declared > WHOLE_FILE_LIMIT) {
      await response.body?.cancel();
      throw new TraceError('http-no-range', { url: url.href, bytes: declared, limit: WHOLE_FILE_LIMIT });
    }
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
