/** A review is watched for what was said on which line, and for what it came to. */
import { BundleTruth } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { remarkedLines } from '../read-panes.ts';
import { expectShown, moment, openByCard, seekTo, test } from './family-page.ts';

test('a review: threads on their lines from when they were written, and a verdict when it was given', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('code-review');
  await openByCard(playhead, truth, ['steps', 'video', 'diff', 'voice']);
  const comments = truth.records('review');
  const threads = comments.filter(({ fields }) => fields['file'] !== undefined);
  expect(threads.length).toBeGreaterThan(1);
  const review = page.locator('[data-pane="diff"]').getByRole('region', { name: 'Review' });
  for (const { time, fields } of threads) {
    const { file, line, text } = fields;
    const said = review.getByRole('listitem').filter({ hasText: String(text) });
    await seekTo(playhead, time - 1);
    await expectShown(playhead, 'diff', { file });
    await expect(said).toHaveCount(0);
    expect(await remarkedLines(page)).not.toContain(line);
    await seekTo(playhead, time);
    await expect(said).toContainText(`Line ${String(line)}`);
    await expect.poll(() => remarkedLines(page)).toContain(line);
  }

  /** A thread is open until somebody resolves it. */
  const standing = (micros: number): string => {
    const begun = threads.filter(({ time }) => time <= micros);
    const resolved = begun.filter(({ fields: { id } }) =>
      comments.some(
        ({ time, fields }) => time <= micros && fields['reply_to'] === id && fields['state'] === 'resolved',
      ),
    );
    return `${begun.length - resolved.length} open, ${resolved.length} resolved`;
  };
  const head = review.locator('header');
  const verdicts = comments.filter(({ fields }) => fields['verdict'] !== undefined);
  expect(verdicts.map(({ fields }) => fields['verdict'])).toEqual(['changes_requested', 'approved']);
  let before: string | undefined;
  for (const { time, fields } of verdicts) {
    const verdict = `${fields['verdict'] === 'approved' ? 'Approved' : 'Changes requested'} by Dev, ${moment(time)}`;
    await seekTo(playhead, time - 1);
    await expect(head).toHaveText(`Review${standing(time - 1)}${before ?? ''}`);
    await seekTo(playhead, time);
    await expect(head).toHaveText(`Review${standing(time)}${verdict}`);
    before = verdict;
  }
  expect(standing(Infinity)).toBe(`0 open, ${threads.length} resolved`);
});
