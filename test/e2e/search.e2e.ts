/** Words of the sample, looked for in everything that was recorded. */
import type { Locator, Page } from '@playwright/test';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test } from './playhead-page.ts';

const search = (page: Page): Locator => page.getByRole('search', { name: 'Search the trace' });
const field = (page: Page): Locator => search(page).getByRole('textbox', { name: 'Search the trace' });
const tree = (page: Page): Locator => search(page).getByRole('tree', { name: 'Hits by track' });
const hits = (page: Page): Locator => tree(page).locator('[aria-level="2"]');

async function look(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(text);
  // Every layer is read.
  await expect(search(page).getByRole('progressbar')).toHaveCount(0);
}

test('a word is found in every track that has it, and each hit leads to its moment', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await look(page, 'bdays');
  await expect(search(page)).toContainText('no hits');
  await field(page).fill('expected');
  await expect(search(page)).toContainText(/\d+ hits in 2 tracks/);
  await expect(search(page).getByRole('button', { name: /^Terminal \d+/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(search(page).getByRole('button', { name: /^Tests \d+/ })).toBeVisible();
  await expect(hits(page).first().locator('mark')).toHaveText(/expected/i);

  // From the keyboard: into the list, to the first hit, and there.
  await page.keyboard.press('ArrowDown');
  await expect(tree(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(hits(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(tree(page)).toBeFocused();
  const shown = await hits(page).first().textContent();
  const { time, panes } = await playhead.settled();
  const [, minutes = '', seconds = ''] = /(\d+):(\d\d\.\d{3})$/.exec(shown ?? '') ?? [];
  expect(Math.abs(time - (Number(minutes) * 60 + Number(seconds)))).toBeLessThan(0.002);
  expect(JSON.stringify(panes['terminal'])).toBeTruthy();
  // What was found is on the terminal's screen at that moment.
  await expect(
    page.locator('[data-pane="terminal"]').getByRole('region', { name: 'Terminal screen' }),
  ).toContainText(/expected/i);
  expect(await faults(page)).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});

test('what is typed at once is looked for, though the rest of the search is still being loaded', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.{js,css}', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Control+f');
  // None of them is a key of a command.
  await page.keyboard.type('mu');
  release();
  await expect(field(page)).toHaveValue('mu');
  await page.keyboard.type('x');
  await expect(field(page)).toHaveValue('mux');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('keys go on from the playhead, and Escape gives the focus back', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await page.getByRole('button', { name: 'All commands' }).focus();
  await playhead.seek(60);
  await look(page, 'npm test');
  await expect(search(page)).toContainText(/hits in \d tracks/);
  await page.keyboard.press('Enter');
  const first = await playhead.settled();
  expect(first.time).toBeGreaterThan(60);
  await expect(search(page)).toContainText(/\d+ of \d+ hits/);
  await page.keyboard.press('F3');
  await page.keyboard.press('F3');
  await page.keyboard.press('F3');
  const later = await playhead.settled();
  expect(later.time).toBeGreaterThanOrEqual(first.time);
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+F3');
  expect((await playhead.settled()).time).toBeLessThan(60);
  await page.keyboard.press('Escape');
  await expect(search(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'All commands' })).toBeFocused();
  // What was looked for is still there.
  await page.keyboard.press('Control+f');
  await expect(field(page)).toHaveValue('npm test');
  expect(playhead.complaints).toEqual([]);
});

test('patterns, whole words and case narrow it, and what is no pattern is said', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await look(page, 'pars');
  await expect(search(page)).toContainText(/\d+ hits/);
  await page.keyboard.press('Alt+w');
  await expect(search(page)).toContainText('no hits');
  await page.keyboard.press('Alt+w');
  await page.keyboard.press('Alt+r');
  await field(page).fill('pars(e|er)\\b');
  await expect(search(page)).toContainText(/\d+ hits/);
  await expect(hits(page).first().locator('mark')).toHaveText(/^parser?$/i);
  await field(page).fill('pars(e');
  await expect(search(page).getByRole('alert')).toContainText('no regular expression: unterminated group');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  // It could take for ever: the page answers meanwhile, and says that it was given up.
  await field(page).fill('(\\w+\\s?)+x!$');
  await expect(search(page).getByRole('alert')).toContainText('gave no answer within 2 s', {
    timeout: 30_000,
  });
  await field(page).fill('parse');
  await expect(search(page)).toContainText(/\d+ hits/);
  expect(playhead.complaints).toEqual([]);
});

test('a link shows the same search, of the same range', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE, 'v=1&t=10&range=40,60&find=EXPECTED&match=case');
  await expect(field(page)).toHaveValue('EXPECTED');
  await expect(field(page)).not.toBeFocused();
  await expect(search(page).getByRole('button', { name: 'Match case' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(search(page)).toContainText('no hits');
  await search(page).getByRole('button', { name: 'Match case' }).click();
  await expect(search(page)).toContainText(/\d+ hits/);
  const all = await search(page).locator('h2 + span').textContent();
  await search(page).getByRole('button', { name: 'In the range' }).click();
  await expect(search(page).locator('h2 + span')).not.toHaveText(all ?? '');
  await expect.poll(() => new URL(page.url()).hash).toContain('find=EXPECTED');
  await expect.poll(() => new URL(page.url()).hash).not.toContain('match');
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).hash).not.toContain('find');
  expect(playhead.complaints).toEqual([]);
});

test('hits follow a layer whose times are corrected', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await look(page, 'The parser still sees the text');
  await expect(hits(page)).toHaveCount(2);
  const before = await hits(page).first().textContent();
  await page.getByRole('button', { name: 'Times of the layers' }).click();
  const drawer = page.getByRole('complementary', { name: 'Times of the layers' });
  await drawer.locator('button[data-layer="transcript"]').click();
  await drawer.getByRole('button', { name: '+1 ms' }).click();
  await expect(hits(page).first()).not.toHaveText(before ?? '');
  await drawer.getByRole('button', { name: 'Reset all' }).click();
  await expect(hits(page).first()).toHaveText(before ?? '');
});
