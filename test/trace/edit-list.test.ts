import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownPart } from '../../src/trace/edit-list.ts';
import { readColumns } from '../../src/trace/read-video.ts';
import { fileOf, videoFile, VIDEOS, type CountedFile } from './video-file.ts';

const ALL = { start: 0, end: Infinity };

/** A fixture whose one edit lasts `duration` thousandths of a second. */
async function cutAfter(name: string, duration: number): Promise<CountedFile> {
  const bytes = await readFile(join(VIDEOS, name));
  bytes.writeUInt32BE(duration, bytes.indexOf('elst') + 12);
  return fileOf(bytes, name);
}

describe('the part of a video that is shown', () => {
  it.each([
    ['cfr30-h264.mp4', { start: 0, end: 10 }],
    ['empty-edit-h264.mp4', { start: 2.5, end: 6.567 }],
    ['fragmented-h264.mp4', ALL],
    ['no-edit-list-h264.mp4', ALL],
    ['vfr-vp9.webm', ALL],
  ])('of %s is told by few bytes', async (name, part) => {
    const file = await videoFile(name);
    expect(await shownPart(file, 1)).toEqual(part);
    expect(file.reads.count).toBeLessThan(5);
  });

  // What ffprobe decodes of these files: the last at 149/30, 150/30 and 149/30 s.
  it.each([
    [5000, 150],
    [5001, 151],
    [4999, 150],
  ])('ends with its edit, here after %d ms', async (duration, count) => {
    const { columns } = await readColumns(await cutAfter('cfr30-h264.mp4', duration));
    expect([columns.seconds.length, columns.end]).toEqual([count, Math.min(duration / 1000, count / 30)]);
  });

  it('is all of it for a track without an edit list of its own', async () => {
    expect(await shownPart(await videoFile('cfr30-h264.mp4'), 2)).toEqual(ALL);
  });

  it.each(['cfr30-h264.mp4', 'moov-at-end-h264.mp4', 'preroll-h264.mp4'])(
    'of a torn or bent %s never fails, nor reads for long',
    async (name) => {
      const whole = await readFile(join(VIDEOS, name));
      for (let length = 0; length < 1200; length += 7)
        await shownPart(fileOf(whole.subarray(0, length), name), 1);
      for (let at = 0; at < 1200; at += 3)
        for (const value of [0, 1, 0xff]) {
          const bent = Uint8Array.from(whole);
          bent[at] = value;
          const file = fileOf(bent, name);
          const { start, end } = await shownPart(file, 1);
          expect(start).toBeLessThanOrEqual(end);
          expect(file.reads.count).toBeLessThan(1100);
        }
    },
  );
});
