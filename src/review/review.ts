/** What reviewers said of a bundle: a set of events. Pure. */
import canonicalize from 'canonicalize';
import { TraceError } from '../base/errors.ts';
import { bundleDigest } from '../schema/digest.ts';
import type { Manifest, ReviewEvent } from '../schema/generated/types.ts';

/** All that was said of one bundle: a set of events, see `ordered`. */
export interface Review {
  /** `sha256:` and the digest of the bundle. */
  readonly bundleId: string;
  readonly events: readonly ReviewEvent[];
}

/** What reviews and batches call a bundle. */
export function bundleIdOf({ files }: Pick<Manifest, 'files'>): string {
  return `sha256:${bundleDigest(files)}`;
}

/** Reviews that say nothing yet. */
export function noReview(bundleId: string): Review {
  return { bundleId, events: [] };
}

/**
 * The events in the order in which they count, by clock and then id, each once. No writer gives two events one id: throws
 * `review-invalid` where that is so, since nobody could tell which of them was meant. `source` is what to call them.
 */
export function ordered(events: readonly ReviewEvent[], source: string): readonly ReviewEvent[] {
  const byId = new Map<string, ReviewEvent>();
  for (const event of events) {
    const known = byId.get(event.id);
    if (known && !isSame(known, event))
      throw new TraceError('review-invalid', {
        source,
        reason: `two different events have the id ${event.id}`,
      });
    if (!known) byId.set(event.id, event);
  }
  return [...byId.values()].sort((a, b) => a.clock - b.clock || compare(a.id, b.id));
}

/** Whether two events say the same. */
export function isSame(a: ReviewEvent, b: ReviewEvent): boolean {
  return a === b || canonicalize(a) === canonicalize(b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
