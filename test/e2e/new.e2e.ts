/** `playhead new` makes a bundle of plain files, and the page plays it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../src/cli/serve.ts';
import { expect, test } from './playhead-page.ts';

test('a plain mp4, a cast and a vtt become a trace that plays', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-new-'));
  const cast = '{"version":2,"width":40,"height":5}\n[0.5,"o","one\\r\\n"]\n[2.5,"o","two\\r\\n"]\n';
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nI look at the numbers.\n';
  writeFileSync(join(folder, 'Session 1.cast'), cast);
  writeFileSync(join(folder, 'words.vtt'), vtt);
  const bundle = join(folder, 'bundle');
  const args = [
    'new',
    '--video',
    'test/fixtures/video/vfr-h264.mp4',
    '--terminal',
    `${join(folder, 'Session 1.cast')}@1`,
  ];
  args.push(
    '--transcript',
    join(folder, 'words.vtt'),
    '--title',
    'Plain files',
    '--family',
    'bug_fix',
    '-o',
    bundle,
  );
  execFileSync(process.execPath, ['dist/cli/playhead.js', ...args]);

  const serving = await serve({ app: 'dist/app', bundle });
  await page.goto(serving.url);
  await page.evaluate(() => window.playhead.ready());
  await expect(page.getByRole('heading', { name: 'Plain files' })).toBeVisible();
  const at = (seconds: number) =>
    page.evaluate(async (time) => {
      await window.playhead.seek(time);
      return window.playhead.state();
    }, seconds);
  // The offset moves the cast by a second: "one" comes at 1.5 s, "two" at 3.5 s.
  expect((await at(3.4)).panes['terminal']?.['text']).toContain('one');
  expect((await at(3.4)).panes['terminal']?.['text']).not.toContain('two');
  expect(await at(3.5)).toMatchObject({ exact: true, problems: [] });
  expect((await at(3.5)).panes['terminal']?.['text']).toContain('two');
  expect((await at(1.2)).panes['video']).toMatchObject({ caption: 'I look at the numbers.' });
  await serving.close();
});
