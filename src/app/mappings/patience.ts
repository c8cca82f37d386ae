/** How long a mapping is waited for. */
import { answersWithin } from '../../base/answers-within.ts';
import { TraceError } from '../../base/errors.ts';

/** Seconds: longer than an expression may take by the limits that hold within it, which regular expressions know nothing of. */
const MAX_SILENCE = 30;

/** `work`, which rejects with `mapping-slow` where an expression of the mapping `source` does not end. The worker is to be ended then. */
export function withPatience<T>(
  source: string,
  { ping }: { readonly ping: () => Promise<unknown> },
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const done = new AbortController();
  const late = (): TraceError => new TraceError('mapping-slow', { source, seconds: MAX_SILENCE });
  return Promise.race([
    work.finally(() => done.abort()),
    answersWithin(MAX_SILENCE * 1_000, ping, late, AbortSignal.any([signal, done.signal])),
  ]);
}
