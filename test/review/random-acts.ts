/** Reviewers who do things at random, each on their own copy. */
import fc from 'fast-check';
import { eventOf, undoable, withEvent, redoable, type Act } from '../../src/review/acts.ts';
import type { Review } from '../../src/review/review.ts';
import { reviewState } from '../../src/review/state.ts';

export const BUNDLE = `sha256:${'0'.repeat(64)}`;

/** What to do next: which kind, of which of the things there, and with which words. */
export interface Whim {
  readonly kind: (typeof KINDS)[number];
  readonly pick: number;
  readonly word: number;
}

const KINDS = [
  'comment',
  'reply',
  'edit',
  'withdraw',
  'resolve',
  'reopen',
  'waive',
  'unwaive',
  'mark',
  'unmark',
  'score',
  'verdict',
  'confirm',
  'undo',
  'redo',
] as const;

export const whim: fc.Arbitrary<Whim> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(1000),
  word: fc.nat(5),
});

/** A uuid that says whose it is, and which. */
export function uuid(writer: number, index: number): string {
  return `${String(writer).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** A review after `by` has done all of it. `writer` tells its ids from others'. */
export function doAll(review: Review, by: string, writer: number, whims: readonly Whim[]): Review {
  return whims.reduce((now, one, index) => {
    const act = actOf(now, by, one);
    return act
      ? withEvent(now, eventOf(now, { by, at: new Date(index * 1000), id: uuid(writer, index) }, act))
      : now;
  }, review);
}

const VERDICTS = ['accept', 'accept_with_waivers', 'recapture', 'reject', null] as const;

function actOf(review: Review, by: string, { kind, pick, word }: Whim): Act | undefined {
  const { comments, recaptures } = reviewState(review);
  const of = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
  const text = `word ${word}`;
  const own = comments.flatMap((thread) => [thread, ...thread.replies]).filter((entry) => entry.by === by);
  switch (kind) {
    case 'comment':
      return { kind, target: { kind: 'moment', time_us: pick }, text };
    case 'reply':
    case 'resolve':
    case 'reopen': {
      const thread = of(comments);
      if (!thread) return undefined;
      return kind === 'reply' ? { kind, comment: thread.id, text } : { kind, comment: thread.id };
    }
    case 'edit':
    case 'withdraw': {
      const entry = of(own);
      if (!entry) return undefined;
      return kind === 'edit' ? { kind, entry: entry.id, text } : { kind, entry: entry.id };
    }
    case 'waive':
      return { kind, finding: `rule/${pick % 4}`, reason: text };
    case 'unwaive':
      return { kind, finding: `rule/${pick % 4}` };
    case 'mark':
      return { kind: 'mark_recapture', range_us: [pick, pick + 10], code: 'V-SILENCE', note: text };
    case 'unmark': {
      const mark = of(recaptures);
      return mark && { kind: 'unmark_recapture', mark: mark.id };
    }
    case 'score':
      return { kind, rubric: 'r', criterion: `c${pick % 3}`, score: word === 0 ? null : word, note: '' };
    case 'verdict':
      return { kind, verdict: VERDICTS[word % VERDICTS.length] ?? null, note: text };
    case 'confirm':
      return { kind: 'confirm_reason', range_us: [pick % 3, 10], confirmed: word > 2 };
    case 'undo':
    case 'redo': {
      const event = kind === 'undo' ? undoable(review, by) : redoable(review, by);
      return event && { kind: 'undo', event: event.id };
    }
  }
}
