import { asTraceError, isPassing, type TraceError } from '../base/errors.ts';
import type { Connection } from './connection.ts';

/** How long somebody is waited for who does not answer. Times in milliseconds. */
export interface Patience {
  /** Tries of what has never worked; a wrong address and a server without CORS headers look like a lost connection. */
  readonly firstTries: number;
  /** Tries of what has worked before, without a byte in between. */
  readonly tries: number;
  /** Between the first two tries; each later pause is twice as long … */
  readonly pause: number;
  /** … up to this. What a server asks for by `Retry-After` is waited for up to twice this. */
  readonly longestPause: number;
  /** Without a byte for so long, a connection counts as broken. */
  readonly stall: number;
}

export const PATIENCE: Patience = {
  firstTries: 4,
  tries: 40,
  pause: 500,
  longestPause: 15_000,
  stall: 20_000,
};

/** Statuses that may be another one the next time (RFC 9110, 15.5.9 and 15.6; RFC 8470; RFC 6585). */
const PASSING: readonly number[] = [408, 425, 429, 500, 502, 503, 504];
/** Bytes after which the tries are counted anew. */
const ENOUGH = 16_384;

/** The tries of one thing that is fetched: how often, and the pauses in between. Tells `connection` of them. */
export class Retries {
  readonly #connection: Connection;
  readonly #patience: Patience;
  readonly #signal: AbortSignal | undefined;
  #failures = 0;
  #came = 0;

  constructor(connection: Connection, patience: Patience, signal: AbortSignal | undefined) {
    this.#connection = connection;
    this.#patience = patience;
    this.#signal = signal;
  }

  /** Resolves when it is time to try again. Rejects with `error` where that is of no use or was enough, and with the signal's reason. */
  async after(error: unknown): Promise<void> {
    this.#signal?.throwIfAborted();
    const failure = asTraceError(error);
    if (!mayPass(failure)) throw failure;
    const { firstTries, tries, pause, longestPause } = this.#patience;
    this.#failures += 1;
    if (this.#failures >= (this.#connection.answered ? tries : firstTries)) throw failure;
    const asked = failure.code === 'http-status' ? retryAfter(failure) : 0;
    if (asked > 2 * longestPause) throw failure;
    // Not all at the same moment, where many wait for the same server.
    const own = Math.min(longestPause, pause * 2 ** (this.#failures - 1)) * (0.75 + Math.random() / 2);
    const wait = Math.max(asked, own);
    this.#tell(failure, Date.now() + wait);
    await pauseFor(wait, this.#signal);
    // Without any network nobody failed; what has never been reached may still be a wrong address.
    if (isOffline() && this.#connection.answered) this.#failures -= 1;
  }

  /** `bytes` came. */
  came(bytes: number): void {
    this.#connection.tell(this, undefined);
    this.#came += bytes;
    if (this.#came < ENOUGH) return;
    this.#came = 0;
    this.#failures = 0;
  }

  /** It is there, or given up. */
  end(): void {
    this.#connection.tell(this, undefined);
  }

  #tell(error: TraceError, nextAt: number): void {
    this.#connection.tell(this, { error, tries: this.#failures, nextAt });
  }
}

function mayPass(error: TraceError): boolean {
  if (error.code === 'http-status') return PASSING.includes((error.details as { status: number }).status);
  return isPassing(error) && error.code !== 'aborted';
}

/** Milliseconds that the server asked for. */
function retryAfter(error: TraceError): number {
  return ((error.details as { retryAfter?: number }).retryAfter ?? 0) * 1_000;
}

/** Browsers know when there is no network at all; nobody else does. */
function isOffline(): boolean {
  return typeof document !== 'undefined' && !navigator.onLine;
}

/** Ends early when the device gets its network back. Rejects with the signal's reason. */
function pauseFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((done, fail) => {
    const end = (then: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (typeof document !== 'undefined') removeEventListener('online', onDone);
      then();
    };
    const onDone = (): void => end(done);
    const onAbort = (): void => end(() => fail(signal?.reason as Error));
    const timer = setTimeout(onDone, milliseconds);
    signal?.addEventListener('abort', onAbort);
    if (typeof document !== 'undefined') addEventListener('online', onDone);
  });
}
