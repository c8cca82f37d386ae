/** The viewer in a frame of another origin's page, driven by the client that is built with it. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve, type Serving } from '../../src/cli/serve.ts';
import type * as Client from '../../src/share/embed/playhead-embed.ts';
import { faults } from './axe-faults.ts';
import { expect, SAMPLE, test, watch } from './playhead-page.ts';
import { manifest, VideoTruth } from './sample-truth.ts';

declare global {
  interface Window {
    connectPlayhead: typeof Client.connectPlayhead;
    player: Client.EmbeddedPlayhead;
    heard: unknown[];
  }
}

let hosts: readonly Server[];
/** Origins of a page that the viewer lists, and of one that it does not. */
let friend: string;
let stranger: string;
let app: Serving;

/** A page that shows in a frame what its query says. */
const HOST = `<!doctype html><title>Host</title><iframe title="Viewer" width="1200" height="800"></iframe>
<script type="module">
  import { connectPlayhead } from './playhead-embed.js';
  window.heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  window.connectPlayhead = connectPlayhead;
  document.querySelector('iframe').src = new URLSearchParams(location.search).get('viewer');
</script>`;

async function host(): Promise<readonly [Server, string]> {
  const server = createServer(({ url = '' }, response) => {
    const client = url === '/playhead-embed.js';
    response.setHeader('Content-Type', client ? 'text/javascript' : 'text/html');
    response.end(client ? readFileSync('dist/app/embed/playhead-embed.js') : HOST);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

test.beforeAll(async () => {
  const [one, other] = [await host(), await host()];
  hosts = [one[0], other[0]];
  [friend, stranger] = [one[1], other[1]];
  app = await serve({ app: 'dist/app', embed: [friend] });
});

test.afterAll(async () => {
  for (const server of hosts) {
    server.close();
    server.closeAllConnections();
  }
  await app.close();
});

const address = (origin: string): string =>
  `${origin}/?viewer=${encodeURIComponent(`${app.url}?trace=${SAMPLE}#v=2&t=12.5`)}`;

test('a page that is listed drives it, and is told what is to be seen', async ({ page }) => {
  const video = await VideoTruth.read();
  const watched = watch(page, friend);
  await page.goto(address(friend));
  const begun = await page.evaluate(async () => {
    const frame = document.querySelector('iframe');
    if (!frame) throw new Error('there is no frame');
    window.player = await window.connectPlayhead(frame);
    await window.player.ready();
    return window.player.state;
  });
  expect(begun).toMatchObject({ phase: 'ready', time: 12.5, playing: false, settled: true, error: null });
  expect(begun.title).toBe(manifest.task.title);
  const steps = await page.evaluate(async () => {
    const { player } = window;
    const seen: Client.EmbedState[] = [];
    await player.seek(30);
    seen.push(player.state);
    await player.step({ frames: 1 });
    seen.push(player.state);
    await player.play(2);
    seen.push(player.state);
    await new Promise<void>((moved) => {
      const stop = player.subscribe(({ time }) => {
        if (time < 32) return;
        stop();
        moved();
      });
    });
    await player.pause();
    seen.push(player.state);
    return seen;
  });
  const frame = video.indexAt(30);
  expect(steps).toMatchObject([
    { time: 30, frame, exact: true, settled: true, playing: false },
    { frame: frame + 1, exact: true, settled: true },
    { playing: true, rate: 2 },
    { playing: false },
  ]);
  const refused = await page.evaluate(async () => {
    const code = (error: unknown) => (error as Client.EmbedError).code;
    const { player } = window;
    return [
      await player.load('https://elsewhere.example/a.trace.zip').catch(code),
      player.state.error?.code,
      await player.seek(Infinity).catch(code),
    ];
  });
  expect(refused).toEqual(['source-refused', 'source-refused', 'call-invalid']);

  // What is loaded anew in the frame is greeted anew.
  const again = await page.evaluate(async () => {
    const code = (error: unknown) => (error as Client.EmbedError).code;
    const frame = document.querySelector('iframe');
    const loaded = new Promise((done) => frame?.addEventListener('load', done, { once: true }));
    if (frame) frame.src = frame.src.replace('?', '?again&');
    await loaded;
    const lost = await window.player.ready().catch(code);
    await window.player.ready();
    return { lost, state: window.player.state };
  });
  expect(again).toMatchObject({ lost: 'frame-reloaded', state: { phase: 'ready', error: null } });
  expect(await page.evaluate(() => window.heard)).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

test('a page that is not listed shows it, and hears nothing', async ({ page }) => {
  await page.goto(address(stranger));
  const viewer = page.frameLocator('iframe');
  await expect(viewer.getByRole('heading', { level: 1 })).toHaveText(manifest.task.title);
  const outcome = await page.evaluate(async () => {
    const frame = document.querySelector('iframe');
    if (!frame) throw new Error('there is no frame');
    const code = (error: unknown) => (error as Client.EmbedError).code;
    return [await window.connectPlayhead(frame, { patience: 1_000 }).catch(code), window.heard];
  });
  expect(outcome).toEqual(['no-answer', []]);
});

test('the example drives the viewer beside which it lies', async ({ page }) => {
  await page.goto(`${app.url}embed/example.html`);
  const state = page.locator('#state');
  await expect(state).toHaveText('0.00 s');
  await page.getByRole('button', { name: '0:30' }).click();
  await expect(state).toHaveText(/^30\.00 s · frame \d+$/);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
