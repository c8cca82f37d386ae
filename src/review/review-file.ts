/** The file in which reviews stand beside a bundle: see `public/schema/review.v1.json`. Pure. */
import { TraceError } from '../base/errors.ts';
import { checkRecord } from '../schema/check.ts';
import * as validators from '../schema/generated/review-validators.js';
import type { ReviewFile } from '../schema/generated/types.ts';
import { ordered, type Review } from './review.ts';

/** Characters, at most, of a file that is read. */
export const MAX_FILE_LENGTH = 64_000_000;

/** What a file that is not written yet is called. */
const UNSAVED = 'What is to be saved';

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
  const events = ordered(file.events, source);
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

/** The text of the file; the same for the same events. Throws `review-invalid` where nobody could read it. */
export function writeReview({ bundleId, events }: Review): string {
  const file: ReviewFile = {
    schema: { name: 'playhead-review', version: 1 },
    bundle_id: bundleId,
    events: ordered(events, UNSAVED),
  };
  readReview(file, UNSAVED);
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
