/** A bug fix is watched for its test and its fix: when the one turned green, and what the other changed. */
import type { Page } from '@playwright/test';
import { BundleTruth, known } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { linesInSight, solid, testMarks } from '../read-panes.ts';
import { bringToFront, expectShown, openByCard, seekTo, test } from './family-page.ts';

/** Lines of the newer text in sight, without blanks. */
async function code(page: Page): Promise<readonly string[]> {
  return [...(await linesInSight(page)).values()].map(solid);
}

/** What a diff adds to a file, line by line. */
function addedLines(diff: string, path: string): readonly string[] {
  const part = diff.split(/^diff --git /m).find((one) => one.startsWith(`a/${path} `)) ?? '';
  return [...part.matchAll(/^\+(?!\+\+ )(.+)$/gm)].map(([, line = '']) => line);
}

test('a bug fix: its test is red before the fix and green after it, and the code shows the fix from then on', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('bug-fix');
  await openByCard(playhead, truth, ['steps', 'video', 'terminal', 'voice']);
  const saves = truth
    .records('edits')
    .filter(({ fields: { type, file } }) => type === 'save' && String(file).startsWith('src/'));
  const fix = known(saves.at(-1), 'saved source');

  await bringToFront(playhead, 'Tests');
  const found: boolean[] = [];
  for (const { end, time, tests } of truth.testRuns) {
    await seekTo(playhead, end);
    const failed = [...tests.values()].filter((passed) => !passed).length;
    await expectShown(playhead, 'tests', { failed, passed: tests.size - failed });
    expect(failed === 0).toBe(time > fix.time);
    const [name, passed] = known(
      [...tests].find(([one]) => one.startsWith('both day fields')),
      'regression test',
    );
    await expect.poll(() => testMarks(page)).toMatchObject({ [name]: passed });
    found.push(passed);
  }
  expect([found[0], found.at(-1)]).toEqual([false, true]);

  await bringToFront(playhead, 'Code');
  const file = String(fix.fields['file']);
  const added = addedLines(truth.read('layers/diff/final.diff'), file).map(solid);
  expect(added.length).toBeGreaterThan(0);
  await seekTo(playhead, fix.time - 1);
  await expectShown(playhead, 'diff', { file });
  await expect.poll(async () => (await code(page)).length).toBeGreaterThan(3);
  expect((await code(page)).filter((line) => added.includes(line))).toEqual([]);
  await seekTo(playhead, fix.time);
  await expectShown(playhead, 'diff', { file, sha256: fix.fields['sha256'], added: added.length });
  await expect.poll(() => code(page)).toEqual(expect.arrayContaining(added));
});
