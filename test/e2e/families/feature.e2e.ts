/** A feature is watched for what was asked, how far it is shown to be there, and what its review asked for. */
import { BundleTruth, known } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { bringToFront, expectShown, openByCard, seekTo, test } from './family-page.ts';

test('a feature: its spec stands beside the work, with the criteria as they are shown, and one that is not met', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('feature');
  const { task, outcome } = truth.manifest;
  await openByCard(playhead, truth, ['task', 'video', 'terminal', 'voice']);
  const asked = page.locator('[data-pane="task"]');
  const spec = asked.getByRole('region', { name: 'Text of the task' });
  for (const [, item = ''] of truth.read('task/statement.md').matchAll(/^- (.+)$/gm))
    await expect(spec).toContainText(item);
  await expectShown(playhead, 'task', { criteria: task.criteria.map(() => 'open') });

  // By its own command a criterion stands as that ended last; then what is claimed at the end.
  const width = task.criteria.findIndex(({ id }) => id === 'width');
  const runs = truth.runsOf('npm run width');
  const states: unknown[] = [];
  for (const { end } of runs) {
    await seekTo(playhead, end);
    const { criteria } = await expectShown(playhead, 'task', {});
    states.push(Array.isArray(criteria) && criteria[width]);
  }
  expect(states).toEqual(
    runs.map(({ fields }, run) =>
      run === runs.length - 1 ? 'not_met' : fields['exit_code'] === 0 ? 'passes' : 'fails',
    ),
  );
  await playhead.seek((await playhead.state()).duration);
  const results = outcome.criteria.map(({ result }) => result);
  await expectShown(playhead, 'task', { criteria: results });
  expect(results.filter((result) => result !== 'met')).toEqual(['not_met']);
  const line = asked.getByRole('region', { name: 'Criteria' }).getByRole('listitem').nth(width);
  await expect(line).toHaveText(new RegExp(`^${task.criteria[width]?.text}not met`));

  // The round of review: what was asked for, red as a test, then green.
  const review = known(
    truth
      .records('browser')
      .find(({ fields: { type, title } }) => type === 'snapshot' && String(title).startsWith('Review')),
    'page of the review',
  );
  await bringToFront(playhead, 'Browser');
  await seekTo(playhead, review.time);
  await expectShown(playhead, 'task', { phase: 'Review' });
  await expectShown(playhead, 'browser', { url: review.fields['url'] });
  const note = /class="note"[^>]*>.*?<br>\s*([\w ]+)/s.exec(truth.read(String(review.fields['path'])));
  await expect(page.locator('[data-pane="browser"]').getByTitle(/^Page: Review/)).toHaveAttribute(
    'srcdoc',
    new RegExp(known(note?.[1], 'note of the reviewer')),
  );
  await bringToFront(playhead, 'Tests');
  const answer = truth.phase('Answer the review').t_start;
  for (const { end, tests } of truth.testRuns.filter(({ time }) => time > answer)) {
    await seekTo(playhead, end);
    const failed = [...tests.values()].filter((passed) => !passed).length;
    await expectShown(playhead, 'tests', { failed });
  }
});
