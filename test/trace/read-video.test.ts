/** Frame tables against what ffprobe decodes of the same files: see test/fixtures/video/make.sh. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clockMap } from '../../src/trace/clock-map.ts';
import { readVideo, type VideoFacts } from '../../src/trace/read-video.ts';
import { fileOf, videoFile, VIDEOS } from './video-file.ts';

interface Truth {
  readonly width: number;
  readonly height: number;
  readonly perSecond: number;
  readonly pts: readonly number[];
  readonly keys: readonly number[];
  readonly duration: number;
}

const truths = Object.entries(
  JSON.parse(await readFile(join(VIDEOS, 'truth.json'), 'utf8')) as Readonly<Record<string, Truth>>,
);
const seconds = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });
const read = async (name: string): Promise<VideoFacts> => readVideo(await videoFile(name), seconds);
const indices = ({ frames }: VideoFacts): readonly number[] =>
  Array.from({ length: frames.count }, (_, index) => index);

describe('the frame table of a video', () => {
  it.each(truths)('%s has the frames that are decoded, at their times', async (name, truth) => {
    const video = await read(name);
    const { frames } = video;
    const times = indices(video).map((index) => frames.mediaTime(index));
    if (frames.elementShift === 0) expect(times).toEqual(truth.pts.map((tick) => tick / truth.perSecond));
    const shown = times.map((time) => Math.round((time - frames.elementShift) * truth.perSecond));
    expect(shown).toEqual(truth.pts);
    // ffprobe believes the container: see the test of open groups.
    const keys = name.startsWith('open-gop') ? [0] : truth.keys;
    expect(indices(video).filter((index) => frames.isKey(index))).toEqual(keys);
    expect([video.width, video.height]).toEqual([truth.width, truth.height]);
  });

  it.each(truths.filter(([, { duration }]) => duration > 0))(
    '%s ends with its last frame',
    async (name, { pts, duration, perSecond }) => {
      const { frames } = await read(name);
      const end = frames.end / 1_000_000 - frames.elementShift;
      expect(end).toBeCloseTo(((pts.at(-1) ?? 0) + duration) / perSecond, 4);
    },
  );

  it('leaves out what a cut hides, and knows how far the element then is ahead', async () => {
    const { frames } = await read('preroll-h264.mp4');
    expect([frames.count, frames.keyAtOrBefore(0), frames.keyAtOrBefore(20)]).toEqual([80, -1, 20]);
    expect(frames.mediaTime(0)).toBeCloseTo(0.026667, 6);
    expect(frames.elementShift).toBe(frames.mediaTime(0));
    // What Chromium's element says of the frames stamped 100, 101 and 141.
    expect([0, 0.033367, 1.368034].map((time) => frames.indexAtMedia(time))).toEqual([0, 1, 41]);
    expect(frames.indexAtMedia(frames.mediaMiddle(41))).toBe(41);
  });

  it('begins at no picture of an open group, which browsers refuse to decode first', async () => {
    const { frames } = await read('open-gop-h264.mp4');
    // The container marks 25, 50 and 75, too.
    expect([0, 24, 25, 26, 99].map((index) => frames.keyAtOrBefore(index))).toEqual([0, 0, 0, 0, 0]);
    expect(frames.keyAfter(0)).toBe(-1);
  });

  it('does not count VP8 pictures that are never shown', async () => {
    const { frames } = await read('vfr-vp8.webm');
    // Packets at 0.04 and 0.88 are coded for others to refer to.
    expect([frames.indexAtMedia(0.04), frames.indexAtMedia(0.88)]).toEqual([0, 14]);
    expect(frames.mediaTime(14)).toBe(0.84);
  });

  it('stops where it is told to', async () => {
    const reason = new Error('enough');
    await expect(
      readVideo(await videoFile('vfr-vp9.webm'), seconds, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await readVideo(await videoFile('cfr30-h264.mp4'), seconds, { onProgress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(20);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  it('of a file that is cut off is an error, or the frames that are left', async () => {
    const whole = await readFile(join(VIDEOS, 'fragmented-h264.mp4'));
    for (let length = 0; length < whole.length; length += 301) {
      const facts = readVideo(fileOf(whole.subarray(0, length), 'torn.mp4'), seconds);
      await facts.then(
        ({ frames }) => expect(frames.count).toBeLessThanOrEqual(42),
        (error: unknown) =>
          expect(error).toMatchObject({ code: expect.stringMatching(/^format-/) as string }),
      );
    }
  });
});

const AGENTNET_KEYS = [
  ...[0, 39, 289, 539, 789, 1039, 1288, 1331, 1581],
  ...[1684, 1934, 2184, 2434, 2684, 2772, 3022, 3272, 3522],
];
const DATA = join(import.meta.dirname, '../../../shared/data');

describe.skipIf(!existsSync(DATA))('the frame table of a real recording', () => {
  it.each([
    ['screen-video/cursed-vfr.mp4', 63, [0, 15, 32, 62], 0, 7.155503472222223],
    ['screen-video/getting-started-use-popup.webm', 73, [0], 0.002, 5.038],
    ['screen-video/sar_2x1.mp4', 150, [0], 0, 4.966666666666667],
    ['computer-use-agentnet/session-1/recording.mp4', 3678, AGENTNET_KEYS, 0, 122.63333333333334],
    ['screen-video/ui-tour-selection.webm', 231, [0, 128], 0.025, 8.982],
  ])('%s', async (name, count, keys, first, last) => {
    const path = join(DATA, name);
    if (!existsSync(path)) return;
    const video = await readVideo(fileOf(await readFile(path), name), seconds);
    const { frames } = video;
    expect([frames.count, frames.mediaTime(0), frames.mediaTime(count - 1)]).toEqual([count, first, last]);
    expect(indices(video).filter((index) => frames.isKey(index))).toEqual(keys);
  });
});
