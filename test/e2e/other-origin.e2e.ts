/** A bundle on another origin, which the page may read, shows what it shows at home. */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { parseRange, typeOf } from '../../src/cli/send-file.ts';
import { serve, type Serving } from '../../src/cli/serve.ts';
import { expect, test, watch } from './playhead-page.ts';
import { randomTimes, TerminalTruth, VideoTruth } from './sample-truth.ts';

const SAMPLE_FOLDER = 'public/samples/bug-fix';

let other: Server;
let origin: string;
let app: Serving;
/** Methods and paths that the other origin was asked for, and whether with a cookie. */
const asked: { readonly method: string; readonly path: string; readonly cookie: boolean }[] = [];

test.beforeAll(async () => {
  other = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push({ method, path: url, cookie: request.headers.cookie !== undefined });
    response.setHeader('Access-Control-Allow-Origin', new URL(app.url).origin);
    response.setHeader('Access-Control-Allow-Headers', 'Range');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range');
    if (method === 'OPTIONS') return response.writeHead(204).end();
    const place = join(SAMPLE_FOLDER, normalize(url));
    if (!statSync(place, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    const bytes = readFileSync(place);
    const range = parseRange(request.headers.range, bytes.length);
    if (range === 'unsatisfiable') return response.writeHead(416).end();
    response.setHeader('Content-Type', typeOf(place));
    if (!range) return response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
    const { start, end } = range;
    response.writeHead(206, { 'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}` });
    return response.end(bytes.subarray(start, end));
  });
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  app = await serve({ app: 'dist/app', connect: [origin] });
});

test.afterAll(async () => {
  other.close();
  other.closeAllConnections();
  await app.close();
});

test('video and terminal of a folder on an allowed other origin', async ({ page }) => {
  const video = await VideoTruth.read();
  const terminal = new TerminalTruth();
  const watched = watch(page, app.url);
  // Cookies know no port, so that one of the app would go along.
  await page.context().addCookies([{ name: 'session', value: 'secret', url: app.url }]);
  const url = new URL(app.url);
  url.searchParams.set('trace', `${origin}/`);
  await page.goto(url.href);
  await page.evaluate(() => window.playhead.ready());
  for (const time of [30, 60, ...randomTimes(3, 77)]) {
    const state = await page.evaluate(async (seconds) => {
      await window.playhead.seek(seconds);
      return window.playhead.state();
    }, time);
    const frame = video.indexAt(state.time);
    expect(state, `at ${time} s`).toMatchObject({
      frame,
      exact: true,
      problems: [],
      panes: { video: { frame, exact: true } },
    });
    const text = ((state.panes['terminal']?.['text'] ?? []) as readonly string[]).join('\n').trimEnd();
    expect(text, `the terminal at ${time} s`).toBe((await terminal.textAt(state.time)).join('\n').trimEnd());
  }
  expect(watched.complaints).toEqual([]);
  expect(watched.foreign.every((address) => address.startsWith(`${origin}/`))).toBe(true);
  expect(asked.filter(({ cookie }) => cookie)).toEqual([]);
});

test('the same folder is refused where its origin is not allowed', async ({ page, playhead }) => {
  await playhead.goto();
  const url = new URL(page.url());
  url.searchParams.set('trace', `${origin}/`);
  await page.goto(url.href);
  await expect(page.getByRole('alert')).toContainText('this page opens traces from');
});
