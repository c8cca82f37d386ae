/** Test-driven work is watched for its turns from red to green. */
import { BundleTruth, known } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { moment, openByCard, pointAt, seekTo, test } from './family-page.ts';

test('test-driven work: red and green at every turn, in three cycles', async ({ page, playhead }) => {
  const truth = new BundleTruth('tdd');
  await openByCard(playhead, truth, ['steps', 'video', 'tests', 'voice']);
  const runs = truth.testRuns.map(({ time, end, tests }) => {
    const word = [...tests.values()].every(Boolean) ? 'green' : 'red';
    return { time, end, word };
  });
  const cycles = truth.phases.filter(({ name }) => name.startsWith('Red')).length;
  expect(cycles).toBe(3);
  const fact = page.locator('[data-pane="tests"]').getByText(/^(red|green) since /);
  for (const { name, t_end: end } of truth.phases) {
    const [, colour, cycle] = /^(Red|Green) (\d)/.exec(name) ?? [];
    if (colour === undefined) continue;
    const word = colour === 'Red' ? 'red' : 'green';
    // As the last run of the phase found it, and since the first run that did.
    const last = runs.findLastIndex((run) => run.end <= end);
    expect(runs[last]?.word, name).toBe(word);
    const before = runs.slice(0, last).findLastIndex((run) => run.word !== word);
    const since = known(runs[before + 1], `turn to ${word}`);
    await seekTo(playhead, end - 1);
    await expect(fact).toHaveText(`${word} since ${moment(since.end)} · cycle ${cycle} of ${cycles}`);
    // The ribbon says the same between that run and the next.
    const next = known(runs[before + 2], 'run after that');
    const told = await pointAt(playhead, 'Tests', (since.end + next.time) / 2);
    await expect(told).toContainText(`Tests are ${word} · `);
  }
});
