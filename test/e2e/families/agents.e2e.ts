/** Work of several agents is watched for who did what, who handed it to whom, and how it ended. */
import { BundleTruth, known } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { handOversOf, lastPrinted } from './agents-truth.ts';
import { bringToFront, expectShown, moment, openByCard, pointAt, seekTo, test } from './family-page.ts';

test('agents: a lane and a terminal each, hand-overs from lane to lane, and an end that says what is missing', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('orchestration');
  const { manifest } = truth;
  await openByCard(playhead, truth, ['steps', 'video', 'terminal', 'voice']);
  const handOvers = handOversOf(truth);
  expect(handOvers.length).toBeGreaterThan(1);
  await expect(
    page.getByRole('list', { name: 'Hand-overs between agents' }).getByRole('listitem'),
  ).toHaveText(
    handOvers.map(
      ({ from, to, given, taken }) =>
        `${from} hands over to ${to} at ${moment(given)}, taken at ${moment(taken)}`,
    ),
  );
  for (const { from, to, given, taken } of handOvers) {
    await expect(await pointAt(playhead, from, given)).toContainText(`hands over to ${to}`);
    await expect(await pointAt(playhead, to, taken)).toContainText(`handed over by ${from}`);
  }

  const terminals = page.getByRole('tablist', { name: 'Terminals' });
  const layers = manifest.layers.filter(({ kind }) => kind === 'terminal');
  await expect(terminals.getByRole('tab')).toHaveText(layers.map(({ title = '' }) => title));
  const seen = new Set<string | undefined>();
  for (const { id } of layers) {
    const first = truth.commands.find(({ fields }) => fields['terminal'] === id);
    const time = known(first, `command in ${id}`).time + 1000;
    await seekTo(playhead, time);
    const printed = lastPrinted(truth, time);
    await expect(terminals.getByRole('tab', { selected: true })).toHaveText(printed ?? '');
    seen.add(printed);
  }
  expect(seen.size).toBe(layers.length);

  // From the step that took work to the one that gave it.
  await bringToFront(playhead, 'Conversation');
  const { from, to, given, taken } = known(handOvers[0], 'hand-over');
  await page.getByRole('tablist', { name: 'Agents' }).getByRole('tab', { name: to }).click();
  await seekTo(playhead, taken);
  await page
    .getByRole('button', { name: new RegExp(`^handed over by ${from}, step \\d+ at ${moment(given)}$`) })
    .click();
  expect(Math.round((await playhead.settled()).time * 1e6)).toBe(given);

  await bringToFront(playhead, 'Outcome');
  const { completion, success, criteria, blockers } = manifest.outcome;
  const blocker = known(blockers[0], 'blocker');
  const unknown = criteria.filter(({ result }) => result === 'unknown').map(({ id }) => id);
  expect([completion, unknown, blockers.length, blocker.resolved_t]).toEqual([
    'abandoned',
    ['rides-replayed'],
    1,
    null,
  ]);
  await expectShown(playhead, 'outcome', { completion, success, blockers: 1 });
  await playhead.seek((await playhead.state()).duration);
  const pane = page.locator('[data-pane="outcome"]');
  const asked = manifest.task.criteria.find(({ id }) => unknown.includes(id))?.text ?? 'nothing';
  await expect(pane.getByRole('listitem').filter({ hasText: asked })).toContainText('unknown');
  const blocked = pane.getByRole('listitem').filter({ hasText: blocker.text });
  await expect(blocked).toContainText('never overcome');
  await expect(blocked).toContainText('in the way now');
  await seekTo(playhead, blocker.t - 1);
  await expect(blocked).not.toContainText('in the way now');
});
