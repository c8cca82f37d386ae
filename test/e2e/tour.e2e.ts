/** A full tour: nothing complains, nothing leaves the origin, and nobody is shut out. */
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, SAMPLE_CARD, test } from './playhead-page.ts';

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page, playhead }) => {
    await page.emulateMedia({ colorScheme: theme });
    await playhead.goto();
    await page.getByRole('button', { name: SAMPLE_CARD }).hover();
    expect(await faults(page), 'landing').toEqual([]);
    await page
      .getByRole('button', { name: /Open a trace/ })
      .first()
      .click();
    // It is loaded when it is asked for: a key that is pressed before would be lost.
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'open dialog').toEqual([]);
    await playhead.page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: SAMPLE_CARD }).click();
    await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
    await playhead.seek(61);
    expect(await faults(page), 'workbench').toEqual([]);
    for (const name of ['Keyboard shortcuts', 'Arrange the panes', 'All commands', 'Settings'] as const) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.getByRole('button', { name: /problem/i }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'problems').toEqual([]);
  });
}

test('everything in the bars is within a narrow window', async ({ page, playhead }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  await playhead.goto(SAMPLE);
  await page.keyboard.press('Shift+S');
  for (const name of ['Keyboard shortcuts', 'Close', 'Skip idle time'])
    await expect(page.getByRole('button', { name: new RegExp(`^${name}`) }).first()).toBeInViewport({
      ratio: 1,
    });
  await expect(page.getByText(/^\d+ steps$/)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('search').getByRole('button')).not.toHaveCount(0);
  for (const button of await page.getByRole('search').getByRole('button').all())
    await expect(button).toBeInViewport({ ratio: 1 });
});

test('the page itself never scrolls, whatever stands below its edge', async ({ page, playhead }) => {
  await page.setViewportSize({ width: 1000, height: 500 });
  await playhead.goto(SAMPLE);
  const scrolled = await page.evaluate(() => {
    window.scrollTo(0, 500);
    return window.scrollY;
  });
  expect(scrolled).toBe(0);
});

test('a tour of everything leaves no complaint', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(40);
  for (const key of [
    'l',
    'l',
    'k',
    'j',
    'k',
    ',',
    '.',
    '[',
    ']',
    'i',
    'o',
    '\\',
    '\\',
    'f',
    '+',
    '-',
    '<',
    '>',
    '3',
    'Control+ArrowRight',
    'Shift+u',
  ])
    await page.keyboard.press(key);
  await playhead.settled();
  // The panes: maximized by a double-click and back, moved, put back.
  const tab = page.getByRole('tab', { name: 'Terminal' }).first();
  await tab.dblclick();
  await expect(page.getByRole('region', { name: 'Screen', exact: true })).toBeHidden();
  await tab.dblclick();
  await expect(page.getByRole('region', { name: 'Screen', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Arrange the panes' }).click();
  await page.getByRole('button', { name: 'Move Terminal to the bottom' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'review' }).click();
  await page.keyboard.press('Escape');
  await playhead.settled();
  // Every toggle of the video pane, twice.
  const toggles = page
    .getByRole('region', { name: 'Screen', exact: true })
    .getByRole('button', { pressed: true });
  for (let index = (await toggles.count()) - 1; index >= 0; index--) await toggles.nth(index).click();
  // A command leads to its moment.
  await page
    .getByRole('option', { name: /npm test/ })
    .first()
    .click();
  const state = await playhead.settled();
  expect(state.panes['terminal']).toMatchObject({ command: 'npm test' });
  await page.keyboard.press('Control+,');
  for (const theme of ['Dark', 'Light']) {
    await page.getByRole('radio', { name: theme, exact: true }).check();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
  }
  await page.getByRole('radio', { name: 'High', exact: true }).check();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1000, height: 700 });
  await playhead.seek(120);
  await page.getByRole('button', { name: /close this trace/ }).click();
  await expect(page.getByRole('heading', { name: 'Playhead' })).toBeVisible();
  expect(playhead.complaints).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  test(`every pane shows its thing, ${theme}`, async ({ page, playhead }) => {
    await page.emulateMedia({ colorScheme: theme });
    await playhead.goto(SAMPLE);
    for (const name of ['Browser', 'Code', 'Tests', 'Outcome', 'Voice', 'Screen', 'Terminal'] as const) {
      await page.getByRole('tab', { name, exact: true }).first().click();
      for (const time of [100, 60, 150]) await playhead.seek(time);
      await expect(page.locator('[data-pane] [role=alert]')).toHaveCount(0);
      expect(await faults(page), name).toEqual([]);
    }
    const { panes, problems } = await playhead.state();
    expect(Object.keys(panes).sort()).toEqual([
      'browser',
      'diff',
      'outcome',
      'steps',
      'terminal',
      'tests',
      'video',
      'voice',
    ]);
    expect(panes).toMatchObject({
      browser: { url: 'http://localhost:8080/days.html' },
      diff: { state: 'text' },
      outcome: { success: 'met' },
    });
    expect(problems).toEqual([]);
    expect(playhead.complaints).toEqual([]);
  });
}

test('the space bar still plays after a pane was chosen', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await page.getByRole('tab', { name: 'Outcome', exact: true }).click();
  await page.keyboard.press('Space');
  expect((await playhead.state()).playing).toBe(true);
  await page.keyboard.press('Space');
  expect((await playhead.state()).playing).toBe(false);
});

test('a press of the space bar on a button presses the button', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await page.getByRole('button', { name: 'Loop' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  expect((await playhead.state()).playing).toBe(false);
});

test('another layout leaves the panes as they are: nothing is loaded or read anew', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(100);
  const steps = page.getByRole('region', { name: 'Steps', exact: true });
  await steps.getByRole('searchbox').fill('npm');
  await page.locator('video').evaluate((element) => element.setAttribute('data-mark', 'same'));
  for (const layout of ['2', '3', '1']) {
    await page.locator('h1').click();
    await page.keyboard.press(`Alt+${layout}`);
    await playhead.settled();
    await expect(page.locator('video')).toHaveAttribute('data-mark', 'same');
  }
  await expect(steps.getByRole('searchbox')).toHaveValue('npm');
  expect(await playhead.state()).toMatchObject({ time: 100, exact: true });
  expect(playhead.complaints).toEqual([]);
});

test('with every pane put away a trace opens all the same, and they come back', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  for (let left = await page.getByRole('tab').count(); left > 0; left--) {
    await page.getByRole('tab').first().focus();
    await page.keyboard.press('Delete');
  }
  await expect.poll(() => page.url()).toContain('dock=none');
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await page.getByRole('button', { name: 'Show them again' }).click();
  await expect(page.getByRole('region', { name: 'Screen', exact: true })).toBeVisible();
  expect((await playhead.seek(50)).exact).toBe(true);
  expect(playhead.complaints).toEqual([]);
});
