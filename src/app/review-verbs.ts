/** What keys do with the reviews of an open trace. They are loaded when first asked for. */
import type { ReviewEvent } from '../schema/generated/types.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { verdictWords } from '../review/review-words.ts';
import type { TraceSession } from './session-store.ts';
import type { ShortcutVerbs } from './shortcuts.ts';

/** `show`: the drawer. `tell`: shows a short word. */
export function reviewVerbs(
  { clock, trace }: TraceSession,
  show: (open: true) => void,
  tell: (text: string) => void,
): Pick<ShortcutVerbs, 'comment' | 'giveVerdict' | 'undoReview' | 'redoReview'> {
  const withStore = (act: (store: ReviewStore) => void): void => {
    void import('./open-reviews.ts').then(({ reviewsOf }) => reviewsOf(trace)).then(act);
  };
  const told = (event: ReviewEvent | undefined, words: string): void =>
    tell(event ? `${words}: ${KIND_WORDS[event.kind]}.` : 'There is nothing left of yours.');
  return {
    comment: () => {
      const time_us = clock.now();
      show(true);
      withStore((store) =>
        store.getState().compose({ kind: 'comment', target: { kind: 'moment', time_us } }),
      );
    },
    giveVerdict: (verdict) =>
      withStore((store) => {
        if (store.getState().giveVerdict(verdict)) tell(`Verdict: ${verdictWords(verdict)}.`);
        // The name is asked for there.
        else show(true);
      }),
    undoReview: () => withStore((store) => told(store.getState().undo(), 'Taken back')),
    redoReview: () => withStore((store) => told(store.getState().redo(), 'Done again')),
  };
}

const KIND_WORDS: Readonly<Record<ReviewEvent['kind'], string>> = {
  comment: 'a comment',
  reply: 'a reply',
  edit: 'a change of words',
  withdraw: 'the taking back of words',
  resolve: 'resolving a thread',
  reopen: 'reopening a thread',
  waive: 'a waiver',
  unwaive: 'the end of a waiver',
  mark_recapture: 'a mark for re-capture',
  unmark_recapture: 'the end of a mark for re-capture',
  score: 'a score',
  verdict: 'a verdict',
  confirm_reason: 'what was said of a reason',
  undo: 'what was taken back',
};
