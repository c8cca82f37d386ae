/** As somebody without a pointer and without a screen: keys alone, and what a screen reader is told. */
import type { Page } from '@playwright/test';
import { expect, SAMPLE_CARD, test } from './playhead-page.ts';

/** Presses Tab until the focus is on what has that role and name. */
async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const tree = await focused.ariaSnapshot();
    const [first = ''] = tree.split('\n');
    // Quoted where the name holds a colon.
    if (first.replace(/^- '?/, '').startsWith(role) && name.test(first)) return;
  }
  throw new Error(`Tab never came to ${role} ${String(name)}`);
}

/** Runs a command of the palette. */
async function command(page: Page, words: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'All commands' });
  await page.keyboard.press('Control+k');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(dialog.getByRole('option', { selected: true })).toContainText(words);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** Goes to a pane by its command, and waits until the focus is there: what is pressed before would move it elsewhere. */
async function goToPane(page: Page, name: string): Promise<void> {
  await command(page, `Go to ${name}`);
  await expect(page.locator(':focus')).toHaveAccessibleName(new RegExp(name));
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('from the landing page to the failing test, its fix, the words about it, and a link, by keys alone', async ({
  page,
  playhead,
}) => {
  await playhead.goto();
  // Listed once the page is there.
  await page.getByRole('button', { name: SAMPLE_CARD }).waitFor();
  await tabTo(page, 'button', /"bug fix /);
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.playhead.ready());

  // The failing test: a step that says so.
  const steps = page.getByRole('region', { name: 'Steps', exact: true });
  await goToPane(page, 'Steps');
  await tabTo(page, 'searchbox', /Filter steps by words/);
  await page.keyboard.type('tests failed');
  await expect(steps).toContainText(/\d+ of \d+/);
  // The list is that of the last letter, and not of one before.
  await expect(steps.getByRole('option').filter({ hasNotText: /failed/ })).toHaveCount(0);
  await tabTo(page, 'listbox', /Steps/);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  let state = await playhead.settled();
  expect(state.time).toBeCloseTo(45.436, 2);
  const said = page.getByRole('status', { name: 'Playhead' });
  await expect(said).toHaveText(/^0:45\.436\. Last step: npm test/);

  await goToPane(page, 'Tests');
  const pane = async (id: string): Promise<unknown> => (await playhead.settled()).panes[id];
  await expect.poll(() => pane('tests')).toMatchObject({ passed: 7, failed: 1 });
  const tests = page.getByRole('region', { name: 'Tests', exact: true });
  await tabTo(page, 'listbox', /Tests/i);
  await expect(
    tests.getByRole('option', { name: /both day fields given.*failed|failed.*both day fields given/ }),
  ).toBeVisible();
  await expect(tests.getByText('ERR_ASSERTION').first()).toBeVisible();

  // Its fix: the last save before all tests pass.
  await goToPane(page, 'Steps');
  await tabTo(page, 'searchbox', /Filter steps by words/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('save src');
  await expect(steps.getByRole('option').first()).toContainText('save src');
  await expect(steps.getByRole('option').filter({ hasNotText: 'save src' })).toHaveCount(0);
  await tabTo(page, 'listbox', /Steps/);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await goToPane(page, 'Code');
  await expect.poll(() => pane('diff')).toMatchObject({ file: 'src/match.js', state: 'text' });
  state = await playhead.settled();
  expect(state.time).toBeGreaterThan(164);
  await expect(page.getByRole('region', { name: 'Code', exact: true })).toContainText('eitherDay');

  // The words spoken about it.
  await goToPane(page, 'Voice');
  await tabTo(page, 'searchbox', /Find in the transcript/);
  await page.keyboard.type('either is enough');
  await page.keyboard.press('Enter');
  state = await playhead.settled();
  expect(state.panes['voice']?.['cue']).toMatch(/either is enough/i);

  // A link to that moment, which leads back to it.
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+U');
  await expect(page.getByText(/^Link to [\d:.]+ copied: \d+ characters\.$/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link);
  await page.evaluate(() => window.playhead.ready());
  await expect.poll(async () => (await playhead.settled()).time).toBe(state.time);
  expect(playhead.complaints).toEqual([]);
});

test('F6 goes round the panes and the timeline, and back', async ({ page, playhead }) => {
  await playhead.goto('samples/bug-fix/');
  for (const name of ['Steps', 'Screen', 'Terminal', 'Voice', 'Playhead', 'Steps']) {
    await page.keyboard.press('F6');
    await expect(page.locator(':focus')).toHaveAccessibleName(name);
  }
  await page.keyboard.press('Shift+F6');
  await expect(page.locator(':focus')).toHaveAccessibleName('Playhead');
});

test('a key that a person changed is the one that works, and is told everywhere', async ({
  page,
  playhead,
}) => {
  await playhead.goto('samples/bug-fix/');
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog
    .getByRole('button', { name: /Change the key of “Loop|Change the key of “Play the range/ })
    .focus();
  await page.keyboard.press('Enter');
  // Another command has it: said, and taken only when it is pressed again.
  await page.keyboard.press('i');
  await expect(dialog.getByRole('alert').filter({ hasText: 'Range begins here' })).toBeVisible();
  await page.keyboard.press('i');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('i');
  const loop = page.getByRole('button', { name: 'Loop' });
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  await expect(loop).toHaveAttribute('title', 'Loop (I)');
  // The key that it had does nothing now; what it did would be seen in the frame after the clock has settled.
  await page.keyboard.press('\\');
  await playhead.settled();
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'Play the range, or all, over and overI',
  );
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect(page.getByRole('button', { name: 'Loop' })).toHaveAttribute('title', 'Loop (I)');
});

test('the timeline is made taller and lower by keys', async ({ page, playhead }) => {
  await playhead.goto('samples/bug-fix/');
  const region = page.getByRole('region', { name: 'Time', exact: true });
  const height = async (): Promise<number> => (await region.boundingBox())?.height ?? 0;
  const first = await height();
  await page.getByRole('separator', { name: 'Height of the timeline' }).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown');
  await expect.poll(height).toBe(Math.round(first) - 64);
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect.poll(height).toBe(Math.round(first) - 64);
  await page.getByRole('separator', { name: 'Height of the timeline' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(height).toBe(first);
});
