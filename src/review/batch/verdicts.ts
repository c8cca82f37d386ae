/** What reviewers said of a trace, as its row in a batch has it. Pure. */
import type { BatchVerdict } from '../../schema/generated/types.ts';
import type { Review } from '../review.ts';
import { reviewState, type Verdict } from '../state.ts';

/** What is known of a reviewer's verdict. */
export interface KnownVerdict {
  readonly by: string;
  /** The one in force; undefined where all were taken back. */
  readonly verdict: BatchVerdict | undefined;
  /** When the reviewer last gave a verdict or took something back; ISO 8601. */
  readonly at: string;
}

/** Of each reviewer who ever gave a verdict. */
export function knownVerdicts(review: Review): readonly KnownVerdict[] {
  const inForce = new Map(verdictsIn(review).map((verdict) => [verdict.by, verdict]));
  const last = new Map<string, string>();
  for (const { kind, by, at } of review.events) {
    const before = last.get(by);
    if (kind !== 'verdict' && (kind !== 'undo' || before === undefined)) continue;
    if (before === undefined || Date.parse(before) < Date.parse(at)) last.set(by, at);
  }
  return [...last].map(([by, at]) => ({ by, verdict: inForce.get(by), at }));
}

/** The verdict of each reviewer that is in force, by name. */
export function verdictsIn(review: Review): readonly BatchVerdict[] {
  return [...reviewState(review).verdicts]
    .map(([by, verdict]) => ({ by, verdict: verdict.verdict, at: verdict.at, ...blindPart(verdict) }))
    .toSorted((a, b) => (a.by < b.by ? -1 : 1));
}

/** The field by which files of batches and sign-offs say that a verdict was not given blind. */
export function blindPart({ verdict, blind }: Verdict): Pick<BatchVerdict, 'blind'> {
  return blind === verdict ? {} : { blind: blind ?? null };
}
