/** Makes a review of what `reviews.ts` says of a sample, by the same acts as the page. */
import { sha256Hex } from '../../src/base/hash.ts';
import { eventOf, withEvent, type Act } from '../../src/review/acts.ts';
import { bundleIdOf, noReview, type Review } from '../../src/review/review.ts';
import { standardRubric } from '../../src/review/rubrics.ts';
import { hashUuid } from '../../src/schema/digest.ts';
import type { ReviewTarget } from '../../src/schema/generated/types.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { REVIEWERS, type Place, type Remark, type Reviewer, type SampleReviews } from './judgement.ts';

/** From the beginning of a session until its review begins, and from one act to the next, in milliseconds. */
const BEGINS = 30 * 60_000;
const APART = 60_000;

interface Thread {
  readonly by: Reviewer;
  readonly remark: Remark;
  /** id of its comment. */
  readonly comment: string;
}

/**
 * The review of an open sample; the same for the same bundle. `findings`: ids of all that the rules find. Rejects where a
 * place is not in the trace, a finding is none of these, or a score none of the rubric.
 */
export async function reviewOf(
  trace: Trace,
  reviews: SampleReviews,
  findings: ReadonlySet<string>,
): Promise<Review> {
  const writer = new ReviewWriter(trace);
  const threads: Thread[] = [];
  for (const by of REVIEWERS) {
    const { remarks, scores, waivers, verdict, note } = reviews[by];
    for (const remark of remarks) {
      const target = await targetOf(trace, remark.at);
      threads.push({ by, remark, comment: writer.add(by, { kind: 'comment', target, text: remark.text }) });
    }
    for (const act of scoreActs(trace, scores)) writer.add(by, act);
    for (const [finding, reason] of Object.entries(waivers)) {
      if (!findings.has(finding))
        throw new Error(`${trace.label}: ${by} waives ${finding}, which no rule finds.`);
      writer.add(by, { kind: 'waive', finding, reason });
    }
    writer.add(by, { kind: 'verdict', verdict, note });
  }
  for (const { by, remark, comment } of threads) {
    if (remark.answer === undefined) continue;
    writer.add(otherThan(by), { kind: 'reply', comment, text: remark.answer });
    writer.add(by, { kind: 'resolve', comment });
  }
  return writer.review;
}

/** Adds acts, each a minute after the one before, by ids that follow from the bundle. */
class ReviewWriter {
  review: Review;
  readonly #begin: number;

  constructor({ manifest, label }: Trace) {
    this.review = noReview(bundleIdOf(manifest));
    const { wall_utc: recorded } = manifest.clock.origin;
    if (recorded === null)
      throw new Error(`${label} does not say when it was recorded: its review has no date.`);
    this.#begin = Date.parse(recorded) + BEGINS;
  }

  /** Gives the id of the event. */
  add(by: Reviewer, act: Act): string {
    const { bundleId, events } = this.review;
    const id = hashUuid(sha256Hex(new TextEncoder().encode(`${bundleId}\n${events.length}`)));
    const at = new Date(this.#begin + APART * events.length);
    this.review = withEvent(this.review, eventOf(this.review, { by, at, id }, act));
    return id;
  }
}

function scoreActs({ manifest, label }: Trace, scores: Readonly<Record<string, number>>): readonly Act[] {
  const { id: rubric, criteria } = standardRubric(manifest.task.family);
  return Object.entries(scores).map(([criterion, score]): Act => {
    const scale = criteria.find(({ id }) => id === criterion)?.scale ?? [];
    if (!scale.some((step) => step.score === score))
      throw new Error(`${label}: the rubric ${rubric} has no ${criterion} of ${score}.`);
    return { kind: 'score', rubric, criterion, score, note: '' };
  });
}

async function targetOf(trace: Trace, place: Place): Promise<ReviewTarget> {
  const target = 'said' in place ? await cueOf(trace, place.said) : await commandOf(trace, place);
  if (!target)
    throw new Error(`${trace.label} has no ${JSON.stringify(place)} that a reviewer could speak of.`);
  return target;
}

async function cueOf({ transcripts }: Trace, words: string): Promise<ReviewTarget | undefined> {
  for (const { layer, content } of transcripts) {
    const cue = (await content.get()).items.find(({ text }) => text.includes(words));
    if (cue) return { kind: 'cue', layer: layer.id, range_us: [cue.time, cue.end] };
  }
  return undefined;
}

async function commandOf(
  { commands }: Trace,
  { command, nth = 1 }: { readonly command: string; readonly nth?: number },
): Promise<ReviewTarget | undefined> {
  for (const { layer, content } of commands) {
    const { items } = await content.get();
    const found = items.filter((item) => item.command.startsWith(command))[nth - 1];
    if (found) return { kind: 'command', layer: layer.id, seq: found.seq, time_us: found.time };
  }
  return undefined;
}

function otherThan(one: Reviewer): Reviewer {
  const [a, b] = REVIEWERS;
  return one === a ? b : a;
}
