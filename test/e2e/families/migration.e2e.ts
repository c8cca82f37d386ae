/** A migration is watched for its structure before and after, and for the reasons. */
import { BundleTruth } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { bringToFront, expectShown, openByCard, seekTo, test } from './family-page.ts';
import { changedFiles, movedBy } from './migration-truth.ts';

test('a migration: the structure before and after, in both repositories, and why it is so', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('refactor-migration');
  const { task, outcome } = truth.manifest;
  await openByCard(playhead, truth, ['steps', 'video', 'diff', 'voice']);
  const pane = page.locator('[data-pane="diff"]');
  await expect(pane).toContainText('Nothing has changed since the base commit yet.');
  // With room for all of it.
  const maximize = () => page.getByRole('tab', { name: 'Code', exact: true }).dblclick();
  await page.setViewportSize({ width: 1440, height: 1400 });
  await maximize();
  const row = (title: string) => pane.getByRole('treeitem').locator(`[title^="${title}"]`);

  const [move] = truth.runsOf('git mv src/queries/*.js src/commands/ && rmdir src/queries');
  const moves = movedBy(truth, move);
  expect(moves.size).toBeGreaterThan(1);
  const repos = (task.repos ?? []).map(({ name }) => name);
  expect(repos).toHaveLength(2);
  await seekTo(playhead, move.time);
  for (const name of repos) await expect(row(`${name}/: `)).not.toHaveAttribute('title', /moved/);
  await seekTo(playhead, move.end);
  for (const [from, to] of moves) {
    await expect(row(`${to}: moved from ${from}`)).toBeVisible();
    await expect(row(`${from}: moved to ${to}`)).toBeVisible();
  }

  // At the end each repository stands as git says, moves beside.
  await playhead.seek((await playhead.state()).duration);
  const moved = new Set([...moves].flat());
  const changed = changedFiles(truth);
  for (const name of repos) {
    const count = (letter: string): number =>
      [...changed].filter(([path, one]) => path.startsWith(`${name}/`) && one === letter && !moved.has(path))
        .length;
    const moving = [...moves.values()].filter((path) => path.startsWith(`${name}/`)).length;
    const words = [
      [count('A'), 'added'],
      [count('M'), 'modified'],
      [moving, 'moved'],
      [count('D'), 'deleted'],
    ] as const;
    const sum = words.filter(([number]) => number > 0).map((part) => part.join(' '));
    await expect(row(`${name}/: ${sum.join(', ')}`)).toBeVisible();
  }
  await pane.getByRole('combobox', { name: 'Structure' }).selectOption('before');
  await expect(row('loans/src/run-command.js: deleted')).toBeVisible();
  await expect(row('loans/src/commands.js')).toHaveCount(0);
  await pane.getByRole('combobox', { name: 'Structure' }).selectOption('after');
  await expect(row('loans/src/commands.js: added')).toBeVisible();
  await expect(row('loans/src/run-command.js')).toHaveCount(0);

  await maximize();

  // Why the structure is what it is stands among the steps, with the line that it is about.
  const why = truth.note('Now the structure.');
  const { file, line, text } = why.fields;
  await seekTo(playhead, why.time);
  await expectShown(playhead, 'steps', { text });
  const steps = page.locator('[data-pane="steps"]');
  await expect(steps.getByRole('option', { selected: true })).toContainText(
    `${String(file)}:${String(line)}`,
  );
  expect(String(file)).toMatch(new RegExp(`^(${repos.join('|')})/`));
  await bringToFront(playhead, 'Outcome');
  await expectShown(playhead, 'outcome', {
    success: 'met',
    criteriaMet: outcome.criteria.length,
    criteria: task.criteria.length,
  });
});
