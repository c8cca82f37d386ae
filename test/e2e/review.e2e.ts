/** What reviewers say: kept from the moment they say it, by keys alone, merged without loss. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test, type PlayheadPage } from './playhead-page.ts';

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Review' });
const threads = (page: Page): Locator =>
  drawer(page).getByRole('list', { name: 'Comments' }).getByRole('listitem');
const field = (page: Page): Locator => drawer(page).getByRole('textbox', { name: 'Comment' });

/** Opens the sample with the drawer, under a name. */
async function begin(page: Page, playhead: PlayheadPage, name: string): Promise<void> {
  await playhead.goto(SAMPLE);
  await openDrawer(page, name);
}

async function openDrawer(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Shift+R');
  const reviewer = drawer(page).getByRole('textbox', { name: 'Reviewer' });
  await reviewer.fill(name);
  await reviewer.press('Enter');
  await drawer(page).getByRole('heading', { name: 'Review' }).click();
}

async function comment(page: Page, words: string): Promise<void> {
  await page.keyboard.press('M');
  await field(page).fill(words);
  await field(page).press('Control+Enter');
  await expect(threads(page).filter({ hasText: words })).toHaveCount(1);
}

/** Another page of the same browser at the sample. */
async function another(page: Page): Promise<Page> {
  const next = await page.context().newPage();
  const url = new URL(process.env['PLAYHEAD_URL'] ?? '');
  url.searchParams.set('trace', SAMPLE);
  await next.goto(url.href);
  await next.evaluate(() => window.playhead.ready());
  return next;
}

/** What a download holds. */
async function saved(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const coming = page.waitForEvent('download');
  await drawer(page).getByRole('button', { name: 'Save' }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('a page that is killed in the middle of typing loses nothing', async ({ page, playhead }) => {
  await begin(page, playhead, 'Ann');
  await playhead.seek(61);
  await comment(page, 'Sent before the crash');
  await playhead.seek(75);
  await page.keyboard.press('M');
  const words = 'Why does the parser run twice at this po';
  await field(page).pressSequentially(words);
  const client = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Never answers: the page is gone.
  client.send('Page.crash').catch(() => undefined);
  await crashed;

  const next = await another(page);
  await next.keyboard.press('Shift+R');
  await expect(drawer(next).getByRole('textbox', { name: 'Reviewer' })).toHaveValue('Ann');
  await expect(threads(next)).toHaveText([/Sent before the crash/]);
  await expect(field(next)).toHaveValue(words);
  await expect(drawer(next).getByRole('combobox', { name: 'About' })).toContainText('1:15.000');
  await field(next).press('End');
  await field(next).pressSequentially('int?');
  await field(next).press('Control+Enter');
  await expect(threads(next)).toHaveText([/Sent before the crash/, /at this point\?/]);
  await expect(field(next)).toHaveCount(0);
});

test('two pages of one browser keep what both say, and each sees the other', async ({ page, playhead }) => {
  await begin(page, playhead, 'Ann');
  const other = await another(page);
  await openDrawer(other, 'Ann');
  await comment(page, 'From the first');
  await expect(threads(other)).toHaveText([/From the first/]);
  await other.evaluate(() => window.playhead.seek(30));
  await comment(other, 'From the second');
  await expect(threads(page)).toHaveText([/From the first/, /From the second/]);
  // The address says that the drawer is open.
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect(threads(page)).toHaveText([/From the first/, /From the second/]);
});

test('words that are being written stay with their page, and go to the next once it is gone', async ({
  page,
  playhead,
}) => {
  await begin(page, playhead, 'Ann');
  await page.keyboard.press('M');
  await field(page).fill('From the first');
  const other = await another(page);
  await other.keyboard.press('Shift+R');
  await expect(threads(other)).toHaveCount(0);
  await expect(drawer(other).getByRole('textbox', { name: 'Reviewer' })).toHaveValue('Ann');
  await expect(field(other)).toHaveCount(0);
  await page.close();
  await other.reload();
  await other.evaluate(() => window.playhead.ready());
  await expect(field(other)).toHaveValue('From the first');
});

for (const theme of ['dark', 'light'] as const)
  test(`comment, reply, score and verdict by keys alone, and axe finds nothing, ${theme}`, async ({
    page,
    playhead,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await playhead.goto(SAMPLE);
    await playhead.seek(61);
    // Nobody can give a verdict before there is a name, which is then asked for.
    await page.keyboard.press('Alt+A');
    await expect(page.locator(':focus')).toHaveAccessibleName(/^Reviewer/);
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+W');
    await expect(drawer(page).getByRole('button', { name: 'Accept with waivers' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    // Typing stops what plays, and sending lets it go on.
    await drawer(page).focus();
    await page.keyboard.press('Space');
    expect((await playhead.state()).playing).toBe(true);
    await page.keyboard.press('M');
    await expect(field(page)).toBeFocused();
    expect((await playhead.state()).playing).toBe(true);
    await page.keyboard.type('Why this?');
    expect((await playhead.state()).playing).toBe(false);
    await page.keyboard.press('Control+Enter');
    await expect(threads(page)).toHaveText([/Why this\?/]);
    expect((await playhead.state()).playing).toBe(true);
    await page.evaluate(() => window.playhead.pause());
    await expect(page.getByRole('list', { name: 'Tracks' }).getByText('Comments')).toBeVisible();

    await threads(page).getByRole('button', { name: 'Reply' }).press('Enter');
    await page.keyboard.type('Because of that.');
    await page.keyboard.press('Control+Enter');
    await expect(threads(page).first()).toContainText('Because of that.');
    // Back in its thread, where what can be done with it is next.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(threads(page).getByRole('button', { name: 'Resolve' })).toBeFocused();
    expect(await faults(page), 'comments').toEqual([]);

    await drawer(page)
      .getByRole('tab', { name: /^Comments/ })
      .press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(drawer(page).getByRole('radio', { checked: true })).toHaveCount(1);
    expect(await faults(page), 'scores').toEqual([]);

    // All of it is taken back, the last first, and done again.
    await drawer(page).focus();
    for (let acts = 0; acts < 4; acts++) await page.keyboard.press('Control+Z');
    await expect(drawer(page).getByRole('button', { pressed: true })).toHaveCount(0);
    await drawer(page).getByRole('tab', { name: 'Comments 0' }).click();
    await drawer(page).focus();
    for (let acts = 0; acts < 4; acts++) await page.keyboard.press('Control+Y');
    await expect(threads(page).first()).toContainText('Because of that.');
    await expect(drawer(page).getByRole('button', { pressed: true })).toHaveCount(1);
  });

test("a second reviewer's file is merged, what is in conflict is shown, and settled", async ({
  page,
  playhead,
  browser,
}) => {
  await begin(page, playhead, 'Ann');
  await comment(page, 'Said first');
  const shared = await saved(page);
  expect(shared.name).toBe('bug-fix.review.json');

  // Bob has it beside the bundle on his server.
  const elsewhere = await browser.newContext();
  const bob = await elsewhere.newPage();
  let fetched = 0;
  await bob.route('**/bug-fix.review.json', (route) => {
    fetched += 1;
    return route.fulfill({ body: shared.text });
  });
  const url = new URL(process.env['PLAYHEAD_URL'] ?? '');
  url.searchParams.set('trace', SAMPLE);
  await bob.goto(url.href);
  await bob.evaluate(() => window.playhead.ready());
  await openDrawer(bob, 'Bob');
  await expect(threads(bob)).toHaveCount(0);
  expect(fetched).toBe(0);
  await drawer(bob).getByRole('button', { name: 'Look beside the bundle' }).click();
  await expect(threads(bob)).toHaveText([/Said first/]);
  await threads(bob).getByRole('button', { name: 'Resolve' }).click();
  const his = await saved(bob);
  await elsewhere.close();

  // Ann resolves it too, and thinks better of it.
  await threads(page).getByRole('button', { name: 'Resolve' }).click();
  await threads(page).getByRole('button', { name: 'Reopen' }).click();
  await drawer(page)
    .locator('input[aria-label="Files of reviews"]')
    .setInputFiles({ name: 'bob.review.json', mimeType: 'application/json', buffer: Buffer.from(his.text) });
  const conflicts = drawer(page).getByRole('region', { name: 'Conflicts' });
  await expect(conflicts).toContainText('1 conflict');
  await expect(conflicts).toContainText('Bob resolved');
  await expect(conflicts).toContainText('Ann open');
  expect(await faults(page)).toEqual([]);
  await conflicts.getByRole('button', { name: /^Keep what Bob says/ }).click();
  await expect(conflicts).toBeHidden();
  await expect(threads(page)).toContainText('Resolved by Ann');
});

test('a file that says things in the name of who reviews is added only if they say so', async ({
  page,
  playhead,
  browser,
}) => {
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const url = new URL(process.env['PLAYHEAD_URL'] ?? '');
  url.searchParams.set('trace', SAMPLE);
  await other.goto(url.href);
  await other.evaluate(() => window.playhead.ready());
  await openDrawer(other, 'Ann');
  await comment(other, 'As if by Ann');
  const { text } = await saved(other);
  await elsewhere.close();

  await begin(page, playhead, 'Ann');
  const load = (): Promise<void> =>
    drawer(page)
      .locator('input[aria-label="Files of reviews"]')
      .setInputFiles({ name: 'x.review.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await load();
  await expect(
    drawer(page).getByText(/^x\.review\.json holds 1 thing said in the name of Ann/),
  ).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await drawer(page).getByRole('button', { name: 'Leave it' }).click();
  await expect(drawer(page).getByText('x.review.json: nothing was added.')).toBeVisible();
  await expect(threads(page)).toHaveCount(0);
  await load();
  await drawer(page).getByRole('button', { name: 'Add all of it' }).click();
  await expect(threads(page)).toHaveText([/As if by Ann/]);
});

test('a part of the picture is marked by dragging and by keys, and seen on its frame alone', async ({
  page,
  playhead,
}) => {
  await begin(page, playhead, 'Ann');
  await playhead.seek(61);
  const marks = page.locator('[data-region]');
  await page.keyboard.press('M');
  await field(page).fill('This box');
  await drawer(page).getByRole('button', { name: 'Mark on the picture' }).click();
  const surface = page.getByRole('application', { name: /^Mark a part of the picture/ });
  const picture = await surface.boundingBox();
  if (!picture) throw new Error('nothing to draw on');
  const [x, y] = [picture.x + picture.width / 2, picture.y + picture.height / 2];
  await page.mouse.move(x - 60, y - 20);
  await page.mouse.down();
  await page.mouse.move(x, y + 20);
  await page.mouse.up();
  await expect(surface).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await expect(marks).toHaveCount(1);
  const drawn = await marks.boundingBox();
  expect(Math.abs((drawn?.x ?? 0) - (x - 60))).toBeLessThan(3);
  expect(Math.abs((drawn?.width ?? 0) - 60)).toBeLessThan(6);
  await page.keyboard.press('Control+Enter');
  await expect(threads(page)).toHaveText([/part of the picture.*This box/]);
  await playhead.step({ frames: 1 });
  await expect(marks).toHaveCount(0);
  await threads(page)
    .getByRole('button', { name: /^Go to/ })
    .click();
  await expect(marks).toHaveCount(1);

  await playhead.seek(75);
  await page.keyboard.press('M');
  await field(page).fill('And this');
  await drawer(page).getByRole('button', { name: 'Mark on the picture' }).press('Enter');
  await expect(surface).toBeFocused();
  const { time } = await playhead.state();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(threads(page).filter({ hasText: 'And this' })).toContainText('part of the picture');
  expect((await playhead.state()).time).toBe(time);
});
