/** Quality control of the real sample: judged in the page, looked at and waived by keyboard, kept, and saved as files. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import standard from '../../src/qc/profiles/standard.v1.json' with { type: 'json' };
import type { QcRecaptureFile, QcReportFile } from '../../src/schema/generated/types.ts';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test } from './playhead-page.ts';

/** The only finding of the sample, and its moment. */
const FINDING = { id: 'outcome-verified/none', seconds: 230.594318 };

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Quality' });
const tabNamed = (page: Page, name: RegExp): Locator => drawer(page).getByRole('tab', { name });
const lane = (page: Page): Locator =>
  page.getByRole('list', { name: 'Tracks' }).getByRole('listitem').filter({ hasText: 'Findings' });

async function openQuality(page: Page): Promise<void> {
  await page.keyboard.press('Shift+Q');
  await expect(tabNamed(page, /Scores/)).toBeVisible({ timeout: 60_000 });
}

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus never came there');
}

async function saved(page: Page, button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('by keyboard alone: a finding is gone to and waived, the trace passes, and still does after a reload', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await expect(lane(page)).toHaveCount(0);
  await openQuality(page);
  await expect(drawer(page)).toContainText('Does not pass, 1 of 18 gates');
  await expect(drawer(page)).toContainText('COV 0.9979 ≥ 0.995 (screen)');
  await expect(drawer(page)).toContainText('VERIFIED 0 < 1');
  expect(await faults(page)).toEqual([]);
  await expect(lane(page)).toHaveCount(1);

  await tabTo(page, tabNamed(page, /Scores/));
  await page.keyboard.press('ArrowRight');
  const list = drawer(page).getByRole('listbox', { name: 'Findings' });
  await tabTo(page, list);
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await playhead.settled()).time).toBe(FINDING.seconds);
  expect(await faults(page)).toEqual([]);

  await tabTo(page, drawer(page).getByRole('button', { name: 'Waive …' }));
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByLabel('Why it may pass')).toBeFocused();
  await page.keyboard.type('The client runs it.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ada');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toContainText('Passes, 18 gates');
  await expect(list).toBeFocused();
  await expect(list).toContainText('waived by Ada');

  // The address says that the drawer is open.
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect(tabNamed(page, /Scores/)).toBeVisible({ timeout: 60_000 });
  // By its key it comes with the focus.
  await page.keyboard.press('Shift+Q');
  await expect(drawer(page)).toHaveCount(0);
  await openQuality(page);
  await expect(drawer(page)).toContainText('Passes, 18 gates');
  await expect(drawer(page)).toContainText('1 gate is waived');
  // The finding is still chosen, so that its tab is the one in front.
  await tabTo(page, list);
  await page.keyboard.press('Enter');
  await tabTo(page, drawer(page).getByRole('button', { name: 'Take the waiver back' }));
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toContainText('Does not pass, 1 of 18 gates');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  await expect(lane(page)).toHaveCount(1);
  expect(playhead.complaints).toEqual([]);
});

test('what is marked for re-capture is listed and saved, and so is the report', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(61);
  await page.keyboard.press('I');
  await playhead.seek(63);
  await page.keyboard.press('O');
  await openQuality(page);
  await tabNamed(page, /Re-capture/).click();
  await drawer(page).getByRole('button', { name: 'Mark the range …' }).click();
  await drawer(page).getByLabel('Reason').selectOption('V-INAUDIBLE');
  await drawer(page).getByLabel('Note').fill('=1+1');
  await drawer(page).getByLabel('Your name').fill('Bob');
  await page.keyboard.press('Enter');
  const list = drawer(page).getByRole('listbox', { name: 'To be captured again' });
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(tabNamed(page, /Re-capture/)).toContainText('1');
  expect(await faults(page)).toEqual([]);
  await list.getByRole('option').click();
  await expect.poll(async () => (await playhead.settled()).time).toBe(61);

  const json = await saved(page, drawer(page).getByRole('button', { name: 'JSON' }));
  expect(json.name).toBe('bug-fix.recapture.json');
  expect((JSON.parse(json.text) as QcRecaptureFile).traces[0]?.entries).toMatchObject([
    { range_us: [61_000_000, 63_000_000], reason: 'V-INAUDIBLE', note: '=1+1', marked: { by: 'Bob' } },
  ]);
  const csv = await saved(page, drawer(page).getByRole('button', { name: 'CSV' }));
  expect(csv.text).toContain('"\'=1+1"');
  const report = await saved(page, drawer(page).getByRole('button', { name: 'Report' }));
  const { rules } = JSON.parse(report.text) as QcReportFile;
  expect(rules.flatMap(({ findings }) => findings.map(({ id }) => id))).toEqual([FINDING.id]);

  await drawer(page).getByRole('button', { name: 'Take the mark back' }).click();
  await expect(drawer(page)).toContainText('Nothing is to be captured again.');
  expect(playhead.complaints).toEqual([]);
});

test('a profile of one’s own judges, and one that is none is refused in words', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await openQuality(page);
  const pick = (profile: unknown): Promise<void> =>
    drawer(page)
      .getByLabel('Profile file')
      .setInputFiles({
        name: 'mine.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(profile)),
      });
  await pick({ ...standard, id: 'mine', rules: { gaps: { ...standard.rules.gaps, unmeasured: 'fail' } } });
  await expect(drawer(page)).toContainText('Profile mine');
  await expect(drawer(page)).toContainText('Does not pass, 1 of 1 gates');
  await pick({ no: 'profile' });
  await expect(drawer(page).getByRole('alert')).toContainText('mine.json cannot be used as a profile');
  await drawer(page).getByRole('button', { name: 'Standard' }).click();
  await expect(drawer(page)).toContainText('Does not pass, 1 of 18 gates');
  expect(playhead.complaints).toEqual([]);
});
