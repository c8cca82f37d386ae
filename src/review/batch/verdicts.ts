/** What reviewers said of a trace, as its row in a batch has it. Pure. */
import type { BatchVerdict, BatchWaiver } from '../../schema/generated/types.ts';
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

/** What is known of the waiver of a finding. */
export interface KnownWaiver {
  readonly finding: string;
  /** The one in force; undefined where it was taken back. */
  readonly waiver: BatchWaiver | undefined;
  /** When somebody last waived it or took that back; ISO 8601. */
  readonly at: string;
}

/** Of each finding that somebody ever waived. */
export function knownWaivers(review: Review): readonly KnownWaiver[] {
  const inForce = new Map(waiversIn(review).map((waiver) => [waiver.finding, waiver]));
  const byId = new Map(review.events.map((event) => [event.id, event]));
  const last = new Map<string, string>();
  for (const event of review.events) {
    const said = event.kind === 'undo' ? byId.get(event.event) : event;
    if (said?.kind !== 'waive' && said?.kind !== 'unwaive') continue;
    const before = last.get(said.finding);
    if (before === undefined || Date.parse(before) < Date.parse(event.at)) last.set(said.finding, event.at);
  }
  return [...last].map(([finding, at]) => ({ finding, waiver: inForce.get(finding), at }));
}

/** The waiver of each finding that is in force, by the finding; one without a reason is none. */
export function waiversIn(review: Review): readonly BatchWaiver[] {
  return [...reviewState(review).waivers.values()]
    .filter(({ reason }) => reason.trim() !== '')
    .map(({ finding, by, at }) => ({ finding, by, at }))
    .toSorted((a, b) => (a.finding < b.finding ? -1 : 1));
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
