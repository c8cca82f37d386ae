import { describe, expect, it } from 'vitest';
import { eventOf, redoable, undoable, withEvent, type Act } from '../../src/review/acts.ts';
import { mergeReviews } from '../../src/review/merge.ts';
import { noReview, type Review } from '../../src/review/review.ts';
import { reviewState } from '../../src/review/state.ts';
import { BUNDLE, uuid } from './random-acts.ts';

let count = 0;

/** With some acts more, one a second. */
function after(review: Review, by: string, ...acts: readonly Act[]): Review {
  return acts.reduce((now, act) => {
    count += 1;
    return withEvent(now, eventOf(now, { by, at: new Date(count * 1000), id: uuid(1, count) }, act));
  }, review);
}

function lastId({ events }: Review): string {
  return events.at(-1)?.id ?? '';
}

const EMPTY = noReview(BUNDLE);
const COMMENT: Act = { kind: 'comment', target: { kind: 'moment', time_us: 5 }, text: 'why this?' };

describe('the state of a review', () => {
  it('has threads in time order, with replies, and words as they were last changed', () => {
    const later: Act = { ...COMMENT, target: { kind: 'range', range_us: [9, 12] }, text: 'late' };
    let review = after(EMPTY, 'Ann', later, COMMENT);
    const id = lastId(review);
    review = after(review, 'Bob', { kind: 'reply', comment: id, text: 'because' });
    review = after(review, 'Ann', { kind: 'edit', entry: id, text: 'why that?' });
    const [first, second] = reviewState(review).comments;
    expect(first).toMatchObject({
      id,
      by: 'Ann',
      text: 'why that?',
      replies: [{ by: 'Bob', text: 'because' }],
    });
    expect(first?.editedAt).toBeDefined();
    expect(second).toMatchObject({ text: 'late', editedAt: undefined, resolved: undefined });
  });

  it('knows who resolved a thread, until it is opened again', () => {
    const open = after(EMPTY, 'Ann', COMMENT);
    const comment = lastId(open);
    const done = after(open, 'Bob', { kind: 'resolve', comment });
    expect(reviewState(done).comments[0]?.resolved).toMatchObject({ by: 'Bob' });
    expect(
      reviewState(after(done, 'Ann', { kind: 'reopen', comment })).comments[0]?.resolved,
    ).toBeUndefined();
  });

  it('drops what was withdrawn, unless somebody answered', () => {
    const written = after(EMPTY, 'Ann', COMMENT);
    const id = lastId(written);
    expect(reviewState(after(written, 'Ann', { kind: 'withdraw', entry: id })).comments).toEqual([]);
    const answered = after(written, 'Bob', { kind: 'reply', comment: id, text: 'yes' });
    const [thread] = reviewState(after(answered, 'Ann', { kind: 'withdraw', entry: id })).comments;
    expect(thread).toMatchObject({ withdrawn: true, text: '', replies: [{ text: 'yes' }] });
  });

  it('lets nobody change what another wrote', () => {
    const written = after(EMPTY, 'Ann', COMMENT);
    const entry = lastId(written);
    const forged = after(
      written,
      'Bob',
      { kind: 'edit', entry, text: 'no' },
      { kind: 'withdraw', entry },
      { kind: 'undo', event: entry },
    );
    expect(reviewState(forged).comments).toMatchObject([{ text: 'why this?' }]);
    expect(
      reviewState(forged)
        .unused.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['edit', 'undo', 'withdraw']);
  });

  it('has the last verdict of each, and none that was taken back', () => {
    const review = after(
      after(EMPTY, 'Bob', { kind: 'verdict', verdict: 'reject', note: '' }),
      'Ann',
      { kind: 'verdict', verdict: 'recapture', note: 'no voice' },
      { kind: 'verdict', verdict: 'accept', note: 'it is there' },
    );
    const { verdicts, conflicts } = reviewState(review);
    expect(verdicts.get('Ann')).toMatchObject({ verdict: 'accept', note: 'it is there' });
    expect(verdicts.get('Bob')).toMatchObject({ verdict: 'reject' });
    expect(conflicts).toEqual([]);
    const none = after(review, 'Ann', { kind: 'verdict', verdict: null, note: '' });
    expect([...reviewState(none).verdicts.keys()]).toEqual(['Bob']);
  });

  it('has waivers and ranges to be captured again until they are taken back', () => {
    const mark: Act = { kind: 'mark_recapture', range_us: [3, 9], code: 'V-SILENCE', note: 'speak' };
    const marked = after(EMPTY, 'Ann', { kind: 'waive', finding: 'gaps/1', reason: 'lunch' }, mark);
    expect(reviewState(marked).waivers.get('gaps/1')).toMatchObject({ by: 'Ann', reason: 'lunch' });
    expect(reviewState(marked).recaptures).toMatchObject([
      { range: { start: 3, end: 9 }, code: 'V-SILENCE', finding: undefined },
    ]);
    const none = after(
      marked,
      'Bob',
      { kind: 'unmark_recapture', mark: lastId(marked) },
      { kind: 'unwaive', finding: 'gaps/1' },
    );
    expect(reviewState(none)).toMatchObject({ recaptures: [], waivers: new Map() });
  });

  it('has the last score of each reviewer and criterion', () => {
    const score = (value: number | null): Act => ({
      kind: 'score',
      rubric: 'r',
      criterion: 'a',
      score: value,
      note: '',
    });
    const review = after(after(EMPTY, 'Ann', score(1), score(4)), 'Bob', score(2), score(null));
    expect(reviewState(review).scores).toMatchObject([{ by: 'Ann', score: 4 }]);
  });
});

describe('taking back', () => {
  const undo = (review: Review): Review => {
    const event = undoable(review, 'Ann');
    return event ? after(review, 'Ann', { kind: 'undo', event: event.id }) : review;
  };
  const redo = (review: Review): Review => {
    const event = redoable(review, 'Ann');
    return event ? after(review, 'Ann', { kind: 'undo', event: event.id }) : review;
  };
  const verdictOf = (review: Review): string | undefined => reviewState(review).verdicts.get('Ann')?.verdict;
  const say = (verdict: 'accept' | 'reject' | 'recapture'): Act => ({ kind: 'verdict', verdict, note: '' });

  it('goes back one act after the other, and forth again', () => {
    const all = after(EMPTY, 'Ann', say('accept'), say('reject'));
    const once = undo(all);
    expect(verdictOf(once)).toBe('accept');
    const twice = undo(once);
    expect(verdictOf(twice)).toBeUndefined();
    expect(undo(twice)).toBe(twice);
    expect(verdictOf(redo(twice))).toBe('accept');
    expect(verdictOf(redo(redo(twice)))).toBe('reject');
    expect(redo(redo(redo(twice))).events).toHaveLength(6);
  });

  it('goes back again after having gone forth', () => {
    const all = after(EMPTY, 'Ann', say('accept'), say('reject'));
    expect(verdictOf(undo(redo(undo(all))))).toBe('accept');
    expect(verdictOf(redo(undo(redo(undo(all)))))).toBe('reject');
  });

  it('has nothing to go forth to once something else was done', () => {
    const other = after(undo(after(EMPTY, 'Ann', say('accept'))), 'Ann', say('reject'));
    expect(redoable(other, 'Ann')).toBeUndefined();
    expect(verdictOf(undo(other))).toBeUndefined();
  });

  it('leaves what others did', () => {
    const review = after(after(EMPTY, 'Ann', say('accept')), 'Bob', say('reject'));
    expect([...reviewState(undo(review)).verdicts.keys()]).toEqual(['Bob']);
  });
});

describe('two who did not know of each other', () => {
  const base = after(EMPTY, 'Ann', { kind: 'waive', finding: 'gaps/1', reason: 'lunch' });
  const ann = after(base, 'Ann', { kind: 'waive', finding: 'gaps/1', reason: 'a long lunch' });
  const bob = after(base, 'Bob', { kind: 'unwaive', finding: 'gaps/1' });
  const merged = mergeReviews(ann, bob);

  it('are shown to say different things', () => {
    const [conflict, ...others] = reviewState(merged).conflicts;
    expect(others).toEqual([]);
    expect(conflict?.field).toEqual({ kind: 'waiver', finding: 'gaps/1' });
    expect(new Set(conflict?.heads.map(({ by }) => by))).toEqual(new Set(['Ann', 'Bob']));
  });

  it('are so no longer once somebody who saw both has decided', () => {
    const decided = after(merged, 'Cem', { kind: 'waive', finding: 'gaps/1', reason: 'settled' });
    expect(reviewState(decided).conflicts).toEqual([]);
    expect(reviewState(decided).waivers.get('gaps/1')).toMatchObject({ by: 'Cem' });
  });

  it('are in no conflict where they say the same', () => {
    const same = after(base, 'Bob', { kind: 'waive', finding: 'gaps/1', reason: 'a long lunch' });
    expect(reviewState(mergeReviews(ann, same)).conflicts).toEqual([]);
  });
});
