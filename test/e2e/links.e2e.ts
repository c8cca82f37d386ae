/** Links: what is copied in one browser opens alike in another; back and forward go along what was jumped to. */
import type { Browser, Locator, Page } from '@playwright/test';
import { faults } from './axe-faults.ts';
import { expect, PlayheadPage, SAMPLE, test } from './playhead-page.ts';

const search = (page: Page): Locator => page.getByRole('search', { name: 'Search the trace' });
const chosenHit = (page: Page): Locator => search(page).locator('[aria-level="2"][aria-selected="true"]');

/** Looks for words, and waits until all tracks have answered. */
async function look(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await search(page).getByRole('textbox', { name: 'Search the trace' }).fill(words);
  await expect(search(page)).toContainText(/hits in \d tracks/);
  await expect(search(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}

/** Numbers in [0, 1), the same for the same seed: mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function command(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'All commands' });
  await page.keyboard.press('Control+k');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(title);
  await expect(dialog.getByRole('option', { name: title, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The panes on screen, with their places. */
function placesOf(page: Page): Promise<readonly string[]> {
  return page.locator('[data-pane]').evaluateAll((all) =>
    all
      .filter((one) => one.getClientRects().length > 0 && one.checkVisibility({ visibilityProperty: true }))
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return `${one.getAttribute('data-pane') ?? ''} ${[x, y, width, height].map((part) => Math.round(part / 10)).join(' ')}`;
      })
      .sort(),
  );
}

/** What is on screen beside the picture of each pane. */
async function shown(page: Page, playhead: PlayheadPage) {
  const { time, frame, exact, panes } = await playhead.settled();
  const places = await placesOf(page);
  /** What was put away may still be known from before. */
  const isSeen = (id: string): boolean => places.some((place) => place.startsWith(`${id} `));
  return {
    time,
    frame,
    exact,
    panes: Object.fromEntries(
      Object.entries(panes)
        .filter(([id]) => isSeen(id))
        .map(([id, report]) => [id, { ...report, audioTime: undefined }]),
    ),
    places,
    range: await page.getByTitle(/Marked range/).allTextContents(),
    hit: await chosenHit(page).allTextContents(),
    finding: await page.getByRole('region', { name: 'The finding' }).allTextContents(),
    console: await page.getByRole('tab', { name: /Console|Network/, selected: true }).allTextContents(),
    pressed: await page
      .getByRole('group', { name: 'Filter steps' })
      .getByRole('button', { pressed: true })
      .allTextContents(),
  };
}

/** The same, once two looks see the same: what was asked for last may be on its way. */
async function shownAtRest(page: Page, playhead: PlayheadPage) {
  let seen = await shown(page, playhead);
  await expect(async () => {
    const before = seen;
    seen = await shown(page, playhead);
    expect(seen).toEqual(before);
  }).toPass({ timeout: 60_000 });
  return seen;
}

async function copiedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Shift+U');
  await expect(page.locator('[role="status"][data-shown]')).toContainText(
    /^Link to .* copied: \d+ characters/,
  );
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens a link where nothing of it is known. */
async function fresh<T>(
  browser: Browser,
  link: string,
  look: (page: Page, playhead: PlayheadPage) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(link);
    await page.evaluate(() => window.playhead.ready());
    return await look(page, new PlayheadPage(page, link));
  } finally {
    await context.close();
  }
}

for (const seed of [1, 2]) {
  test(`a link from any moment, layout and selection opens alike elsewhere, seed ${seed}`, async ({
    page,
    playhead,
    browser,
  }) => {
    const next = numbers(seed);
    const pick = <T>(...all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
    await playhead.goto(SAMPLE);
    await command(page, `Layout: ${pick('inspect', 'review', 'share')}`);
    await command(page, `Hide ${pick('Voice', 'Outcome', 'Tests')}`);
    await command(page, `Go to ${pick('Code', 'Browser')}`);
    if (next() < 0.5) {
      await page.getByRole('button', { name: 'Arrange the panes' }).click();
      const move = `Move ${pick('Terminal', 'Steps')} to the ${pick('left', 'top', 'right', 'bottom')}`;
      await page.getByRole('button', { name: move }).click();
      await page.keyboard.press('Escape');
    }
    await command(page, 'Go to Steps');
    await page
      .getByRole('button', { name: pick(/^Commands/, /^Edits/, /^Voice/), pressed: false })
      .first()
      .click();
    if (seed % 2 === 1) {
      await look(page, pick('parse', 'npm test', 'cron'));
      for (let hit = 0; hit < 1 + Math.floor(next() * 8); hit += 1) await page.keyboard.press('F3');
      await expect(chosenHit(page)).toHaveCount(1);
    } else {
      await page.keyboard.press('Shift+Q');
      await page.getByRole('tab', { name: /Findings/ }).click({ timeout: 60_000 });
      await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
    }
    const { duration } = await playhead.state();
    await playhead.seek(Number((next() * duration).toFixed(6)));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    if (seed % 2 === 0) await page.keyboard.press('i');

    const before = await shownAtRest(page, playhead);
    const link = await copiedLink(page);
    expect(link.length).toBeLessThan(320);
    await fresh(browser, link, async (other, head) => {
      if (before.finding.length > 0)
        await expect(other.getByRole('region', { name: 'The finding' })).toBeVisible({ timeout: 60_000 });
      // While tracks are searched the rows move, and a look may meet another where the chosen one was.
      await expect.poll(() => shown(other, head), { timeout: 60_000 }).toEqual(before);
    });
    expect(playhead.complaints).toEqual([]);
  });
}

test('back and forward go along what was jumped to, without reading the trace again', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE, 'v=2&t=10&layout=inspect');
  const now = async (): Promise<number> => (await playhead.settled()).time;
  const entries = (): Promise<number> => page.evaluate(() => history.length);
  await expect.poll(() => new URL(page.url()).hash).toBe('#v=2&t=10&layout=inspect');
  const first = await entries();
  // Keys that move the playhead change the entry in place.
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).hash).toContain('t=30&');
  expect(await entries()).toBe(first);

  await page.keyboard.press('g');
  await expect(page.getByRole('textbox', { name: 'Go to time or frame' })).toBeFocused();
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await expect.poll(now).toBe(100);
  await expect.poll(entries).toBe(first + 1);
  await page.waitForTimeout(1_100);
  await page.keyboard.press('i');
  await page.keyboard.press('Alt+2');
  await look(page, 'parse');
  const hash = (): string => new URL(page.url()).hash;
  // An entry has what was there when one left it: what is at rest is written.
  await expect.poll(hash).toMatch(/^(?=.*find=parse)(?=.*layout=review)(?=.*t=100&)/);
  await page.keyboard.press('F3');
  await expect.poll(now).not.toBe(100);
  const hit = await now();
  const row = chosenHit(page);
  const words = await row.textContent();
  await expect.poll(entries).toBe(first + 2);
  await expect.poll(hash).toContain(`t=${hit}&`);

  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goBack();
  await expect.poll(now).toBe(100);
  await expect(row).toHaveCount(0);
  await expect(page.getByTitle(/Marked range/)).toContainText('1:40.000');
  await page.goBack();
  await expect.poll(now).toBe(30);
  await expect(search(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'inspect', pressed: true })).toBeVisible();
  await page.goForward();
  await page.goForward();
  await expect.poll(now).toBe(hit);
  await expect(row).toHaveText(words ?? '');
  await expect(page.getByRole('button', { name: 'review', pressed: true })).toBeVisible();
  expect(requests.filter((url) => /trace_schema|\.html|manifest/.test(url))).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});

test('parts that are not known are passed over, and said to be', async ({ page, playhead }) => {
  // It is said for some seconds, which may be over when all panes are there.
  await Promise.all([
    playhead.goto(SAMPLE, 'v=2&t=42.5&mood=good'),
    expect(page.locator('[role="status"][data-shown]')).toContainText(
      '1 part that this version does not know (mood)',
      { timeout: 60_000 },
    ),
  ]);
  expect((await playhead.settled()).time).toBe(42.5);
});

test('a comment comes with the link, as text and named for what it is', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE, `v=2&t=42.5&note=${encodeURIComponent('<b>Look</b> at the red test')}`);
  const note = page.getByRole('complementary', { name: 'Comment that came with the link' });
  await expect(note).toContainText('Whoever made the link says');
  await expect(note).toContainText('<b>Look</b> at the red test');
  expect(await faults(page)).toEqual([]);
  await note.getByRole('button', { name: 'Put the comment away' }).click();
  await expect(note).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).not.toContain('note');
});

test('the dialog says what a link carries, and by keyboard alone it is chosen and copied', async ({
  page,
  playhead,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await playhead.goto(SAMPLE, 'v=2&t=42.5&range=40,50&layout=inspect');
  await page.keyboard.press('u');
  const dialog = page.getByRole('dialog', { name: 'Share a link' });
  const link = dialog.getByRole('textbox', { name: 'The link' });
  await expect(link).toHaveValue(/#v=2&t=42\.5&range=40,50&layout=inspect$/);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: /Marked range/ }).focus();
  await page.keyboard.press('Space');
  await expect(link).toHaveValue(/#v=2&t=42\.5&layout=inspect$/);
  await dialog.getByRole('textbox', { name: /Comment/ }).focus();
  await page.keyboard.type('Look at this!');
  await expect(link).toHaveValue(/&note=Look%20at%20this%21$/);
  const value = await link.inputValue();
  await expect(dialog).toContainText(`${value.length} characters`);
  await expect(dialog).toContainText('works on this computer alone');
  await dialog.getByRole('button', { name: 'Copy the link' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  expect(playhead.complaints).toEqual([]);
});

test('a trace from a folder has no link, and the dialog says what to do', async ({ page, playhead }) => {
  await playhead.goto();
  await page.getByRole('button', { name: /^Open a trace/ }).click();
  await page.getByLabel('Trace folder').setInputFiles('public/samples/bug-fix');
  await page.evaluate(() => window.playhead.ready());
  await playhead.seek(42.5);
  await page.keyboard.press('u');
  const dialog = page.getByRole('dialog', { name: 'Share a link' });
  await expect(dialog).toContainText('A link cannot carry this trace');
  await expect(dialog).toContainText('0:42.500');
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeDisabled();
  expect(await faults(page)).toEqual([]);
});
