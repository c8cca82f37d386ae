/** A batch in the page: its table, keys, filters in the address, and the way through its traces. */
import { expect, test } from '@playwright/test';
import type { Serving } from '../../src/cli/serve.ts';
import { faults } from './axe-faults.ts';
import { SmallBatch } from './small-batch.ts';

let batch: SmallBatch;
let serving: Serving;
test.beforeAll(async () => {
  batch = new SmallBatch();
  await batch.make();
  serving = await batch.serve();
});
test.afterAll(async () => {
  await serving.close();
  batch.remove();
});

test('a batch is searched, filtered and gone through by keys', async ({ page }) => {
  await page.goto(serving.url);
  const rows = page.getByRole('option');
  await expect(rows).toHaveCount(5);
  await expect(page.getByText('1 of 5 reviewed, 1 cannot be read')).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.keyboard.press('/');
  await page.keyboard.type('dev');
  await expect(rows).toHaveCount(2);
  await page.getByLabel(/^To be reviewed/).check();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/#only=dev&f-status=open&at=a-cron$/);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(rows).toHaveCount(5);

  await page.keyboard.press('j');
  await expect(page.getByRole('option', { selected: true })).toContainText('b-leap');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  const steps = page.getByRole('navigation', { name: 'Batch Autumn' });
  await expect(steps).toContainText('1 / 5');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cron fields');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leap days');
  await expect(steps).toContainText('2 / 5');
  await expect(page).toHaveURL(/\?batch=batch\/batch\.json&trace=batch\/b-leap\/#/);
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cron fields');
  await page.keyboard.press('p');
  await expect(page.getByText('This is the first trace.')).toBeVisible();

  await steps.getByRole('button', { name: 'Back to the batch Autumn' }).click();
  await expect(page.getByRole('option', { selected: true })).toContainText('a-cron');
});

test('the picture of the next trace stays while all else of it comes', async ({ page }) => {
  await page.goto(serving.url);
  await expect(page.getByRole('option')).toHaveCount(5);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cron fields');
  const pane = (id: string) => page.locator(`[data-pane="${id}"]`);
  for (const [title, id] of [
    ['Outcome', 'outcome'],
    ['Voice', 'voice'],
  ] as const) {
    await page.getByRole('tab', { name: title }).click();
    await expect(pane(id)).toBeVisible();
  }
  await page.evaluate(() => window.playhead.ready());
  // It is being read ahead.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/b-leap/')),
  );
  const seen = await page.evaluateHandle(() => {
    const panes: Element[] = [];
    const frames: (readonly [title: string, picture: number, frame: unknown])[] = [];
    /** In each frame: the title, which element the picture is in, and what its frame is. */
    const look = (): void => {
      const title = document.querySelector('h1')?.textContent ?? '';
      const pane = document.querySelector('[data-pane="video"]');
      if (pane && !panes.includes(pane)) panes.push(pane);
      const { frame = null } = window.playhead.state().panes['video'] ?? {};
      frames.push([title, pane ? panes.indexOf(pane) : -1, frame]);
      requestAnimationFrame(look);
    };
    look();
    return frames;
  });
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leap days');
  await page.evaluate(() => window.playhead.ready());
  const frames = await seen.jsonValue();
  const first = frames.findIndex(([, picture, frame]) => picture === 1 && frame === 0);
  expect(first).toBeGreaterThan(0);
  // Neither gone nor drawn anew while all the rest follows.
  expect(frames.slice(first).filter(([, picture, frame]) => picture !== 1 || frame !== 0)).toEqual([]);
  // What was looked at before, and is behind another now, is not made for this one before it is asked for.
  await expect(pane('outcome')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Outcome' }).click();
  await expect(pane('outcome')).toBeVisible();
  await page.keyboard.press('Space');
  await expect.poll(() => page.evaluate(() => window.playhead.now())).toBeGreaterThan(0.5);
});

test('a link to a trace of a batch opens it there', async ({ page }) => {
  const { origin } = new URL(serving.url);
  await page.goto(`${origin}/?batch=batch/batch.json&trace=batch/d-cache/#v=1&t=5&f-capturer=agent`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cache keys');
  await expect(page.getByRole('navigation', { name: 'Batch Autumn' })).toContainText('2 / 2');
});

test('a batch that is not there says so, and can be read again', async ({ page }) => {
  const { origin } = new URL(serving.url);
  await page.goto(`${origin}/?batch=batch/nothing.json`);
  await expect(page.getByRole('alert')).toContainText('404');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.goto(`${origin}/?batch=https://elsewhere.example/batch.json`);
  await expect(page.getByRole('alert')).toContainText('is not opened');
});
