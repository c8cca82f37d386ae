/** The file in which reviews stand beside a bundle: see `public/schema/review.v1.json`. Pure. */
import canonicalize from 'canonicalize';
import { TraceError } from '../base/errors.ts';
import { checkRecord } from '../schema/check.ts';
import { bundleDigest } from '../schema/digest.ts';
import * as validators from '../schema/generated/review-validators.js';
import type { Manifest, ReviewEvent, ReviewFile } from '../schema/generated/types.ts';

/** How files of reviews end. */
export const REVIEW_END = '.review.json';
/** Characters, at most, of a file that is read. */
export const MAX_FILE_LENGTH = 64_000_000;

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

/** Parsed JSON as reviews; `source` is what to call it. Throws `review-invalid`. */
export function readReview(json: unknown, source: string): Review {
  const { violations, unknown } = checkRecord(validators.review, json);
  const [first] = violations;
  if (first)
    throw new TraceError('review-invalid', {
      source,
      reason: `${first.pointer || 'the whole'} ${first.reason}`,
    });
  // What is not understood could be what takes a verdict back.
  const [field] = unknown;
  if (field !== undefined)
    throw new TraceError('review-invalid', { source, reason: `${field} is not known to this version` });
  // Checked just above.
  const file = json as ReviewFile;
  const events = ordered(file.events);
  const last = events.at(-1)?.clock ?? 0;
  // Who writes an event puts all those before it into the file too, and counts them. What claims more would have the last word for ever.
  if (last > events.length)
    throw new TraceError('review-invalid', {
      source,
      reason: `an event has the clock ${last}, and there are ${events.length}: some are missing`,
    });
  return { bundleId: file.bundle_id, events };
}

/** The text of a file of reviews. Throws as `readReview`. */
export function parseReview(text: string, source: string): Review {
  if (text.length > MAX_FILE_LENGTH)
    throw new TraceError('review-invalid', {
      source,
      reason: `it is longer than ${MAX_FILE_LENGTH} characters`,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TraceError('review-invalid', { source, reason: 'it is no JSON' }, error);
  }
  return readReview(json, source);
}

/** The text of the file; the same for the same events. */
export function writeReview({ bundleId, events }: Review): string {
  const file: ReviewFile = {
    schema: { name: 'playhead-review', version: 1 },
    bundle_id: bundleId,
    events: ordered(events),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
