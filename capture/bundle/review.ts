import { threadsOf, type ReviewRemark } from '../review/review-log.ts';

/** Records of what was said in the review service: annotations, in CLOCK_MONOTONIC. */
export function reviewRecords(remarks: readonly ReviewRemark[]): readonly object[] {
  const ends = new Map(
    threadsOf(remarks).map(({ first, isResolved }) => [first.id, isResolved ? 'resolved' : 'open']),
  );
  return remarks.map(({ id, atUs, actor, text, replyTo, place, state, verdict }) => ({
    ...{ t: atUs, type: 'review_comment', id, actor, ...place },
    ...(text !== undefined && { text }),
    ...(replyTo !== undefined && { reply_to: replyTo }),
    ...(verdict && { verdict }),
    ...((ends.has(id) || state) && { state: ends.get(id) ?? state }),
  }));
}

interface Approval {
  readonly result: 'met' | 'not_met' | 'unknown';
  readonly evidence?: readonly object[];
}

/** Whether the change was approved with every thread resolved, as the result of a criterion; evidence in trace time. */
export function approval(remarks: readonly ReviewRemark[], startUs: number): Approval {
  const last = remarks.findLast(({ verdict }) => verdict !== undefined);
  if (!last) return { result: 'unknown' };
  const open = threadsOf(remarks).filter(({ isResolved }) => !isResolved).length;
  const isMet = last.verdict === 'approved' && open === 0;
  const note = `${last.verdict === 'approved' ? 'approved' : 'changes requested'}, ${open} threads open`;
  return {
    result: isMet ? 'met' : 'not_met',
    evidence: [{ layer: 'review', t: last.atUs - startUs, note }],
  };
}
