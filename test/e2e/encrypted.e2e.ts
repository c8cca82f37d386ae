/** The sample as an encrypted bundle on a static server: its link opens it, nothing else does, and nobody is told its key. */
import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { run } from '../../src/cli/run.ts';
import { faults } from './axe-faults.ts';
import { expect, test, watch } from './playhead-page.ts';
import { randomTimes, TerminalTruth, VideoTruth } from './sample-truth.ts';
import { NAMED_HOST, packPaddedSample, serveStatic, type StaticServer } from './static-server.ts';

const ZIP = 'bug-fix.trace.zip';
const FILE = 'bug-fix.trace.enc';
const CHANGED = 'changed.trace.enc';
const CUT = 'cut.trace.enc';
test.use(NAMED_HOST);

let folder: string;
let server: StaticServer;
/** The key's text. */
let key: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-encrypted-'));
  const at = (name: string): string => join(folder, name);
  await packPaddedSample(at(ZIP));
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  expect(await run(['encrypt', at(ZIP)], { print: say, warn: say })).toBe(0);
  key = lines[1]?.replace('#key=', '') ?? '';
  expect(key).toMatch(/^[\w-]{43}$/);
  const bytes = await readFile(at(FILE));
  await writeFile(at(CUT), bytes.subarray(0, -20_000));
  bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
  await writeFile(at(CHANGED), bytes);
  server = await serveStatic(
    Object.fromEntries([FILE, CHANGED, CUT].map((name) => [name, at(name)] as const)),
  );
});

test.afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const address = (name: string, fragment = '', host = '127.0.0.1'): string =>
  `http://${host}:${server.port}/?trace=${name}${fragment}`;

async function stateAt(page: Page, time: number) {
  return page.evaluate(async (seconds) => {
    await window.playhead.seek(seconds);
    return window.playhead.state();
  }, time);
}

/** Nobody was told the key, and nothing of the page keeps it. */
async function expectSecret(page: Page): Promise<void> {
  const kept = await page.context().storageState({ indexedDB: true });
  const shown = await page.evaluate(() =>
    [
      location.href,
      document.title,
      document.documentElement.outerHTML,
      JSON.stringify(history.state),
      JSON.stringify(sessionStorage),
      JSON.stringify(performance.getEntriesByType('resource')),
      JSON.stringify(window.playhead.state()),
    ].join('\n'),
  );
  // Long enough to be no chance, and short enough to be found where it was cut or escaped.
  const part = key.slice(5, 25);
  expect(JSON.stringify(kept)).not.toContain(part);
  expect(shown).not.toContain(part);
  expect(server.log.filter((line) => line.includes(part))).toEqual([]);
}

test('its link opens it, at its moment: panes are exact, it plays, and only what is looked at is read', async ({
  page,
}) => {
  const [video, terminal] = [await VideoTruth.read(), new TerminalTruth()];
  const watched = watch(page, address(FILE));
  server.sent.clear();
  await page.goto(address(FILE, `#v=1&t=12.5&key=${key}&layout=inspect`));
  // Before anything else could read it.
  expect(page.url()).not.toContain('key');
  await page.evaluate(() => window.playhead.ready());
  const opened = await page.evaluate(() => window.playhead.state());
  expect(opened).toMatchObject({ time: 12.5, exact: true, problems: [] });
  for (const time of [30, ...randomTimes(4, 78)]) {
    const state = await stateAt(page, time);
    const frame = video.indexAt(state.time);
    expect(state, `at ${time} s`).toMatchObject({ frame, exact: true, problems: [] });
    const text = ((state.panes['terminal']?.['text'] ?? []) as readonly string[]).join('\n').trimEnd();
    expect(text, `the terminal at ${time} s`).toBe((await terminal.textAt(state.time)).join('\n').trimEnd());
  }
  await stateAt(page, 40);
  await page.evaluate(() => window.playhead.play());
  await expect.poll(() => page.evaluate(() => window.playhead.now())).toBeGreaterThan(41);
  const isMoving = (): Promise<boolean> =>
    page.evaluate(() => {
      const [picture, sound] = [document.querySelector('video'), document.querySelector('audio')];
      return picture?.paused === false && picture.currentTime > 1 && sound?.paused === false;
    });
  await expect.poll(isMoving).toBe(true);
  await page.evaluate(() => window.playhead.pause());
  const { size } = statSync(join(folder, FILE));
  expect((server.sent.get(FILE) ?? 0) / size).toBeLessThan(0.3);
  await expect.poll(() => page.url()).toMatch(/t=[4-9]\d\b/);
  await expectSecret(page);
  expect(watched.complaints).toEqual([]);
});

test('without a key it asks, and takes the whole link; one that it makes has the key only if told to', async ({
  page,
}) => {
  await page.goto(address(FILE, '#v=1&t=20'));
  const dialog = page.getByRole('dialog', { name: 'This trace is encrypted' });
  const field = dialog.getByLabel('Link or key');
  await expect(field).toBeFocused();
  await expect(field).toHaveCSS('-webkit-text-security', 'disc');
  await expect(dialog.getByRole('alert')).toHaveCount(0);

  const other = `${key.slice(0, -2)}${key.at(-2) === 'A' ? 'B' : 'A'}${key.at(-1)}`;
  await field.fill(other);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The key does not open');
  await field.fill(key.slice(0, -1));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('not a whole key');
  expect(await faults(page)).toEqual([]);

  await dialog.getByRole('button', { name: 'Show the key' }).click();
  await expect(field).toHaveCSS('-webkit-text-security', 'none');
  await field.fill(address(FILE, `#v=1&t=5&key=${key}`));
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await page.evaluate(() => window.playhead.ready());
  // The moment is still that of the page's address.
  expect(await page.evaluate(() => window.playhead.state())).toMatchObject({ time: 20, problems: [] });
  await expect(dialog).toHaveCount(0);
  await expectSecret(page);

  await page
    .getByRole('button', { name: /^Share/ })
    .first()
    .click();
  const sharing = page.getByRole('dialog', { name: 'Share a link' });
  const box = sharing.getByRole('checkbox', { name: 'Its key' });
  await expect(box).not.toBeChecked();
  await expect(sharing).toContainText('The link does not carry the key');
  await expect(sharing.getByRole('textbox', { name: 'The link' })).not.toHaveValue(/key/);
  await box.check();
  await expect(sharing).toContainText('The link carries the key of this encrypted trace');
  // It is for no one's eyes.
  await expect(sharing.getByRole('textbox', { name: 'The link' })).toHaveValue(/&key=…$/);
  expect(await faults(page)).toEqual([]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await sharing.getByRole('button', { name: 'Copy the link' }).click();
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toContain(`&key=${key}`);
  const copied = await clipboard();
  await expectSecret(page);
  await page.goto('about:blank');
  await page.goto(copied);
  await page.evaluate(() => window.playhead.ready());
  expect(await page.evaluate(() => window.playhead.state())).toMatchObject({ time: 20, problems: [] });
});

test('a link that was cut asks for the rest, and the whole one pasted into the address opens it', async ({
  page,
}) => {
  await page.goto(address(FILE, `#key=${key.slice(0, 30)}`));
  const dialog = page.getByRole('dialog', { name: 'This trace is encrypted' });
  await expect(dialog.getByRole('alert')).toContainText('not a whole key');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Could not be opened')).toContainText('not a whole key');
  await page.goto(address(FILE, `#t=7&v=1&key=${key}`));
  await page.evaluate(() => window.playhead.ready());
  expect(await page.evaluate(() => window.playhead.state())).toMatchObject({ time: 7 });
  await expectSecret(page);
});

test('over plain http it says why it cannot be opened, and asks for no key', async ({ page }) => {
  await page.goto(address(FILE, `#key=${key}`, 'trace.example'));
  await expect(page.getByLabel('Could not be opened')).toContainText('browsers decrypt on https');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(page.url()).not.toContain('key');
});

for (const [name, words] of [
  [CHANGED, 'was changed after it was encrypted'],
  [CUT, 'does not end as it did when it was encrypted'],
] as const)
  test(`${name} is refused, with the right key`, async ({ page }) => {
    await page.goto(address(name, `#key=${key}`));
    await expect(page.getByLabel('Could not be opened')).toContainText(words);
    expect(
      await page.evaluate(() => window.playhead.ready().catch((error: unknown) => String(error))),
    ).not.toContain(key);
  });

test('a script gives the key with the address, and a dropped file asks for it', async ({ page }) => {
  await page.goto(`http://127.0.0.1:${server.port}/`);
  const load = page.evaluate((source) => window.playhead.load(source), `${FILE}#key=${key}`);
  await load;
  await expect.poll(() => page.url()).toContain(`trace=${FILE}`);
  await expectSecret(page);
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.getByRole('button', { name: /Open a trace/ }).click();
  await page.getByLabel('Trace file').setInputFiles(join(folder, FILE));
  await page.getByLabel('Link or key').fill(key);
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.playhead.ready());
  expect(await stateAt(page, 33)).toMatchObject({ time: 33, exact: true, problems: [] });
});
