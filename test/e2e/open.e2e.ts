/** Every way in leads to the same trace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { expect, SAMPLE, SAMPLE_CARD, test, type PlayheadPage } from './playhead-page.ts';
import { manifest } from './sample-truth.ts';
import { filesBelow } from './static-server.ts';

const FOLDER = 'public/samples/bug-fix';

/** The sample as one file. */
function packed(): string {
  const zip = join(mkdtempSync(join(tmpdir(), 'playhead-zip-')), 'bug-fix.trace.zip');
  execFileSync(process.execPath, ['dist/cli/playhead.js', 'pack', FOLDER, '-o', zip]);
  return zip;
}

/** What all panes show then, with the place of the voice, to which it goes once time stands. */
async function shownAt(playhead: PlayheadPage, seconds: number): Promise<PlayheadState> {
  await playhead.seek(seconds);
  await expect
    .poll(async () => (await playhead.state()).panes['voice']?.['audioTime'])
    .toBeGreaterThan(seconds - 1);
  // What plays is read after the first picture.
  await expect
    .poll(async () => (await playhead.state()).panes['video']?.['mediaTime'])
    .toEqual(expect.any(Number));
  return playhead.state();
}

test('the landing page leads to the sample with one click or key, and to all as a reviewed batch', async ({
  page,
  playhead,
}) => {
  await playhead.goto();
  await expect(page.getByRole('heading', { name: 'Playhead' })).toBeVisible();
  const card = page.getByRole('button', { name: SAMPLE_CARD });
  const picture = card.getByAltText(/^The recorded screen/);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  // Its moments move once somebody points at it; not where less motion is wanted.
  await card.hover();
  await expect(card.locator('[data-moves]')).toBeVisible();
  const running = (): Promise<number> =>
    card.evaluate((element) => element.getAnimations({ subtree: true }).length);
  await expect.poll(running).toBe(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(running).toBe(0);
  await page.emulateMedia({ reducedMotion: null });
  await card.click();
  await expect(page.getByRole('heading', { name: manifest.task.title })).toBeVisible();
  const state = await playhead.seek(30);
  expect(state).toMatchObject({ exact: true, problems: [] });
  expect(playhead.complaints).toEqual([]);

  await page.getByRole('button', { name: /close this trace/ }).click();
  await card.waitFor();
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: manifest.task.title })).toBeVisible();
  await page.getByRole('button', { name: /close this trace/ }).click();
  await page.getByRole('link', { name: 'Open as a batch' }).click();
  const row = page.getByRole('option', { name: new RegExp(manifest.task.title) });
  await expect(row).toContainText('judged by Reviewer A, Reviewer B');
  // Kept from whoever has not judged it, until it is asked for.
  await page.getByRole('button', { name: /^Show what others said/ }).click();
  await expect(row).toContainText('Passes, waived');
  await expect(row).toContainText('Accept, waivers');
});

test('a .trace.zip that is picked shows the same as the folder', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  const expected = await shownAt(playhead, 100);
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace files').setInputFiles(packed());
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.evaluate(() => window.playhead.ready());
  expect((await playhead.state()).time).toBe(0);
  expect(await shownAt(playhead, 100)).toEqual({ ...expected, problems: [] });
  expect(playhead.complaints).toEqual([]);
});

test('a folder that is picked shows the same', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  const expected = await shownAt(playhead, 100);
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace folder').setInputFiles(FOLDER);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.evaluate(() => window.playhead.ready());
  expect(await shownAt(playhead, 100)).toEqual({ ...expected, problems: [] });
});

test('a zip that is dropped anywhere opens', async ({ page, playhead }) => {
  await playhead.goto();
  const bytes = readFileSync(packed()).toString('base64');
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(
      new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], 'bug-fix.trace.zip', {
        type: 'application/zip',
      }),
    );
    return data;
  }, bytes);
  await page.dispatchEvent('#root > div', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('#root > div', 'drop', { dataTransfer: transfer });
  await expect(page.getByRole('heading', { name: manifest.task.title })).toBeVisible();
  expect(await playhead.seek(30)).toMatchObject({ exact: true, problems: [] });
});

test('load() takes the files of a folder', async ({ page, playhead }) => {
  await playhead.goto();
  const files = Object.entries(filesBelow(FOLDER, '')).map(
    ([name, path]) => [name, readFileSync(path).toString('base64')] as const,
  );
  await page.evaluate(async (list) => {
    const made = list.map(([path, text]) => {
      const file = new File(
        [Uint8Array.from(atob(text), (char) => char.charCodeAt(0))],
        path.split('/').at(-1) ?? '',
      );
      Object.defineProperty(file, 'webkitRelativePath', { value: `bug-fix/${path}` });
      return file;
    });
    await window.playhead.load(made);
  }, files);
  expect(await playhead.seek(30)).toMatchObject({ exact: true, problems: [] });
});

test('an address leads to its moment and range, and follows the playhead', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE, 'v=1&t=83.366667&range=80,90.5');
  await expect.poll(async () => (await playhead.settled()).time).toBe(83.366667);
  await expect(page.getByTitle(/Marked range/)).toContainText('1:20.000');
  await playhead.seek(42.5);
  await expect.poll(() => new URL(page.url()).hash).toBe('#v=2&t=42.5&range=80,90.5&layout=inspect');
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect.poll(async () => (await playhead.state()).time).toBe(42.5);
});

test('the address goes along while the trace plays', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE, 'v=1&t=42.5');
  await page.keyboard.press('Space');
  const moment = (): number => Number(/t=([\d.]+)/.exec(page.url())?.[1]);
  await expect.poll(moment).toBeGreaterThan(43);
  expect((await playhead.state()).playing).toBe(true);
});

test('a trace that was opened by hand has an address too', async ({ page, playhead }) => {
  await playhead.goto();
  await page.getByRole('button', { name: SAMPLE_CARD }).click();
  await page.evaluate(() => window.playhead.ready());
  await playhead.seek(12.5);
  await expect.poll(() => page.url()).toContain('?trace=samples/bug-fix/#v=2&t=12.5');
  await page.reload();
  await page.evaluate(() => window.playhead.ready());
  await expect.poll(async () => (await playhead.state()).time).toBe(12.5);
  // Files have none.
  await page.keyboard.press('Control+o');
  await page.getByLabel('Trace folder').setInputFiles(FOLDER);
  await page.evaluate(() => window.playhead.ready());
  await expect.poll(() => new URL(page.url()).search).toBe('');
});

test('an address that is pasted into the open page brings its range and pane', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  await page.evaluate(() => {
    location.hash = '#v=1&t=85&range=80,90&pane=terminal';
  });
  await expect.poll(async () => (await playhead.settled()).time).toBe(85);
  await expect(page.getByTitle(/Marked range/)).toContainText('1:20.000');
  await expect(page.getByRole('region', { name: 'Screen', exact: true })).toBeHidden();
  await expect
    .poll(() => new URL(page.url()).hash)
    .toBe('#v=2&t=85&range=80,90&pane=terminal&layout=inspect');
});

test('what is no number is refused, and time goes on', async ({ page, playhead }) => {
  await playhead.goto(SAMPLE);
  const outcomes = await page.evaluate(async () => {
    const tries = [
      () => window.playhead.seek(NaN),
      () => window.playhead.step({ frames: NaN }),
      () => window.playhead.step({ events: Infinity }),
      () => Promise.resolve().then(() => window.playhead.play(NaN)),
    ];
    return Promise.all(
      tries.map((attempt) =>
        attempt().then(
          () => 'taken',
          (error: unknown) => (error as Error).name,
        ),
      ),
    );
  });
  expect(outcomes).toEqual(['RangeError', 'RangeError', 'RangeError', 'RangeError']);
  expect((await playhead.seek(30)).time).toBe(30);
  // As far as there are any, and no further.
  expect((await playhead.step({ events: 1_000_000_000 })).time).toBeGreaterThan(200);
});

test('a bad fragment is reported and passed over', async ({ playhead }) => {
  await playhead.goto(SAMPLE, 'v=1&t=soon');
  await expect
    .poll(async () => (await playhead.state()).problems)
    .toMatchObject([{ code: 'address-invalid' }]);
});
