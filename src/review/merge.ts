/** Reviews of one bundle put together. Pure. */
import { TraceError } from '../base/errors.ts';
import { ordered, type Review } from './review.ts';

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
