/** Times of layers corrected by hand: seen at once, kept, undone, carried to another browser. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test, type PlayheadPage } from './playhead-page.ts';
import { manifest } from './sample-truth.ts';

/** A left click of the sample, in seconds of trace time, and where it is. */
const CLICK = { time: 61.554013, text: 'left 919,308' };

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Times of the layers' });

async function openLayer(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Shift+S');
  await drawer(page).locator(`button[data-layer="${id}"]`).click();
}

/** Whether the click is drawn just before and just after a moment. */
async function clickAround(playhead: PlayheadPage, seconds: number): Promise<readonly unknown[]> {
  const before = await playhead.seek(seconds - 0.001);
  const after = await playhead.seek(seconds + 0.001);
  return [before, after].map(({ panes }) => panes['video']?.['click']);
}

test('a layer moved by a frame is drawn a frame later, at once and after a reload, until it is reset', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  expect(await clickAround(playhead, CLICK.time)).toEqual([null, CLICK.text]);
  const { time } = await playhead.state();

  await openLayer(page, 'input');
  // What does not hang on the layer stays as it is on the page.
  await page.evaluate(() => {
    for (const name of ['video canvas', 'terminal canvas', 'diff .monaco-editor'])
      document.querySelector(`[data-pane="${name.replace(' ', '"] ')}`)?.setAttribute('data-known', name);
    document.querySelector('[data-pane="video"] video')?.setAttribute('data-known', 'video');
  });
  const known = (): Promise<number> => page.locator('[data-known]').count();
  const marked = await known();
  expect(marked).toBeGreaterThan(1);
  await drawer(page).getByRole('button', { name: '+1 frame' }).click();
  const moved = await playhead.settled();
  expect(moved.time).toBe(time);
  expect(moved.exact).toBe(true);
  expect(await known()).toBe(marked);
  const [correction] = moved.corrections;
  expect(correction).toMatchObject({ layer: 'input', points: 0 });
  const shift = correction?.shift ?? 0;
  expect(shift).toBeGreaterThan(0.02);
  expect(shift).toBeLessThan(0.2);
  expect(await clickAround(playhead, CLICK.time)).toEqual([null, null]);
  expect(await clickAround(playhead, CLICK.time + shift)).toEqual([null, CLICK.text]);
  await expect(page.getByRole('listitem').filter({ hasText: 'times corrected by hand' })).toHaveCount(1);

  // The address opens the drawer again.
  await expect.poll(() => page.url()).toContain('side=sync');
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  expect((await playhead.state()).corrections).toEqual(moved.corrections);
  expect(await clickAround(playhead, CLICK.time + shift)).toEqual([null, CLICK.text]);

  await drawer(page).locator('button[data-layer="input"]').click();
  await drawer(page).getByRole('button', { name: 'Reset this layer' }).click();
  expect((await playhead.settled()).corrections).toEqual([]);
  expect(await clickAround(playhead, CLICK.time)).toEqual([null, CLICK.text]);
  await drawer(page).getByRole('button', { name: 'Undo the last correction' }).click();
  expect((await playhead.settled()).corrections).toEqual(moved.corrections);

  await drawer(page).getByRole('button', { name: 'Reset all' }).click();
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  expect((await playhead.state()).corrections).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});

test('the video itself can be moved, and shows the frame of the same moment', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  const before = await playhead.seek(60);
  await openLayer(page, 'screen');
  await drawer(page).getByRole('button', { name: '+1 frame' }).click();
  await expect.poll(async () => (await playhead.settled()).frame).toBe((before.frame ?? 0) - 1);
  await expect.poll(async () => (await playhead.settled()).exact).toBe(true);
  expect((await playhead.state()).time).toBe(before.time);
});

test('an event pinned to the frame on screen happens there, and a second one gives drift', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(CLICK.time + 0.2);
  await openLayer(page, 'input');
  await expect(drawer(page)).toContainText('left click at 919, 308');
  await drawer(page)
    .getByRole('button', { name: /^Pin it to frame/ })
    .click();
  const pinnedAt = await playhead.settled();
  expect(pinnedAt.corrections).toEqual([{ layer: 'input', shift: 0, points: 1 }]);
  await expect(drawer(page)).toContainText(/by hand ± \d+ ms/);
  // At the very start of that frame.
  const { time } = await playhead.step({ frames: 0 });
  await expect(drawer(page)).toContainText('at the playhead');
  expect(await clickAround(playhead, time)).toEqual([null, CLICK.text]);

  await playhead.seek(170.7);
  await drawer(page)
    .getByRole('button', { name: /^Pin it to frame/ })
    .click();
  expect((await playhead.settled()).corrections).toEqual([{ layer: 'input', shift: 0, points: 2 }]);
  await expect(drawer(page)).toContainText(/Its own clock runs \d+ ppm too (fast|slow)/);
  expect(await clickAround(playhead, time)).toEqual([null, CLICK.text]);

  // The event before the first, at a frame half a minute earlier: no clock runs like that.
  const text = drawer(page).locator('p').filter({ hasText: 'the playhead' });
  const chosen = await text.textContent();
  await drawer(page).getByRole('button', { name: 'The event before' }).click();
  await expect(text).not.toHaveText(chosen ?? '');
  await playhead.seek(30);
  await drawer(page)
    .getByRole('button', { name: /^Pin it to frame/ })
    .click();
  await expect(drawer(page).getByRole('alert')).toContainText('times its speed');
  expect((await playhead.settled()).corrections).toMatchObject([{ points: 2 }]);
  await drawer(page)
    .getByRole('button', { name: /^Remove the moment pinned at 1:01/ })
    .click();
  expect((await playhead.settled()).corrections).toEqual([{ layer: 'input', shift: 0, points: 1 }]);
});

test('corrections go out as a file and come in from one, for their own bundle only', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await openLayer(page, 'commands');
  const field = drawer(page).getByRole('textbox', { name: 'Moved by, in milliseconds' });
  await field.fill('-12.5');
  await field.press('Enter');
  await field.press('ArrowUp');
  await expect(field).toHaveValue('−11.5');
  const corrections = [{ layer: 'commands', shift: -0.0115, points: 0 }];
  expect((await playhead.settled()).corrections).toEqual(corrections);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawer(page).getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('bug-fix.corrections.json');
  const text = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    schema: { name: 'playhead-corrections', version: 1 },
    bundle_id: manifest.bundle_id,
    layers: [{ id: 'commands', shift_us: -11_500 }],
  });

  await drawer(page).getByRole('button', { name: 'Reset all' }).click();
  expect((await playhead.settled()).corrections).toEqual([]);
  const give = (name: string, content: string): Promise<void> =>
    page
      .getByLabel('File of corrections')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await give('mine.corrections.json', text);
  await expect(drawer(page)).toContainText('1 layer is corrected from mine.corrections.json.');
  expect((await playhead.settled()).corrections).toEqual(corrections);

  await give('broken.corrections.json', '{');
  await expect(drawer(page)).toContainText('cannot be read as corrections of layers');
  expect((await playhead.settled()).corrections).toEqual(corrections);

  const other = text
    .replace(manifest.bundle_id, '00000000-0000-4000-8000-000000000009')
    .replace('-11500', '2000');
  await give('other.corrections.json', other);
  await expect(drawer(page)).toContainText('was made for another bundle');
  expect((await playhead.settled()).corrections).toEqual(corrections);
  await drawer(page).getByRole('button', { name: 'Apply them all the same' }).click();
  await expect(drawer(page)).toContainText('from other.corrections.json');
  expect((await playhead.settled()).corrections).toMatchObject([{ layer: 'commands', shift: 0.002 }]);

  // Dropped on the page.
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  const dropped = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'dropped.corrections.json'));
    return data;
  }, text);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(drawer(page)).toContainText('1 layer is corrected from dropped.corrections.json.');
  expect((await playhead.settled()).corrections).toEqual(corrections);
  expect(playhead.complaints).toEqual([]);
});

for (const theme of ['dark', 'light'] as const)
  test(`by keys alone, and axe finds nothing, ${theme}`, async ({ page, playhead }) => {
    await page.emulateMedia({ colorScheme: theme });
    await playhead.goto(SAMPLE);
    await playhead.seek(61);
    await page.keyboard.press('Shift+S');
    await expect(page.locator(':focus')).toHaveAccessibleName(/^Screen measured/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator(':focus')).toHaveAttribute('aria-expanded', 'true');
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAccessibleName('+1 frame');
    await page.keyboard.press('Space');
    // Keys of the whole page still are what they were.
    const { frame } = await playhead.settled();
    await page.keyboard.press('.');
    expect((await playhead.settled()).frame).toBe((frame ?? 0) + 1);
    expect((await playhead.settled()).corrections).toMatchObject([{ layer: 'input', points: 0 }]);
    await drawer(page)
      .getByRole('button', { name: /^Pin it to frame/ })
      .press('Enter');
    expect((await playhead.settled()).corrections).toMatchObject([{ layer: 'input', points: 1 }]);
    expect(await faults(page), 'with a pinned moment').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
  });
