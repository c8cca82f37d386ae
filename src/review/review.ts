/** What reviewers said of a bundle: a set of events. Pure. */
import canonicalize from 'canonicalize';
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
 * The events in the order in which they count, each once. Two of one id are different ones where what they say differs: no
 * writer makes such, and neither is dropped.
 */
export function ordered(events: readonly ReviewEvent[]): readonly ReviewEvent[] {
  const sorted = [...events].sort(compareEvents);
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    return before?.id !== event.id || compareEvents(before, event) !== 0;
  });
}

/** By clock, then id; of the same id by all they say. */
function compareEvents(a: ReviewEvent, b: ReviewEvent): number {
  if (a === b) return 0;
  return a.clock - b.clock || compare(a.id, b.id) || compare(canonicalize(a) ?? '', canonicalize(b) ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
