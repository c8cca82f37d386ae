/** Data out of the page, and a client's own format into it and out of it. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { convertCommand } from '../../src/cli/convert.ts';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test } from './playhead-page.ts';

const BUNDLE = 'public/samples/bug-fix';
const MAPPING = 'docs/mappings/orbit-runs.json';
const RUN = 'docs/mappings/orbit-runs.sample.json';

/** What the command writes, and what it says. */
async function converted(folder: string, ...options: readonly string[]): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const output = `${folder}/by-command`;
  await convertCommand.run([BUNDLE, ...options, '-o', output, '--force'], {
    print: () => undefined,
    warn: () => undefined,
  });
  return readFileSync(output, 'utf8');
}

async function saved(page: Page, dialog: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const coming: Promise<Download> = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Save/ }).click();
  const file = await coming;
  await expect(dialog.getByText(`${file.suggestedFilename()} is saved`)).toBeVisible();
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('training data of the marked range are what the command writes, and other formats go out too', async ({
  playhead,
}) => {
  const folder = test.info().outputPath('data');
  const { page } = playhead;
  await page.emulateMedia({ colorScheme: 'dark' });
  await playhead.goto(SAMPLE, 't=61.5');
  await page.keyboard.press('i');
  await playhead.seek(93.25);
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Cut training data out of the marked range' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export data' });
  await expect(
    dialog.getByRole('radio', { name: /^The marked range 1:01\.500 – 1:33\.250, 31\.8 s/ }),
  ).toBeChecked();
  await expect(dialog.getByRole('radio', { name: /^Training data/ })).toBeChecked();
  await dialog.getByLabel('Words before an action').fill('soon');
  await expect(dialog.getByRole('button', { name: /^Save/ })).toBeDisabled();
  await dialog.getByLabel('Words before an action').fill('30');
  expect(await faults(page)).toEqual([]);
  const steps = await saved(page, dialog);
  expect(steps.name).toBe('bug-fix.61.5-93.25s.steps.jsonl');
  expect(steps.text).toBe(
    await converted(folder, '--to', 'training', '--range', '61.5..93.25', '--before', '30'),
  );
  await page.screenshot({ path: `${folder}/dark.png` });

  // Of the same range, and of all; what the sample has no layer for says so.
  await dialog.getByRole('radio', { name: /^asciicast v3/ }).check();
  expect((await saved(page, dialog)).text).toBe(
    await converted(folder, '--to', 'asciicast-v3', '--range', '61.5..93.25'),
  );
  await dialog.getByRole('radio', { name: /^All of the trace/ }).check();
  await dialog.getByRole('radio', { name: /^JUnit/ }).check();
  expect(await saved(page, dialog)).toEqual({
    name: 'bug-fix.xml',
    text: await converted(folder, '--to', 'junit'),
  });
  await page.keyboard.press('Escape');

  // A file that none of the importers takes, before and after its mapping is saved.
  const names = { mapping: `${folder}/orbit-runs.json`, run: `${folder}/night.txt` };
  copyFileSync(MAPPING, names.mapping);
  writeFileSync(names.run, readFileSync(RUN));
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace files').setInputFiles(names.mapping);
  const mapping = page.getByRole('dialog', { name: 'A mapping' });
  await mapping.getByLabel('Save it in this browser as').fill('orbit');
  expect(await faults(page)).toEqual([]);
  await mapping.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(mapping.getByText('It is saved as orbit.')).toBeVisible();
  await expect(mapping.getByRole('region', { name: 'Saved mappings' })).toContainText('orbit');
  await page.screenshot({ path: `${folder}/mapping.png` });
  await page.keyboard.press('Escape');
  // What was open is still there, and can be written by it.
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('e');
  await dialog.getByRole('radio', { name: /mapping orbit/ }).check();
  await expect(dialog.getByRole('radio', { name: /^The marked range/ })).toBeDisabled();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: `${folder}/light.png` });
  expect((await saved(page, dialog)).text).toBe(await converted(folder, '--map', MAPPING));
  expect(playhead.complaints).toEqual([]);

  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace files').setInputFiles(names.run);
  const refused = page.getByRole('dialog', { name: 'It could not be opened' });
  await expect(refused).toContainText(
    'night.txt is neither a trace bundle nor of a format that can be imported.',
  );
  await page.screenshot({ path: `${folder}/refused.png` });
  await refused.getByRole('button', { name: /^Open by mapping orbit/ }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Parse dates before 1970');
  await playhead.settled();

  // Removed, it is offered no more; together with the file it opens that all the same.
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Remove orbit' }).click();
  await expect(page.getByRole('region', { name: 'Saved mappings' })).toBeHidden();
  await page.getByLabel('Trace files').setInputFiles(names.run);
  await expect(refused).toBeVisible();
  await expect(refused.getByRole('button', { name: /^Open by mapping/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Playhead: close this trace' }).click();
  await expect(heading).toHaveText('Playhead');
  await page.getByRole('button', { name: /^Open a trace/ }).click();
  await page.getByLabel('Trace files').setInputFiles([names.mapping, names.run]);
  await expect(heading).toHaveText('Parse dates before 1970');
  expect(playhead.complaints).toEqual([]);
});
