/** What is no bundle opens too: one file as a trace, a folder of many as a batch. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults } from './axe-faults.ts';
import { expect, test } from './playhead-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-import-'));
const runs = join(folder, 'runs');

function cast(title: string, text: string): string {
  const header = { version: 2, width: 80, height: 24, title };
  return `${JSON.stringify(header)}\n${JSON.stringify([0.5, 'o', `${text}\r\n`])}\n[2, "o", "done"]\n`;
}

test.beforeAll(() => {
  for (let run = 1; run <= 98; run++) {
    const place = join(runs, `week-${run % 7}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(
      join(place, `run-${run}.${run % 2 === 0 ? 'cast' : 'log'}`),
      cast(`Run ${run}`, `this is run ${run}`),
    );
  }
  cpSync('public/samples/bug-fix', join(runs, 'sample'), { recursive: true });
  writeFileSync(join(runs, 'unknown.bin'), 'of no known format');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test('a folder of a hundred mixed files is a batch, and a file a trace', async ({ page, playhead }) => {
  await playhead.goto();
  await page.getByRole('button', { name: /^Open a trace/ }).click();
  await page.getByLabel('Trace folder').setInputFiles(runs);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('runs');
  await expect(page.getByText('0 of 100 reviewed, 1 cannot be read')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // Nobody else can be shown it: no address leads to it, and it is not signed.
  await expect(page).toHaveURL((url) => url.search === '');
  await expect(page.getByRole('button', { name: 'Sign-off' })).toHaveCount(0);

  await page.keyboard.press('/');
  await page.keyboard.type('run-4');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(11);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Run 42');
  await page.evaluate(() => window.playhead.seek(1));
  await expect(page.getByRole('region', { name: 'Terminal', exact: true })).toContainText('this is run 42');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Run 49');
  await page.getByRole('button', { name: 'Back to the batch runs' }).click();
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText('Run 49');

  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace files').setInputFiles(join(runs, 'week-1', 'run-1.log'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Run 1');
  expect(playhead.complaints).toEqual([]);
});

test('what is of no known format is refused with every reason', async ({ page, playhead }) => {
  await playhead.goto();
  await page.getByRole('button', { name: /^Open a trace/ }).click();
  await page.getByLabel('Trace files').setInputFiles(join(runs, 'unknown.bin'));
  const failure = page.getByRole('region', { name: 'Could not be opened' });
  await expect(failure).toContainText(
    'unknown.bin is neither a trace bundle nor of a format that can be imported.',
  );
  await expect(failure).toContainText(
    'No asciicast: its first line is no JSON object with a version and a size.',
  );
});
