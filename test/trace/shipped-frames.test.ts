import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/trace/open-trace.ts';
import { ON_THIS_THREAD } from '../../src/trace/readers.ts';
import { writeFrameTable } from '../../src/trace/frame-table-file.ts';
import { readColumns, type VideoColumns } from '../../src/trace/read-video.ts';
import { checkedColumns, HERE, type VideoReader } from '../../src/trace/shipped-frames.ts';
import { bundleFiles, sourceOf } from '../fixtures/build-bundle.ts';
import { fileOf, videoFile, VIDEOS } from './video-file.ts';

const PATH = 'layers/screen/screen.frames';
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The table of a fixture, perhaps altered. */
async function tableOf(
  name: string,
  alter: (video: VideoColumns) => VideoColumns = (video) => video,
): Promise<Uint8Array> {
  const bytes = await readFile(join(VIDEOS, name));
  const video = alter(await readColumns(await videoFile(name)));
  return writeFrameTable(video, { size: bytes.length, sha256: hashOf(bytes) }, name);
}

/** A trace with the one video `name`, and a table. */
async function open(name: string, table: Uint8Array | undefined, reader?: VideoReader) {
  const content = await readFile(join(VIDEOS, name));
  const files = bundleFiles({
    layers: [{ id: 'screen', kind: 'screen_video', content, frame_table: PATH }],
    ...(table && { files: { [PATH]: table } }),
  });
  const trace = await openTrace(sourceOf(files), undefined, reader && { ...ON_THIS_THREAD, videos: reader });
  const video = await trace.videos[0]?.content.get();
  const problems = trace.problems.all.filter(({ code }) => code !== 'video-shorter');
  return { video, problems };
}

/** Each frame a bit later. */
const late = (video: VideoColumns): VideoColumns => ({
  ...video,
  columns: {
    ...video.columns,
    seconds: video.columns.seconds.map((time) => (time * video.resolution + 16) / video.resolution),
    end: 99,
  },
});

describe('the frame table in a bundle', () => {
  it('is used', async () => {
    const { video, problems } = await open('vfr-h264.mp4', await tableOf('vfr-h264.mp4'));
    expect(problems).toEqual([]);
    expect([video?.frames.count, video?.frames.mediaTime(68), video?.width]).toEqual([69, 5.971, 240]);
  });

  it.each([
    ['torn', async () => (await tableOf('vfr-h264.mp4')).subarray(0, 99), 'format-broken'],
    [
      'something else',
      () => Promise.resolve(new TextEncoder().encode('PHFRAMES and so on'.repeat(9))),
      'format-broken',
    ],
    ['not in the bundle', () => Promise.resolve(undefined), 'artifact-unlisted'],
    ['of another video', () => tableOf('moov-at-end-h264.mp4'), 'frame-table-differs'],
    ['of other times', () => tableOf('vfr-h264.mp4', late), 'frame-table-differs'],
    [
      'of another size of picture',
      () => tableOf('vfr-h264.mp4', (video) => ({ ...video, width: 99 })),
      'frame-table-differs',
    ],
  ])('that is %s is a problem, and the video is read instead', async (_, table, code) => {
    const { video, problems } = await open('vfr-h264.mp4', await table());
    expect(problems).toMatchObject([{ severity: 'warning', code, details: { path: PATH } }]);
    expect([video?.frames.count, video?.frames.mediaTime(1)]).toEqual([69, 0.12]);
  });

  it('is decoded by what reads containers, and by its head alone here', async () => {
    const whole = await tableOf('vfr-h264.mp4');
    // A head and nothing that could be decoded.
    const head = whole.slice(0, 96);
    const given: Uint8Array[] = [];
    const checked: VideoReader['checked'] = (file, table) => {
      given.push(table.bytes);
      return checkedColumns(file, { ...table, bytes: whole });
    };
    const { video, problems } = await open('vfr-h264.mp4', head, { ...HERE, checked });
    expect([problems, given, video?.frames.count]).toEqual([[], [head], 69]);
  });

  it('is not decoded where it is of another file', async () => {
    const bytes = (await tableOf('vfr-h264.mp4')).slice(0, 200);
    const view = new DataView(bytes.buffer);
    // More frames than the video has bytes, said to be of a larger one.
    view.setUint32(12, 7_999_999, true);
    view.setBigUint64(16, 8_000_000n, true);
    await expect(
      checkedColumns(await videoFile('vfr-h264.mp4'), { path: PATH, bytes }),
    ).rejects.toMatchObject({ code: 'frame-table-differs' });
  });

  it('does not hide that the video itself is broken', async () => {
    const content = new TextEncoder().encode('no video at all');
    const video = await readColumns(await videoFile('vfr-h264.mp4'));
    const table = writeFrameTable(video, { size: 69, sha256: hashOf(content) }, 'a');
    const files = bundleFiles({
      layers: [{ id: 'screen', kind: 'screen_video', content, frame_table: PATH }],
      files: { [PATH]: table },
    });
    const trace = await openTrace(sourceOf(files));
    await expect(trace.videos[0]?.content.get()).rejects.toMatchObject({ code: 'format-unsupported' });
  });

  it.each([
    'fragmented-h264.mp4',
    'live-vp9.webm',
    'vfr-vp8.webm',
    'preroll-h264.mp4',
    'vfr-av1.mp4',
    'late-vp9.webm',
  ])('of %s fits it', async (name) => {
    const bytes = await tableOf(name);
    const { columns } = await checkedColumns(await videoFile(name), { path: PATH, bytes });
    expect(columns).toEqual((await readColumns(await videoFile(name))).columns);
  });

  it('of fragments that no index tells of fits them', async () => {
    const bytes = await readFile(join(VIDEOS, 'fragmented-h264.mp4'));
    // The index of the fragments is found from the end of the file, where this box stands then.
    const box = Buffer.alloc(5_000_000);
    box.writeUInt32BE(box.length, 0);
    box.write('free', 4, 'latin1');
    const large = new Uint8Array(Buffer.concat([bytes, box]));
    const video = await readColumns(fileOf(large, 'large.mp4'));
    const table = writeFrameTable(video, { size: large.length, sha256: hashOf(large) }, 'a');
    const { columns } = await checkedColumns(fileOf(large, 'large.mp4'), { path: PATH, bytes: table });
    expect(columns).toEqual(video.columns);
    const keys = video.columns.keys.with(video.columns.keys.lastIndexOf(1) + 1, 1);
    const wrong = { ...video, columns: { ...video.columns, keys } };
    const other = writeFrameTable(wrong, { size: large.length, sha256: hashOf(large) }, 'a');
    await expect(
      checkedColumns(fileOf(large, 'large.mp4'), { path: PATH, bytes: other }),
    ).rejects.toMatchObject({ code: 'frame-table-differs' });
  });

  it('is found to be of other key frames', async () => {
    const other = await tableOf('open-gop-h264.mp4', (video) => ({
      ...video,
      columns: {
        ...video.columns,
        keys: Uint8Array.from({ length: 13 }, (_, index) => (index % 3 === 0 ? 1 : 0)),
      },
    }));
    await expect(
      checkedColumns(await videoFile('open-gop-h264.mp4'), { path: PATH, bytes: other }),
    ).rejects.toMatchObject({ code: 'frame-table-differs' });
  });

  it('needs little of a large video: what would take too long is left to the decoder', async () => {
    const bytes = await readFile(join(VIDEOS, 'live-vp9.webm'));
    // Ten megabytes follow in an element that no reader knows the end of before it has seen it.
    const large = new Uint8Array(bytes.length + 10_000_000);
    large.set(bytes);
    const video = await readColumns(await videoFile('live-vp9.webm'));
    const table = writeFrameTable(video, { size: large.length, sha256: hashOf(large) }, 'a');
    const file = fileOf(large, 'large.webm');
    await checkedColumns(file, { path: PATH, bytes: table });
    expect(file.reads.bytes).toBeLessThan(6_000_000);
  });

  it('stops where it is told to', async () => {
    const reason = new Error('enough');
    const bytes = await tableOf('vfr-h264.mp4');
    await expect(
      checkedColumns(await videoFile('vfr-h264.mp4'), { path: PATH, bytes }, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
  });
});
