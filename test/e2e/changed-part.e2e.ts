/** One byte of a large video in a zip is not what was recorded: it is noticed when that part is shown, without reading the rest. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packBundle } from '../../src/cli/pack.ts';
import { serve, type Serving } from '../../src/cli/serve.ts';
import { expect, test } from './playhead-page.ts';
import { manifest, VideoTruth } from './sample-truth.ts';

const FRAME_AT = 150;
const [PATH = ''] = manifest.layers.find(({ id }) => id === 'screen')?.paths ?? [];

let folder: string;
let served: Serving;
/** Of the video: where the altered byte lies. */
let altered: number;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playhead-part-'));
  const zip = join(folder, 'altered.trace.zip');
  await packBundle('public/samples/bug-fix', zip, { wanted: { companions: [], hashes: true } });
  const video = await VideoTruth.read();
  const { chunks } = await video.chunksOf(video.indexAt(FRAME_AT));
  const picture = Buffer.from(chunks.at(-1)?.data ?? '', 'base64');
  const inVideo = (await readFile(join('public/samples/bug-fix', PATH))).indexOf(picture);
  const bytes = await readFile(zip);
  const inZip = bytes.indexOf(picture);
  if (picture.length < 2 || inVideo < 0 || inZip < 0) throw new Error('the picture is not in the files');
  // The last byte of its picture: what the decoder reads before it stays as it is.
  altered = inVideo + picture.length - 1;
  const at = inZip + picture.length - 1;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(zip, bytes);
  served = await serve({ app: 'dist/app', bundle: zip });
});

test.afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

test('a changed byte of a large video is noticed where it is shown', async ({ page }) => {
  await page.goto(served.url);
  await page.evaluate(() => window.playhead.ready());
  const problemsAt = (seconds: number) =>
    page.evaluate(async (time) => {
      await window.playhead.seek(time);
      return window.playhead.state().problems.filter(({ code }) => code === 'artifact-chunk-hash');
    }, seconds);
  expect(await problemsAt(10)).toEqual([]);
  const [problem, ...others] = await problemsAt(FRAME_AT);
  expect(others).toEqual([]);
  const said = /^A part of (.*) \(bytes (\d+) to (\d+)\) is not what was recorded/.exec(
    problem?.message ?? '',
  );
  const [sentence = '', path, start, end] = said ?? [];
  expect(path).toBe(PATH);
  expect(Number(start)).toBeLessThanOrEqual(altered);
  expect(Number(end)).toBeGreaterThan(altered);
  await page.getByRole('button', { name: /problems?$/i }).click();
  await expect(page.getByRole('dialog').getByText(sentence)).toBeVisible();
});
