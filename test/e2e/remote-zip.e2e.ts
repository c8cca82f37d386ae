/** The sample as one zip on a web server, read in parts: over plain http, where there is no WebCodecs, and as from https. */
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, watch } from './playhead-page.ts';
import { randomTimes, VideoTruth } from './sample-truth.ts';
import { NAMED_HOST, packPaddedSample, serveStatic, type StaticServer } from './static-server.ts';

const ZIP = 'bug-fix.trace.zip';
test.use(NAMED_HOST);

let folder: string;
let server: StaticServer;

/** Bytes of the zip that were sent. */
const sent = (): number => server.sent.get(ZIP) ?? 0;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-zip-'));
  await packPaddedSample(join(folder, ZIP));
  server = await serveStatic({ [ZIP]: join(folder, ZIP) });
});

test.beforeEach(() => {
  server.sent.clear();
  server.down.clear();
});

test.afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function openOn(page: Page, host: string): Promise<void> {
  await page.goto(`http://${host}:${server.port}/?trace=${ZIP}`);
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
    const url = `http://${host}:${server.port}/`;
    const watched = watch(page, url);
    await openOn(page, host);
    const { size } = statSync(join(folder, ZIP));
    const seen = await page.evaluate(() => [isSecureContext, typeof VideoDecoder !== 'undefined']);
    expect(seen).toEqual([secure, secure]);
    await stateAt(page, 0);
    // Read for playing after the first picture.
    for (const pane of ['voice', 'video'])
      await expect.poll(async () => (await stateAt(page, 0)).panes[pane]?.['media']).toBe('parts');
    expect(sent() / size).toBeLessThan(0.2);
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
    const playing = () =>
      page.evaluate(() => {
        const [picture, sound] = [document.querySelector('video'), document.querySelector('audio')];
        return {
          moves: picture?.paused === false && picture.currentTime > 1 && sound?.paused === false,
          voice: window.playhead.state().panes['voice'],
        };
      });
    await expect.poll(playing).toMatchObject({ moves: true, voice: { audible: true, media: 'parts' } });
    await page.evaluate(() => window.playhead.pause());
    expect(sent() / size).toBeLessThan(0.3);
    expect(watched.complaints).toEqual([]);
  });

test('a lost connection is said to be so, and goes on by itself', async ({ page }) => {
  await openOn(page, '127.0.0.1');
  await stateAt(page, 5);
  server.down.add(ZIP);
  const late = stateAt(page, 70);
  await expect(page.getByText('No connection to the server: trying again').first()).toBeVisible();
  server.down.clear();
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
