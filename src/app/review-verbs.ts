/** What keys do with the reviews of an open trace. */
import type { ReviewEvent } from '../schema/generated/types.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { verdictWords } from '../review/review-words.ts';
import type { VerdictWord } from '../review/state.ts';

/** Gives a verdict; returns what to say of it, undefined where somebody has to say who reviews first. */
export function giveVerdict(store: ReviewStore, verdict: VerdictWord): string | undefined {
  return store.getState().giveVerdict(verdict) ? `Verdict: ${verdictWords(verdict)}.` : undefined;
}

/** Takes back, or does again; returns what to say of it. */
export function takeBack(store: ReviewStore, way: 'undo' | 'redo'): string {
  const event = store.getState()[way]();
  if (!event) return 'There is nothing left of yours.';
  return `${way === 'undo' ? 'Taken back' : 'Done again'}: ${KIND_WORDS[event.kind]}.`;
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
