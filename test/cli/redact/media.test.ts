import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnsOf, mediaWork, redactMedia } from '../../../src/cli/redact/media.ts';
import { mediaFaults } from '../../../src/cli/redact/prove-media.ts';
import type { Layer } from '../../../src/schema/generated/types.ts';
import { canRun, scratch } from '../helpers.ts';

describe.skipIf(!canRun('ffmpeg'))('a video whose pixels are not square', () => {
  it.each([
    ['twice as wide', '2', 160],
    ['wide, to an odd width', '53/32', 134],
  ])('is covered in pixels as they are shown: %s', async (_, ratio, width) => {
    const place = join(await scratch(), 'wide.mp4');
    const source = `testsrc=size=80x96:rate=10:duration=1,setsar=${ratio}`;
    const codec = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, ...codec, place]);
    const clock = { domain: 'media', native_unit: 's', sync_quality: 'measured' } as const;
    const layer: Layer = { id: 'screen', kind: 'screen_video', status: 'present', clock };
    const work = await mediaWork(layer, place, [{ id: 'box', rect: [96, 0, 40, 96], time: undefined }], []);
    const { path } = await redactMedia(place, await scratch(), work);
    const half = (left: number): Buffer =>
      execFileSync('ffmpeg', [
        ...['-v', 'error', '-i', path, '-vf', `crop=40:96:${left}:0:exact=1,format=gray`],
        ...['-f', 'rawvideo', '-'],
      ]);
    expect(await columnsOf(path)).toMatchObject({ width, height: 96 });
    expect(half(96).length).toBe(40 * 96 * 10);
    expect(half(96).every((value) => value < 20)).toBe(true);
    expect(half(0).some((value) => value > 100)).toBe(true);
    expect(await mediaFaults(path, work)).toEqual([]);
  });
});
