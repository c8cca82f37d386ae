/** Work that several wait for: who gives up does not end it for the others. It ends early only when nobody waits. */
export class Shared<T> {
  readonly #abort = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** `work` begins once the caller has done its own step; its signal is aborted when the last of those who waited has gone. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = Promise.resolve().then(() => work(this.#abort.signal));
    // Whoever waits hears of a failure; where nobody does, nobody needs to.
    this.#result.catch(() => undefined);
  }

  /** True once it was given up: it will not be finished. */
  get givenUp(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Rejects with what the work rejects with, and with the signal's reason as soon as that is aborted. */
  async wait(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.#waiting += 1;
    try {
      return await orAborted(this.#result, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && signal?.aborted) this.#abort.abort(signal.reason);
    }
  }
}

/** `work`, or the reason of `signal` as soon as it is aborted; the work goes on. */
export function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((done, fail) => {
    const stop = (): void => fail(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
  });
}
