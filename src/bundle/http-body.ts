/** Requests, and their bodies as they come. */
import { TraceError } from '../base/errors.ts';
import { expiryOf, withoutSecrets } from '../base/signed-address.ts';

/**
 * One request to a place that a bundle may come from: without cookies and referrer, and without following redirects.
 * Rejects with `network-failed` (unreachable, or no CORS headers), `source-refused` (a redirect), `address-expired` or
 * `http-status`. The query of the address goes along, and stands in no error: it may be a signature.
 */
export async function request(url: URL, init: RequestInit = {}): Promise<Response> {
  const label = withoutSecrets(url.href);
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
    const expires = expiryOf(url);
    throw new TraceError(
      'network-failed',
      { url: label, crossOrigin: isForeign(url), ...(isOver(expires) && { expired: expires }) },
      error,
    );
  }
  if (isRedirect(response))
    throw new TraceError('source-refused', {
      url: label,
      reason: 'its server leads on to another address, and redirects are not followed',
    });
  const { ok, status, headers } = response;
  // A range behind the end: its answer tells where that is.
  if (ok || (status === 416 && headers.has('Content-Range'))) return response;
  const expires = expiryOf(url);
  if (REFUSALS.includes(status) && isOver(expires))
    throw new TraceError('address-expired', { url: label, status, expires });
  const retryAfter = secondsUntil(headers.get('Retry-After'));
  throw new TraceError('http-status', {
    url: label,
    status,
    ...(retryAfter && { retryAfter }),
    ...(expires !== undefined && { expires }),
  });
}

/** What servers answer where a signature has run out: Google says 400, nginx what its configuration says, mostly 410. */
const REFUSALS: readonly number[] = [400, 401, 403, 410];

/** Milliseconds by which the clocks of servers and people may differ. */
const CLOCKS_DIFFER = 60_000;

function isOver(expires: number | undefined): expires is number {
  return expires !== undefined && expires <= Date.now() + CLOCKS_DIFFER;
}

/** Whether `url` is of another origin than this page; always false where there is no page. */
export function isForeign(url: URL): boolean {
  return typeof location !== 'undefined' && url.origin !== location.origin;
}

/** Browsers hide all of a redirect but that it is one; Node shows its status. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. undefined for what is neither, and for what is past. */
function secondsUntil(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return seconds > 0 ? seconds : undefined;
}

/** An answer whose body has not been read. */
export interface Answer {
  readonly response: Response;
  /** The body in order; leaving it ends the request. Rejects with `network-broken`, and with the signal's reason. */
  chunks(): AsyncGenerator<Uint8Array, void>;
  /** Ends the request of which nobody wants the body. */
  end(): void;
}

export interface AskOptions {
  /** As in `bytes=0-99`; undefined: a plain request. */
  readonly range: string | undefined;
  /** Whether a plain request asks the server, whatever a cache has. */
  readonly fresh: boolean;
  /** Milliseconds without a byte after which the connection counts as broken. */
  readonly stall: number;
  readonly signal: AbortSignal | undefined;
}

/** Rejects as `request`, and with `network-broken` where nobody answers. */
export async function ask(url: URL, { range, fresh, stall, signal }: AskOptions): Promise<Answer> {
  const watch = new Watch(stall, signal);
  const broken = (received: number, error: unknown): unknown => {
    if (signal?.aborted) return signal.reason;
    return error instanceof TraceError && !watch.stalled
      ? error
      : new TraceError(
          'network-broken',
          { url: withoutSecrets(url.href), received, stalled: watch.stalled },
          error,
        );
  };
  // Browsers let the parts of one file wait for each other where they keep them, and gigabytes need not be kept twice.
  const init: RequestInit =
    range === undefined
      ? { cache: fresh ? 'no-cache' : 'default' }
      : { headers: { Range: range }, cache: 'no-store' };
  try {
    const response = await watch.over(request(url, { ...init, signal: watch.signal }));
    const reader = response.body?.getReader();
    async function* chunks(): AsyncGenerator<Uint8Array, void> {
      let received = 0;
      try {
        while (reader) {
          const { value, done } = await watch.over(reader.read());
          if (done) return;
          received += value.length;
          yield value;
        }
      } catch (error) {
        throw broken(received, error);
      } finally {
        watch.end();
      }
    }
    return { response, chunks, end: () => watch.end() };
  } catch (error) {
    watch.end();
    throw broken(0, error);
  }
}

/** Ends a request with its signal, and when nothing comes for too long. */
class Watch {
  readonly #stop = new AbortController();
  readonly #stall: number;
  readonly #outer: AbortSignal | undefined;
  stalled = false;

  constructor(stall: number, outer: AbortSignal | undefined) {
    outer?.throwIfAborted();
    this.#stall = stall;
    this.#outer = outer;
    outer?.addEventListener('abort', this.#onAbort);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Waits for the next sign of life. */
  async over<T>(work: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.stalled = true;
      this.#stop.abort();
    }, this.#stall);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends what still runs. */
  end(): void {
    this.#outer?.removeEventListener('abort', this.#onAbort);
    this.#stop.abort();
  }

  readonly #onAbort = (): void => this.#stop.abort(this.#outer?.reason);
}
