import { openReviewStore, type ReviewStore } from '../review/review-store.ts';
import { bundleIdOf } from '../review/review.ts';
import type { Trace } from '../trace/trace.ts';

/** By the bundle, which stays the same when times are corrected. */
const stores = new WeakMap<Trace['bundle'], Promise<ReviewStore>>();

/** The reviews of a trace: one store, whoever asks. */
export function reviewsOf({ bundle, manifest }: Pick<Trace, 'bundle' | 'manifest'>): Promise<ReviewStore> {
  const store = stores.get(bundle) ?? openReviewStore(bundleIdOf(manifest));
  stores.set(bundle, store);
  return store;
}
