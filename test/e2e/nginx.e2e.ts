/** docs/hosting/nginx.conf in a real nginx: the headers, the app below a path, bundles of another origin, links that run out. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { run } from '../../src/cli/run.ts';
import { findBrowser } from '../../tools/find-browser.mjs';
import { nginx, startNginx, TRACES, VIEWER, type NginxServer } from '../../tools/nginx-server.ts';
import { PANES, placeEveryPane } from './every-pane.ts';
import { expect, SAMPLE, test, watch } from './playhead-page.ts';
import { VideoTruth } from './sample-truth.ts';
import { packPaddedSample } from './static-server.ts';

const ZIP = 'bug-fix.trace.zip';
const ENCRYPTED = 'signed/client-7/bug-fix.trace.enc';
/** In seconds since 1970. */
const LATER = Math.floor(Date.now() / 1_000) + 3_600;
const PAST = 1_000_000_000;

test.skip(!nginx, 'These tests need nginx and openssl: install them, or set NGINX_PATH.');

let folder: string;
let server: NginxServer;
/** What `playhead allow` says is to be sent with every file. */
let policy: string;
/** The text of the encrypted bundle's key. */
let key: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-nginx-'));
  server = await startNginx(folder);
  cpSync('dist/app', server.viewer, { recursive: true, filter: (path) => !path.endsWith('.map') });
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const allow = ['allow', server.viewer, '--connect', TRACES.slice(0, -1)];
  expect(await run(allow, { print: say, warn: say })).toBe(0);
  [policy = ''] = lines.splice(0).map((line) => line.replace('Content-Security-Policy: ', ''));
  const at = (name: string): string => join(server.traces, name);
  await packPaddedSample(at(ZIP));
  mkdirSync(at('signed/client-7'), { recursive: true });
  expect(await run(['encrypt', at(ZIP)], { print: say, warn: say })).toBe(0);
  renameSync(at('bug-fix.trace.enc'), at(ENCRYPTED));
  key = lines[1] ?? '';
});

test.afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test('the viewer: its policy with every file, hashed files for a year, the page anew', async () => {
  const page = await server.get(VIEWER);
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({
    'content-type': 'text/html',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  const unchanged = await server.get(VIEWER, { headers: { 'If-None-Match': page.headers.etag ?? '' } });
  expect(unchanged.status).toBe(304);
  const worker = readdirSync(join(server.viewer, 'assets')).find((name) =>
    /^search\.worker-.*\.js$/.test(name),
  );
  const script = await server.get(`${VIEWER}assets/${worker}`, { headers: { 'Accept-Encoding': 'gzip' } });
  expect(script.headers).toMatchObject({
    'content-type': 'application/javascript',
    'content-encoding': 'gzip',
    'content-security-policy': policy,
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const missing = await server.get(`${VIEWER}assets/gone.js`);
  expect(missing).toMatchObject({ status: 404, headers: { 'x-content-type-options': 'nosniff' } });
  expect(missing.headers['cache-control']).toBeUndefined();
  const bare = await server.get(VIEWER.slice(0, -1));
  expect(bare).toMatchObject({ status: 301, headers: { location: '/playhead/' } });
});

test('bundles: parts of files, for the pages of the viewer alone', async () => {
  const forViewer = {
    'access-control-allow-origin': 'https://viewer.example',
    'access-control-allow-headers': 'Range',
    'access-control-expose-headers': 'Content-Range, ETag',
    'cross-origin-resource-policy': 'cross-origin',
  };
  const inert = {
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  };
  const { size } = statSync(join(server.traces, ZIP));
  const part = await server.get(TRACES + ZIP, { headers: { Range: 'bytes=10-19' } });
  expect(part).toMatchObject({
    status: 206,
    headers: { ...forViewer, ...inert, 'content-range': `bytes 10-19/${size}`, 'cache-control': 'no-cache' },
  });
  expect(part.body).toEqual(readFileSync(join(server.traces, ZIP)).subarray(10, 20));
  const behind = await server.get(TRACES + ZIP, { headers: { Range: `bytes=${size}-` } });
  expect(behind).toMatchObject({
    status: 416,
    headers: {
      'access-control-allow-origin': 'https://viewer.example',
      'content-range': `bytes */${size}`,
    },
  });
  const question = await server.get(TRACES + ZIP, { method: 'OPTIONS' });
  expect(question).toMatchObject({ status: 204, headers: forViewer });
  expect(await server.get(`${TRACES}gone.zip`)).toMatchObject({ status: 404, headers: forViewer });

  const signed = (query: string): Promise<number> =>
    server.get(TRACES + ENCRYPTED + query).then(({ status }) => status);
  expect(await signed(server.sign('client-7', LATER))).toBe(200);
  expect(await signed(server.sign('client-7', PAST))).toBe(410);
  const documented = server.signAsDocumented().replace('session.trace.enc', 'bug-fix.trace.enc');
  expect(documented).toContain(TRACES + ENCRYPTED);
  expect((await server.get(documented)).status).toBe(200);
  expect(await signed(server.sign('client-8', LATER))).toBe(403);
  expect(await signed(server.sign('client-7', LATER).replace(String(LATER), String(LATER + 1)))).toBe(403);
  expect(await signed('')).toBe(403);
  // Neither outside of a share, nor by a way around it.
  expect((await server.get(`${TRACES}signed/`)).status).toBe(403);
  expect((await server.get(`${TRACES}x/../${ENCRYPTED}`)).status).toBe(403);
});

test.describe('in a browser', () => {
  let browser: Browser;
  test.beforeAll(async () => {
    const executablePath = findBrowser();
    browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--ignore-certificate-errors',
        `--host-resolver-rules=${server.rules}`,
      ],
    });
  });
  test.afterAll(() => browser.close());

  test('a folder, a zip of another origin, an encrypted one by a link that is signed, and one that has expired', async () => {
    const video = await VideoTruth.read();
    const page = await browser.newPage();
    await placeEveryPane(page);
    const watched = watch(page, VIEWER);
    const opened = async (address: string, fragment: string) => {
      await page.goto(`${VIEWER}?trace=${encodeURIComponent(address)}#${fragment}`);
      await page.evaluate(() => window.playhead.ready());
      await page.evaluate(() => window.playhead.seek(30));
      return page.evaluate(() => window.playhead.state());
    };
    const exact = { frame: video.indexAt(30), exact: true, problems: [] };
    const folder = await opened(SAMPLE, '');
    expect(folder).toMatchObject(exact);
    expect(Object.keys(folder.panes).sort()).toEqual([...PANES].sort());
    expect(watched).toEqual({ complaints: [], foreign: [] });

    expect(await opened(TRACES + ZIP, 'v=2')).toMatchObject(exact);
    const plain = server.sent(`/${ZIP}`).bytes;
    const link = TRACES + ENCRYPTED + server.sign('client-7', LATER);
    const before = server.sent('/signed/').bytes;
    expect(await opened(link, `v=2&${key.slice(1)}`)).toMatchObject(exact);
    const sealed = server.sent('/signed/').bytes - before;
    const { size } = statSync(join(server.traces, ENCRYPTED));
    expect(plain).toBeGreaterThan(0);
    expect(sealed / size).toBeLessThan(0.3);
    expect(sealed / plain).toBeLessThan(1.2);
    expect(watched.complaints).toEqual([]);
    expect(watched.foreign.every((url) => url.startsWith(TRACES))).toBe(true);

    await page.goto(
      `${VIEWER}?trace=${encodeURIComponent(TRACES + ENCRYPTED + server.sign('client-7', PAST))}`,
    );
    const refusal = page.getByLabel('Could not be opened');
    await expect(refusal).toContainText('expired at');
    await expect(refusal).toContainText('its server answers 410');
    await page.close();
  });
});
