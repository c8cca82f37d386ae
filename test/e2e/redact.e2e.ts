/** What is to be taken out of a copy: found in a worker, chosen in the dialog, saved as the plan that the command takes. */
import { mkdirSync, readFileSync } from 'node:fs';
import { parsePlan } from '../../src/share/redact/plan.ts';
import { SampleCopy } from './altered-sample.ts';
import { faults } from './axe-faults.ts';
import { expect, test, watch } from './playhead-page.ts';

const TOKEN = `ghp_${'a1B2c3'.repeat(6)}`;

test('the dialog finds what is secret, shows none of it, and saves the plan of what goes', async ({
  page,
}) => {
  const copy = new SampleCopy();
  const path = copy.pathOf('commands');
  const [first = '', ...others] = copy.read(path).toString('utf8').trimEnd().split('\n');
  const told = { ...(JSON.parse(first) as object), command: `curl -H "Authorization: ${TOKEN}" a.example` };
  copy.replaceHonestly(path, [JSON.stringify(told), ...others, ''].join('\n'));
  const serving = await copy.serve();
  const watched = watch(page, serving.url);
  await page.goto(`${serving.url}#t=10`);
  await page.evaluate(() => window.playhead.ready());
  await page.keyboard.press('i');
  await page.evaluate(() => window.playhead.seek(12.5));
  await page.keyboard.press('o');
  await page.keyboard.press('Shift+D');

  const dialog = page.getByRole('dialog', { name: 'Redact a copy' });
  // All texts are read for it.
  await expect(dialog.getByLabel('Take out all secrets (1)')).toBeChecked({ timeout: 60_000 });
  await expect(dialog.getByRole('list', { name: 'Found secrets' })).toContainText('a GitHub token: ghp_…');
  expect(await dialog.textContent()).not.toContain(TOKEN);
  // Drawn over the frame of this moment, in pixels of the video.
  const picture = dialog.locator('svg[viewBox="0 0 1600 900"]');
  await expect(dialog.getByText('The picture is being decoded')).toBeHidden();
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('the picture has no place');
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await dialog.getByLabel('Left of part 1').fill('480');
  await dialog.getByLabel('Top of part 1').fill('270');
  await dialog.getByLabel('Width of part 1').fill('400');
  await dialog.getByLabel('Height of part 1').fill('200');
  await dialog.getByLabel('Height of part 1').press('Enter');
  await dialog.getByLabel('Decided by').fill('Ada');
  await dialog.getByLabel('Other texts').fill('Acme Ltd');
  await dialog.getByRole('button', { name: /^Cut the marked range, 0:10/ }).click();
  await dialog
    .getByRole('group', { name: 'Layers that stay' })
    .getByLabel('Notes', { exact: true })
    .uncheck();
  mkdirSync(test.info().outputPath(), { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page), colorScheme).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${colorScheme}.png`) });
  }
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the plan' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).not.toContain(TOKEN);
  expect(parsePlan(text, 'plan.json')).toMatchObject({
    by: 'Ada',
    redactions: [
      { type: 'found', rules: ['secrets'] },
      { type: 'text', texts: ['Acme Ltd'] },
      { type: 'time', t: [10_000_000, 12_500_000] },
      { type: 'region', layer: 'screen', rect: [480, 270, 400, 200], t: [10_000_000, 12_500_000] },
      { type: 'layer', layer: 'notes' },
    ],
  });
  expect(watched).toEqual({ complaints: [], foreign: [] });
  await serving.close();
  copy.dispose();
});
