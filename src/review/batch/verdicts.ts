/** What reviewers said of a trace, as its row in a batch has it. Pure. */
import type { BatchVerdict } from '../../schema/generated/types.ts';
import type { Review } from '../review.ts';
import { reviewState } from '../state.ts';

/** The verdict of each reviewer that is in force, by name. */
export function verdictsIn(review: Review): readonly BatchVerdict[] {
  return [...reviewState(review).verdicts]
    .map(([by, { verdict, at }]) => ({ by, verdict, at }))
    .toSorted((a, b) => (a.by < b.by ? -1 : 1));
}
