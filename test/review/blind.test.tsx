/** Nobody sees what others decided before they have decided themselves. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBlind, isInformed } from '../../src/review/blind.ts';
import type { Reviewed } from '../../src/review/Composer.tsx';
import { ConflictList } from '../../src/review/ConflictList.tsx';
import { ReviewContext } from '../../src/review/review-context.ts';
import { openReviewStore, type ReviewStore } from '../../src/review/review-store.ts';
import { RubricForm } from '../../src/review/RubricForm.tsx';
import { standardRubric } from '../../src/review/rubrics.ts';
import { reviewState } from '../../src/review/state.ts';
import { isUncovered, keepUncovered, uncoveredNow } from '../../src/review/uncovered.ts';
import { VerdictChoice } from '../../src/review/VerdictChoice.tsx';
import { MemoryReviews } from './memory-reviews.ts';
import { BUNDLE } from './random-acts.ts';

const [criterion] = standardRubric('bug_fix').criteria;
const RUBRIC = standardRubric('bug_fix').id;

async function open(name: string, keep = new MemoryReviews()): Promise<ReviewStore> {
  const store = await openReviewStore(BUNDLE, keep);
  store.getState().setName(name);
  return store;
}

/** What Bob says, who knew of nothing. */
async function bob(verdict: 'accept' | 'reject' = 'reject') {
  const store = await open('Bob');
  store.getState().giveVerdict(verdict, 'the tests are empty');
  store.getState().score(RUBRIC, criterion?.id ?? '', 1);
  return store.getState().review;
}

/** Nothing of a trace is needed before words are written. */
const NO_TRACE = {} as Reviewed;

function show(store: ReviewStore): HTMLElement {
  const { container } = render(
    <ReviewContext value={store}>
      <VerdictChoice {...NO_TRACE} />
      <ConflictList />
      <RubricForm family="bug_fix" />
    </ReviewContext>,
  );
  return container;
}

const verdictOf = (store: ReviewStore, by: string) => reviewState(store.getState().review).verdicts.get(by);

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe('a review', () => {
  it('keeps verdict and scores of others until there is a verdict of one’s own, each score until its own', async () => {
    const review = await bob();
    const store = await open('Ann');
    const page = show(store);
    act(() => void store.getState().merge(review, 'bob.review.json'));
    expect(page.textContent).toContain('Judged by Bob. Shown once you have given your verdict.');
    expect(page.textContent).not.toContain('the tests are empty');
    expect(page.textContent).not.toContain('Bob: 1');
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    const others = screen.getByRole('list', { name: 'Verdicts of others' });
    expect(others.textContent).toMatch(/Bob ?Reject: the tests are empty/);
    expect(page.textContent).not.toContain('Bob: 1');
    const scale = within(screen.getByRole('group', { name: criterion?.title ?? '' }));
    fireEvent.click(scale.getByRole('radio', { name: /^2: / }));
    expect(page.textContent).toContain('Bob: 1');
    // Both were given blind.
    expect(verdictOf(store, 'Ann')).toMatchObject({ verdict: 'accept', blind: 'accept' });
    expect(verdictOf(store, 'Bob')).toMatchObject({ verdict: 'reject', blind: 'reject' });
  });

  it('knows what was said blind of who thinks again in sight of the other', async () => {
    const store = await open('Ann');
    store.getState().giveVerdict('recapture');
    store.getState().giveVerdict('accept');
    store.getState().merge(await bob(), 'bob.review.json');
    store.getState().giveVerdict('reject');
    expect(verdictOf(store, 'Ann')).toMatchObject({ verdict: 'reject', blind: 'accept' });
    store.getState().undo();
    expect(verdictOf(store, 'Ann')).toMatchObject({ verdict: 'accept', blind: 'accept' });
  });

  it('shows all of it to who asks for it, whose verdict is then no blind one, also after the page is loaded again', async () => {
    const review = await bob();
    const keep = new MemoryReviews();
    const store = await open('Cid', keep);
    store.getState().merge(review, 'bob.review.json');
    const page = show(store);
    fireEvent.click(screen.getByRole('button', { name: 'Show, to settle' }));
    expect(page.textContent).toContain('the tests are empty');
    expect(page.textContent).toContain('Bob: 1');
    const again = await open('Cid', keep);
    again.getState().giveVerdict('reject');
    expect(verdictOf(again, 'Cid')).toMatchObject({ verdict: 'reject', blind: undefined });
  });

  it('knows a person by each way to write the name, and whoever asked for many bundles at once', async () => {
    const store = await open('Ann');
    store.getState().merge(await bob(), 'bob.review.json');
    expect(isBlind(store.getState().review, 'Ann', false)).toBe(true);
    expect(isBlind(store.getState().review, ' BOB', false)).toBe(false);
    expect(isInformed(store.getState().review, 'bob', true)).toBe(false);
    keepUncovered('sha256:one', BUNDLE);
    const again = await open('Cid');
    again.getState().merge(await bob(), 'bob.review.json');
    again.getState().giveVerdict('reject');
    expect(verdictOf(again, 'Cid')?.blind).toBeUndefined();
    keepUncovered(...Array.from({ length: 20_000 }, (_, index) => `sha256:${index}`));
    expect([uncoveredNow().size, isUncovered(BUNDLE), isUncovered('sha256:19999')]).toEqual([
      20_000,
      false,
      true,
    ]);
  });

  it('tells of no conflict about a verdict that is not to be seen', async () => {
    const store = await open('Ann');
    store.getState().merge(await bob('accept'), 'one.review.json');
    store.getState().merge(await bob('reject'), 'two.review.json');
    const page = show(store);
    expect(page.textContent).not.toContain('conflict');
    act(() => void store.getState().giveVerdict('accept'));
    expect(page.textContent).toContain('1 conflict');
    expect(page.textContent).toMatch(/Bob ?Reject: the tests are empty/);
  });
});
