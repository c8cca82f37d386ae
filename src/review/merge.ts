/** Reviews of one bundle put together. Pure. */
import { TraceError } from '../base/errors.ts';
import { ordered, type Review } from './review.ts';

/** How many events a file has in a reviewer's name that are not among those here: whoever wrote it can have put any name on them. */
export function newInName({ events }: Review, file: Review, by: string): number {
  const known = new Set(events.map(({ id }) => id));
  return file.events.filter((event) => event.by === by && !known.has(event.id)).length;
}

/**
 * All events of both: in whatever order files are merged, and however often, the same comes of it. Throws
 * `review-foreign` where they speak of two bundles, and `review-invalid` where one id has two contents; `source` is what to
 * call the second.
 */
export function mergeReviews(a: Review, b: Review, source = 'the other file'): Review {
  if (a.bundleId !== b.bundleId)
    throw new TraceError('review-foreign', { source, made: b.bundleId, open: a.bundleId });
  return { bundleId: a.bundleId, events: ordered([...a.events, ...b.events], source) };
}
