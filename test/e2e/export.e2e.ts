/** What a client gets: one file that opens from a disk without a network, and shows what was recorded. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { exportCommand } from '../../src/cli/export.ts';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { faults } from './axe-faults.ts';
import { expectTruth } from './expect-truth.ts';
import { expect, SAMPLE, test, watch } from './playhead-page.ts';
import { TerminalTruth, VideoTruth } from './sample-truth.ts';

const CLIENT = {
  schema: { name: 'playhead-client', version: 1 },
  title: 'The <b>cron</b> bug',
  from: 'Northwind',
  text: 'First.\n\n<img src=x onerror=alert(1)>',
  panes: ['video', 'terminal', 'diff', 'browser'],
  tour: [
    { time: 61, title: 'The rule', text: 'Either is enough.', panes: ['browser'] },
    { time: 150, title: 'The fix', panes: ['video', 'diff'] },
  ],
};

test('one file opens from a disk without a network, and plays what was recorded', async ({ page }) => {
  const folder = test.info().outputPath();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/client.json`, JSON.stringify(CLIENT));
  const args = [
    'public/samples/bug-fix',
    '--single',
    '--client',
    `${folder}/client.json`,
    '-o',
    `${folder}/one.html`,
  ];
  await exportCommand.run(args, { print: () => undefined, warn: () => undefined });

  const url = pathToFileURL(`${folder}/one.html`).href;
  const { complaints } = watch(page, url);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url())) asked.push(request.url());
  });
  const refused: string[] = [];
  await page.exposeFunction('tellViolation', (text: string) => refused.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.context().setOffline(true);
  await page.goto(url);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(CLIENT.title);
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start' }).click();
  const state = async (): Promise<PlayheadState> => {
    await page.evaluate(() => window.playhead.ready());
    return page.evaluate(() => window.playhead.state());
  };
  const truth = { video: await VideoTruth.read(), terminal: new TerminalTruth() };
  const time = async (): Promise<number> => (await state()).time;
  await expect.poll(time).toBe(61);
  await expect(page.getByRole('navigation', { name: 'Tour' })).toContainText(
    '1 of 2The ruleEither is enough.',
  );
  await page.keyboard.press('n');
  await expect.poll(time).toBe(150);
  await expectTruth(page, await state(), truth);
  await expect(page.locator('.view-lines').first()).toContainText('day');
  for (const moment of [31.234567, 200.5]) {
    await page.evaluate((seconds) => window.playhead.seek(seconds), moment);
    await expectTruth(page, await state(), truth);
  }
  await page.evaluate(() => window.playhead.play(2));
  await page.waitForFunction(() => window.playhead.now() > 201.5);
  await page.evaluate(() => window.playhead.pause());
  await page.evaluate(() => window.playhead.settled());
  const played = await state();
  expect(played.time).toBeGreaterThan(201.5);
  await expectTruth(page, played, truth);

  // Only what was chosen, and nothing that changes anything.
  expect(Object.keys(played.panes).sort()).toEqual(['browser', 'diff', 'terminal', 'video']);
  for (const name of ['Open a trace', 'Review', 'Quality', 'Times of the layers', 'Share a link'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await page.keyboard.press('m');
  await page.keyboard.press('Shift+Q');
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const other = await page.evaluate(() =>
    window.playhead.load('a.trace.zip').catch((error: unknown) => String(error)),
  );
  expect(other).toContain('unsupported-here');
  expect(await faults(page)).toEqual([]);

  expect(played.problems).toEqual([]);
  expect(complaints).toEqual([]);
  expect(refused, 'what the policy of the page refused').toEqual([]);
  expect(asked, 'what the page asked for').toEqual([url]);
});

test('the page saves the same file, with what was chosen in it', async ({ playhead }) => {
  await playhead.goto(SAMPLE, 't=61.5');
  const { page } = playhead;
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export for a client' });
  await dialog.getByLabel('Title', { exact: true }).fill('The rule </script>');
  await dialog.getByRole('button', { name: /^Stop at this moment, 1:01.500/ }).click();
  await dialog.getByLabel('Title of stop 1').fill('Either is enough');
  for (const name of ['Terminal', 'Code', 'Tests', 'Steps', 'Task'])
    await dialog.getByRole('group', { name: 'Panes' }).getByLabel(name, { exact: true }).uncheck();
  const layers = dialog.getByRole('group', { name: 'Layers' });
  for (const name of ['Screen', 'Terminal', 'Commands', 'Edits', 'Final diff', 'Input'])
    await layers.getByLabel(name, { exact: true }).uncheck();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('dialog.png') });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save one HTML file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('bug-fix.html');

  const html = readFileSync(await file.path(), 'utf8');
  const [, client = ''] = /<script type="application\/json" id="playhead-client">([^<]*)</.exec(html) ?? [];
  expect(JSON.parse(client)).toMatchObject({
    title: 'The rule </script>',
    panes: ['video', 'browser', 'voice', 'outcome'],
    layers: ['browser', 'network', 'tests', 'lint', 'voice', 'transcript', 'notes'],
    tour: [{ time: 61.5, title: 'Either is enough' }],
  });
  const parts = [...html.matchAll(/class="playhead-trace">([^<]*)</g)].map(([, text = '']) => text);
  const zip = Buffer.concat(parts.map((text) => Buffer.from(text, 'base64')));
  expect(zip.includes('layers/voice/voice.m4a')).toBe(true);
  // The video alone has 9 MB.
  expect(zip.length).toBeLessThan(2_000_000);
  expect(playhead.complaints).toEqual([]);
});
