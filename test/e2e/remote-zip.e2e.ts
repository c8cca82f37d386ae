/** The sample as one zip on a web server, read in parts: over plain http, where there is no WebCodecs, and as from https. */
import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import type { Page } from '@playwright/test';
import { packBundle } from '../../src/cli/pack.ts';
import { parseRange, typeOf } from '../../src/cli/send-file.ts';
import { findBrowser } from '../../tools/find-browser.mjs';
import { SampleCopy } from './altered-sample.ts';
import { expect, test, watch } from './playhead-page.ts';
import { randomTimes, VideoTruth } from './sample-truth.ts';

const ZIP = 'bug-fix.trace.zip';
const PADDING = 30_000_000;
const executablePath = findBrowser();

// A name of its own: pages of localhost are trusted as those of https are.
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--host-resolver-rules=MAP trace.example 127.0.0.1',
    ],
  },
});

let folder: string;
let server: Server;
let port: number;
/** Bytes of the zip that were sent. */
let sent = 0;
/** The zip cannot be reached. */
let down = false;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-zip-'));
  const copy = new SampleCopy();
  const path = copy.pathOf('screen');
  // Behind its last picture a box that says nothing (ISO/IEC 14496-12, 8.1.2): too large to be read to be compared.
  const box = Buffer.alloc(PADDING);
  box.writeUInt32BE(PADDING);
  box.write('free', 4);
  copy.replaceHonestly(path, Buffer.concat([copy.read(path), box]));
  // The table is of another file by now.
  copy.editManifest((manifest) => ({
    ...manifest,
    layers: manifest.layers.map((layer) => ({ ...layer, frame_table: undefined })),
  }));
  await packBundle(copy.folder, join(folder, ZIP));
  copy.dispose();
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const zipped = pathname === `/${ZIP}`;
    const path = zipped
      ? join(folder, ZIP)
      : join('dist/app', normalize(pathname).replace(/\/$/, '/index.html'));
    if (zipped && down) return void request.socket.destroy();
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) return void response.writeHead(404).end();
    const range = parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') return void response.writeHead(416).end();
    const { start, end } = range ?? { start: 0, end: size };
    response.setHeader('Content-Type', typeOf(path));
    response.setHeader('Content-Length', end - start);
    if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    response.writeHead(range ? 206 : 200);
    const stream = createReadStream(path, { start, end: end - 1 });
    if (zipped) stream.on('data', (chunk) => (sent += chunk.length));
    return void stream.pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});

test.beforeEach(() => {
  sent = 0;
  down = false;
});

test.afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

async function openOn(page: Page, host: string): Promise<void> {
  await page.goto(`http://${host}:${port}/?trace=${ZIP}`);
  await page.evaluate(() => window.playhead.ready());
}

async function stateAt(page: Page, time: number) {
  return page.evaluate(async (seconds) => {
    await window.playhead.seek(seconds);
    return window.playhead.state();
  }, time);
}

for (const [host, secure, proof] of [
  ['trace.example', false, 'element'],
  ['127.0.0.1', true, 'decoder'],
] as const)
  test(`video and voice of a zip on ${host} are exact, play, and are not downloaded whole`, async ({
    page,
  }) => {
    const video = await VideoTruth.read();
    const url = `http://${host}:${port}/`;
    const watched = watch(page, url);
    await openOn(page, host);
    const { size } = statSync(join(folder, ZIP));
    const seen = await page.evaluate(() => [isSecureContext, typeof VideoDecoder !== 'undefined']);
    expect(seen).toEqual([secure, secure]);
    await stateAt(page, 0);
    await expect.poll(async () => (await stateAt(page, 0)).panes['voice']?.['media']).toBe('parts');
    expect(sent / size).toBeLessThan(0.2);
    for (const time of [30, ...randomTimes(4, 78)]) {
      const state = await stateAt(page, time);
      const frame = video.indexAt(state.time);
      expect(state, `at ${time} s`).toMatchObject({
        frame,
        exact: true,
        // Over plain http it is said that frames are not decoded.
        ...(secure && { problems: [] }),
        panes: { video: { frame, exact: true, proof, media: 'parts' } },
      });
    }
    await stateAt(page, 40);
    await page.evaluate(() => window.playhead.play());
    await expect.poll(() => page.evaluate(() => window.playhead.now())).toBeGreaterThan(43);
    const playing = await page.evaluate(() => {
      const [picture, sound] = [document.querySelector('video'), document.querySelector('audio')];
      return {
        moves: picture?.paused === false && picture.currentTime > 1 && sound?.paused === false,
        state: window.playhead.state(),
      };
    });
    expect(playing.moves).toBe(true);
    expect(playing.state.panes['voice']).toMatchObject({ audible: true, media: 'parts' });
    await page.evaluate(() => window.playhead.pause());
    expect(sent / size).toBeLessThan(0.3);
    expect(watched.complaints).toEqual([]);
  });

test('a lost connection is said to be so, and goes on by itself', async ({ page }) => {
  await openOn(page, '127.0.0.1');
  await stateAt(page, 5);
  down = true;
  const late = stateAt(page, 70);
  await expect(page.getByText('No connection to the server: trying again').first()).toBeVisible();
  down = false;
  expect(await late).toMatchObject({ exact: true });
  await expect(page.getByText('No connection to the server')).toHaveCount(0);
});

test('media are compared with the manifest when a person asks for it', async ({ page }) => {
  await openOn(page, '127.0.0.1');
  await page.getByRole('button', { name: /problems?$/i }).click();
  await page.getByRole('button', { name: 'Compare now' }).click();
  await expect(page.getByText('not compared with the SHA-256')).toHaveCount(0);
  expect((await page.evaluate(() => window.playhead.state())).problems).toEqual([]);
});
