/** What people read of reviews. Pure. */
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import type { TraceTime } from '../base/time.ts';
import type { ReviewTarget } from '../schema/generated/types.ts';
import type { Claim, Field } from './fields.ts';
import type { VerdictWord } from './state.ts';
import { targetRange } from './threads.ts';

/** The verdicts, in the order in which they are offered. */
export const VERDICTS: readonly VerdictWord[] = ['accept', 'accept_with_waivers', 'recapture', 'reject'];

const VERDICT_WORDS: Readonly<Record<VerdictWord, string>> = {
  accept: 'Accept',
  accept_with_waivers: 'Accept with waivers',
  recapture: 'Re-capture',
  reject: 'Reject',
};

export function verdictWords(verdict: VerdictWord): string {
  return VERDICT_WORDS[verdict];
}

/** What is spoken of, without its time. `words`: how its trace writes lengths. */
export function targetWords(target: ReviewTarget, words = CLOCK_WORDS): string {
  switch (target.kind) {
    case 'moment':
      return 'moment';
    case 'range': {
      const { start, end } = targetRange(target);
      return `range of ${words.extent(end - start)}`;
    }
    case 'region':
      return 'part of the picture';
    case 'line':
      return `${target.path}:${target.line}${target.side === 'old' ? ' (before)' : ''}`;
    case 'cue':
      return 'what is said';
    case 'command':
      return `command ${target.seq}`;
  }
}

/** What a conflict is about. */
export function fieldWords(field: Field, { moment }: TimeWords): string {
  switch (field.kind) {
    case 'words':
      return 'The words of a comment';
    case 'open':
      return 'Whether a thread is done with';
    case 'waiver':
      return `The waiver of ${field.finding}`;
    case 'score':
      return `${field.by}'s score for ${field.criterion}`;
    case 'verdict':
      return `${field.by}'s verdict`;
    case 'reason':
      return `Whether a reason is given at ${moment(Number(field.range.split('-')[0]) as TraceTime)}`;
  }
}

/** What somebody says of it. */
export function claimWords(claim: Claim): string {
  switch (claim.kind) {
    case 'edit':
      return `“${claim.text}”`;
    case 'withdraw':
      return 'taken back';
    case 'resolve':
      return 'resolved';
    case 'reopen':
      return 'open';
    case 'waive':
      return `waived: ${claim.reason}`;
    case 'unwaive':
      return 'not waived';
    case 'score':
      return claim.score === null ? 'no score' : String(claim.score);
    case 'verdict':
      return [claim.verdict === null ? 'none' : VERDICT_WORDS[claim.verdict], claim.note]
        .filter(Boolean)
        .join(': ');
    case 'confirm_reason':
      return claim.confirmed ? 'yes' : 'no';
  }
}
