import { describe, expect, it, vi } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import type { TimeRange } from '../../src/base/time.ts';
import type { Draft } from '../../src/review/kept-reviews.ts';
import { noReview } from '../../src/review/review.ts';
import { parseReview, writeReview } from '../../src/review/review-file.ts';
import { openReviewStore, type ReviewStore } from '../../src/review/review-store.ts';
import { reviewState, type ReviewState } from '../../src/review/state.ts';
import { MemoryReviews } from './memory-reviews.ts';
import { BUNDLE } from './random-acts.ts';

const DRAFT: Draft = {
  id: '11111111-1111-4111-8111-111111111111',
  about: { kind: 'comment', target: { kind: 'moment', time_us: 5 } },
  text: 'why',
};
const RANGE = { start: 3, end: 9 } as TimeRange;

async function open(keep: MemoryReviews, name = 'Ann'): Promise<ReviewStore> {
  const store = await openReviewStore(BUNDLE, keep);
  store.getState().setName(name);
  return store;
}

function stateOf(store: ReviewStore): ReviewState {
  return reviewState(store.getState().review);
}

describe('the store of reviews', () => {
  it('keeps a name on one line, as files of reviews have it', async () => {
    const store = await open(new MemoryReviews(), ' Ann\tLee\u0001\n');
    expect(store.getState().by).toBe('Ann Lee\u2401');
    store.getState().giveVerdict('accept');
    expect(() => writeReview(store.getState().review)).not.toThrow();
  });

  it('keeps each act at once: whoever opens the trace next has it', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    const { comment, waive, markRecapture, score, giveVerdict, confirmReason } = store.getState();
    comment({ kind: 'moment', time_us: 5 }, 'why this?');
    waive('gaps/1', 'lunch');
    markRecapture({ range: RANGE, code: 'V-SILENCE', note: 'speak', finding: 'silence/2' });
    score('bug_fix', 'cause', 3);
    giveVerdict('accept_with_waivers', 'fine');
    confirmReason(RANGE, true);
    const again = stateOf(await open(keep));
    expect(again).toEqual(stateOf(store));
    expect(again).toMatchObject({
      comments: [{ text: 'why this?', by: 'Ann' }],
      recaptures: [{ range: RANGE, code: 'V-SILENCE', note: 'speak', finding: 'silence/2' }],
      scores: [{ rubric: 'bug_fix', criterion: 'cause', score: 3 }],
      reasons: [{ range: RANGE, confirmed: true }],
    });
    expect(again.waivers.get('gaps/1')?.reason).toBe('lunch');
    expect(again.verdicts.get('Ann')?.verdict).toBe('accept_with_waivers');
  });

  it('waives several findings at once, each in place of what was said of it', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    store.getState().waive('gaps/1', 'lunch');
    let changes = 0;
    store.subscribe(() => (changes += 1));
    expect(store.getState().waiveAll(['gaps/1', 'gaps/2', 'gaps/2'], 'known')).toBe(true);
    expect(changes).toBe(1);
    const { events } = store.getState().review;
    expect(events.map(({ clock }) => clock)).toEqual([1, 2, 3]);
    expect(events[1]).toMatchObject({ finding: 'gaps/1', replaces: [events[0]?.id] });
    expect([...stateOf(await open(keep)).waivers.values()].map(({ reason }) => reason)).toEqual([
      'known',
      'known',
    ]);
    expect((await open(keep, '')).getState().waiveAll(['gaps/1'], 'x')).toBe(false);
  });

  it('takes each of them back', async () => {
    const store = await open(new MemoryReviews());
    const verbs = store.getState();
    verbs.comment({ kind: 'moment', time_us: 5 }, 'why this?');
    const { id = '' } = store.getState().review.events.at(-1) ?? {};
    verbs.reply(id, 'because');
    verbs.edit(id, 'why that?');
    verbs.resolve(id);
    expect(stateOf(store).comments).toMatchObject([{ text: 'why that?', resolved: { by: 'Ann' } }]);
    verbs.reopen(id);
    verbs.withdraw(id);
    expect(stateOf(store).comments).toMatchObject([{ withdrawn: true, resolved: undefined }]);
    verbs.waive('gaps/1', 'lunch');
    verbs.unwaive('gaps/1');
    verbs.markRecapture({ range: RANGE, code: 'V-SILENCE', note: '' });
    verbs.unmarkRecapture(store.getState().review.events.at(-1)?.id ?? '');
    verbs.giveVerdict('reject');
    verbs.giveVerdict(null);
    expect(stateOf(store)).toMatchObject({ waivers: new Map(), recaptures: [], verdicts: new Map() });
    expect(verbs.undo()).toMatchObject({ kind: 'verdict', verdict: null });
    expect(stateOf(store).verdicts.get('Ann')?.verdict).toBe('reject');
    expect(verbs.redo()).toMatchObject({ kind: 'undo' });
    expect(stateOf(store).verdicts.size).toBe(0);
  });

  it('says nothing for somebody without a name, and asks for it', async () => {
    const store = await open(new MemoryReviews(), '  ');
    expect(store.getState().giveVerdict('accept')).toBe(false);
    expect(store.getState().review.events).toEqual([]);
    expect(store.getState().asked).toBe(1);
  });

  it('has the words that were being written when the page was killed', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    for (const text of ['w', 'wh', 'why']) store.getState().saveDraft({ ...DRAFT, text });
    const next = await open(keep);
    expect(next.getState().drafts).toEqual([DRAFT]);
    expect(next.getState().send(DRAFT)).toBe(true);
    expect(next.getState().drafts).toEqual([]);
    const last = await open(keep);
    expect(last.getState().drafts).toEqual([]);
    expect(stateOf(last).comments).toMatchObject([{ text: 'why' }]);
  });

  it('leaves what two pages say side by side, and tells each of the other', async () => {
    const keep = new MemoryReviews();
    const [one, two] = [await open(keep), await open(keep, 'Bob')];
    const stop = one.getState().watch();
    two.getState().watch();
    one.getState().waive('gaps/1', 'lunch');
    two.getState().waive('gaps/2', 'dinner');
    await vi.waitFor(() => expect([...stateOf(one).waivers.keys()].sort()).toEqual(['gaps/1', 'gaps/2']));
    await vi.waitFor(() => expect([...stateOf(two).waivers.keys()].sort()).toEqual(['gaps/1', 'gaps/2']));
    expect(stateOf(await open(keep)).waivers).toEqual(stateOf(one).waivers);
    stop();
    two.getState().waive('gaps/3', 'supper');
    await vi.waitFor(async () => expect((await keep.load(BUNDLE)).events).toHaveLength(3));
    expect(stateOf(one).waivers.size).toBe(2);
  });

  it('merges a file into what is there, keeps it, and refuses one of another bundle', async () => {
    const keep = new MemoryReviews();
    const [here, there] = [await open(keep), await open(new MemoryReviews(), 'Bob')];
    here.getState().giveVerdict('accept');
    there.getState().giveVerdict('reject');
    const file = parseReview(writeReview(there.getState().review), 'bob.review.json');
    expect(here.getState().merge(file, 'bob.review.json')).toBe(1);
    expect(here.getState().merge(file, 'bob.review.json')).toBe(0);
    expect([...stateOf(await open(keep)).verdicts.keys()].sort()).toEqual(['Ann', 'Bob']);
    try {
      here.getState().merge(noReview('sha256:other'), 'x');
      expect.fail('it was merged');
    } catch (error) {
      expect(asTraceError(error).code).toBe('review-foreign');
    }
  });

  it('forgets words that were begun and say nothing', async () => {
    const keep = new MemoryReviews();
    (await open(keep)).getState().saveDraft({ ...DRAFT, text: ' ' });
    expect((await open(keep)).getState().drafts).toEqual([]);
    expect((await keep.load(BUNDLE)).drafts).toEqual([]);
  });

  it('leaves no gap where a write fails while the next is under way', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    store.getState().saveDraft(DRAFT);
    keep.failing = 1;
    store.getState().send(DRAFT);
    store.getState().waive('gaps/1', 'lunch');
    const { events, drafts } = await keep.load(BUNDLE);
    expect(events).toEqual(store.getState().review.events);
    expect(drafts).toEqual([]);
    await vi.waitFor(() => expect(store.getState().kept).toBe(true));
  });

  it('refuses a file that says other things under an id that is there, and changes nothing', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    store.getState().giveVerdict('reject', 'really');
    const { review } = store.getState();
    const forged = { ...review, events: review.events.map((event) => ({ ...event, note: 'or not' })) };
    expect(() => store.getState().merge(forged, 'x')).toThrow(
      expect.objectContaining({ code: 'review-invalid' }),
    );
    expect(store.getState().review).toBe(review);
    expect((await keep.load(BUNDLE)).events).toEqual(review.events);
  });

  it('says that nothing is kept, and keeps all of it once that works again', async () => {
    const keep = new MemoryReviews();
    const store = await open(keep);
    keep.broken = true;
    store.getState().giveVerdict('accept');
    await vi.waitFor(() => expect(store.getState().kept).toBe(false));
    keep.broken = false;
    store.getState().waive('gaps/1', 'lunch');
    await vi.waitFor(() => expect(store.getState().kept).toBe(true));
    const next = stateOf(await open(keep));
    expect(next.verdicts.size).toBe(1);
    expect(next.waivers.size).toBe(1);
  });
});
