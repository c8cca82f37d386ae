/** The page kept in a browser for use without a network: below a path, beside bundles, and over a new deployment. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { packBundle } from '../../src/cli/pack.ts';
import { isKept, WORKER_FILE } from '../../src/app/offline/kept-files.ts';
import { listKept } from '../../tools/service-worker-plugin.ts';
import { expect, test } from './playhead-page.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const APP = 'some/where/';
const ZIP = 'traces/bug-fix.trace.zip';

let folder: string;
let files: Record<string, string>;
let server: StaticServer;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-installed-'));
  await packBundle('public/samples/bug-fix', join(folder, 'bug-fix.trace.zip'));
  files = { [APP]: 'dist/app/index.html', [APP + ZIP]: join(folder, 'bug-fix.trace.zip') };
  for (const url of [WORKER_FILE, ...listKept('dist/app').files.map((file) => file.url)])
    files[APP + url] = join('dist/app', url);
  server = await serveStatic(files);
});

test.afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** `query`: of the page's address. */
function address(query = ''): string {
  return `http://127.0.0.1:${server.port}/${APP}${query}`;
}

async function setKept(page: Page, kept: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('checkbox', { name: 'Open Playhead without a network' }).setChecked(kept);
  // Megabytes are fetched, and each file is compared with its hash.
  await expect(settings.getByRole('status')).toContainText(kept ? 'MB are kept' : "Keeps the page's own", {
    timeout: 120_000,
  });
  await page.keyboard.press('Escape');
}

async function openZip(page: Page): Promise<void> {
  await page.goto(address(`?trace=${ZIP}`));
  await page.evaluate(() => window.playhead.ready());
}

test('opens without a network once that is asked for, and leaves bundles alone', async ({
  page,
  context,
}) => {
  await openZip(page);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
  expect(server.log.filter((line) => line.includes(WORKER_FILE))).toEqual([]);
  await setKept(page, true);

  const byWorker: string[] = [];
  const byNetwork: string[] = [];
  context.on('response', (response) => {
    const path = response.url().split('?')[0]?.slice(address().length) ?? '';
    (response.fromServiceWorker() ? byWorker : byNetwork).push(path);
  });
  await openZip(page);
  expect(byWorker).toContain('');
  expect(byWorker.filter((path) => path !== '' && !isKept(path))).toEqual([]);
  expect(byNetwork.filter((path) => path === ZIP)).not.toEqual([]);
  const session = await context.newCDPSession(page);
  expect(await session.send('Page.getAppManifest')).toMatchObject({ errors: [] });

  // What this page was reading ends with it, not with the server.
  await page.goto('about:blank');
  server.close();
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.goto(address());
  await page.getByRole('button', { name: /Open a trace/ }).click();
  await page.getByLabel('Trace file').setInputFiles(join(folder, 'bug-fix.trace.zip'));
  await page.evaluate(() => window.playhead.ready());
  for (const name of ['Browser', 'Code', 'Tests', 'Outcome', 'Voice', 'Screen', 'Terminal'])
    await page.getByRole('tab', { name, exact: true }).first().click();
  const state = await page.evaluate(async () => {
    await window.playhead.seek(61);
    return window.playhead.state();
  });
  expect(state).toMatchObject({ time: 61, exact: true, problems: [] });
  // Samples are traces, which nobody keeps: their list is not there, and the page says so.
  expect(failed.filter((url) => url.startsWith('http') && !url.endsWith('/samples/index.json'))).toEqual([]);
  await setKept(page, false);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('a new deployment is taken at the next load, and whole', async ({ page, context }) => {
  await page.goto(address());
  await page.evaluate(async (worker) => {
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
  }, WORKER_FILE);
  /** What the page's files are of, by a mark in each of two. */
  const versionOf = async (shown: Page): Promise<readonly [number, number]> =>
    shown.evaluate(async () => {
      const icon = await fetch('icons/playhead.svg').then(
        (response) => response.text(),
        () => '',
      );
      return [
        document.querySelector('meta[name=version]') ? 2 : 1,
        icon.includes('<!--2-->') ? 2 : 1,
      ] as const;
    });

  const replace = async (url: string, change: (text: string) => string): Promise<void> => {
    const path = join(folder, url.replace('/', '-'));
    await writeFile(path, change(await readFile(join('dist/app', url), 'utf8')));
    files[APP + url] = path;
  };
  await replace('index.html', (text) => text.replace('<head>', '<head><meta name="version" />'));
  files[APP] = files[`${APP}index.html`] ?? '';
  await replace('icons/playhead.svg', (text) => `${text}<!--2-->`);
  const changed = ['index.html', 'icons/playhead.svg'];
  const { files: listed } = listKept('dist/app');
  await replace(WORKER_FILE, (text) =>
    listed
      .filter(({ url }) => changed.includes(url))
      .reduce((all, { revision }) => all.replace(revision ?? '', 'of the second version'), text),
  );

  await page.reload();
  expect((await versionOf(page))[0], 'the page, from the network').toBe(2);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  server.close();
  await page.reload();
  expect(await versionOf(page), 'as long as a page of the first is open').toEqual([1, 1]);
  await page.close();
  const next = await context.newPage();
  await expect
    .poll(async () => {
      await next.goto(address());
      return versionOf(next);
    })
    .toEqual([2, 2]);
});
