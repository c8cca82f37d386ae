/** A worker for one piece of work. Browser only. */
import { TraceError } from './errors.ts';
import { connect, type Remote } from './rpc.ts';

/**
 * Has a worker do one thing, and ends it: also when `signal` is aborted, with whose reason this then rejects. `what`: says
 * of it what it does, after "the worker that". `page`: what it may call.
 */
export async function inOwnWorker<Service, T>(
  worker: Worker,
  what: string,
  page: object,
  work: (service: Remote<Service>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const service = connect<Service>(worker, page);
  try {
    return await Promise.race([
      work(service),
      new Promise<never>((_, reject) => {
        worker.onerror = ({ message }) =>
          reject(
            new TraceError('internal', {
              reason: `the worker that ${what} failed: ${message || 'it did not load'}`,
            }),
          );
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
    ]);
  } finally {
    // What runs in it may not stop for a signal: the whole worker does.
    worker.terminate();
  }
}
