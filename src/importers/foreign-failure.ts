import { TraceError, type ErrorDetails } from '../base/errors.ts';

/** What `work` gives. A file that is broken is said to be no part of a bundle: what to do about it is another thing. */
export async function ofForeign<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TraceError) || error.code !== 'format-broken') throw error;
    const details = error.details as ErrorDetails['format-broken'];
    throw new TraceError('format-broken', { ...details, foreign: true }, error);
  }
}
