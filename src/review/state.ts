/** What is in force of a review: a fold over its events. Pure; the same events give the same state. */
import type { TimeRange } from '../base/time.ts';
import type { ReasonCode } from '../qc/reason-codes.ts';
import type { ReviewEvent, ReviewVerdict } from '../schema/generated/types.ts';
import { blindVerdicts } from './blind.ts';
import { claimsOf, conflictsOf, type Claims, type Conflict } from './fields.ts';
import { inForce, type InForce } from './in-force.ts';
import type { Review } from './review.ts';
import { rangeOf, threadsOf, type Thread } from './threads.ts';

export type VerdictWord = NonNullable<ReviewVerdict['verdict']>;

/** Who said something, and when (ISO 8601). */
export interface Said {
  /** id of the event. */
  readonly id: string;
  readonly by: string;
  readonly at: string;
}

export interface Verdict extends Said {
  readonly verdict: VerdictWord;
  readonly note: string;
  /** What they said before they could see what others said; undefined: nothing. */
  readonly blind: VerdictWord | undefined;
}

export interface Waiver extends Said {
  readonly finding: string;
  readonly reason: string;
}

/** A range that is to be captured again. */
export interface Recapture extends Said {
  readonly range: TimeRange;
  readonly code: ReasonCode;
  readonly note: string;
  /** id of the finding that it comes of. */
  readonly finding: string | undefined;
}

export interface Score extends Said {
  readonly rubric: string;
  readonly criterion: string;
  readonly score: number;
  readonly note: string;
}

/** Whether a moment of decision was really given a reason. */
export interface ReasonConfirmed extends Said {
  readonly range: TimeRange;
  readonly confirmed: boolean;
}

export interface ReviewState {
  /** Everybody who did anything, in the order in which they first did. */
  readonly reviewers: readonly string[];
  /** By reviewer. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** By id of the finding. */
  readonly waivers: ReadonlyMap<string, Waiver>;
  /** In time order. */
  readonly recaptures: readonly Recapture[];
  /** In time order. */
  readonly comments: readonly Thread[];
  /** One for each reviewer, rubric and criterion. */
  readonly scores: readonly Score[];
  /** One for each moment of decision that somebody judged. */
  readonly reasons: readonly ReasonConfirmed[];
  /** Where people who did not know of each other said different things; the last of them is in force meanwhile. */
  readonly conflicts: readonly Conflict[];
  /** Events that speak of what is not there, or is not theirs. They are kept, and do not count. */
  readonly unused: readonly ReviewEvent[];
}

/** By the review: an object that never changes. */
const states = new WeakMap<Review, ReviewState>();

/** What is in force; the same object for the same one. */
export function reviewState(review: Review): ReviewState {
  const known = states.get(review) ?? fold(review);
  states.set(review, known);
  return known;
}

function fold({ events }: Review): ReviewState {
  const force = inForce(events);
  const fields = claimsOf(force);
  const said = saidOf(fields.values(), blindVerdicts(force));
  return {
    ...said,
    reviewers: [...new Set(events.map(({ by }) => by))],
    recaptures: recapturesOf(force),
    comments: threadsOf(force, fields),
    conflicts: conflictsOf(fields.values()),
    unused: force.unused,
  };
}

/** What the last claim of each field says. */
function saidOf(
  fields: Iterable<Claims>,
  blind: ReadonlyMap<string, VerdictWord>,
): Pick<ReviewState, 'verdicts' | 'waivers' | 'scores' | 'reasons'> {
  const verdicts = new Map<string, Verdict>();
  const waivers = new Map<string, Waiver>();
  const scores: Score[] = [];
  const reasons: ReasonConfirmed[] = [];
  for (const {
    heads: [last],
  } of fields) {
    if (!last) continue;
    const { id, by, at } = last;
    const said: Said = { id, by, at };
    if (last.kind === 'verdict' && last.verdict !== null)
      verdicts.set(by, { ...said, verdict: last.verdict, note: last.note, blind: blind.get(by) });
    if (last.kind === 'waive')
      waivers.set(last.finding, { ...said, finding: last.finding, reason: last.reason });
    if (last.kind === 'score' && last.score !== null)
      scores.push({
        ...said,
        rubric: last.rubric,
        criterion: last.criterion,
        score: last.score,
        note: last.note,
      });
    if (last.kind === 'confirm_reason')
      reasons.push({ ...said, range: rangeOf(last.range_us), confirmed: last.confirmed });
  }
  return { verdicts, waivers, scores, reasons };
}

function recapturesOf({ events }: InForce): readonly Recapture[] {
  const unmarked = new Set(
    events.flatMap((event) => (event.kind === 'unmark_recapture' ? [event.mark] : [])),
  );
  return events
    .filter((event) => event.kind === 'mark_recapture')
    .filter(({ id }) => !unmarked.has(id))
    .map(({ id, by, at, range_us, code, note, finding }) => ({
      id,
      by,
      at,
      range: rangeOf(range_us),
      code,
      note,
      finding,
    }))
    .sort((a, b) => a.range.start - b.range.start);
}
