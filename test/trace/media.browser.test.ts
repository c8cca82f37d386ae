/** Containers read in a worker say the same as read here. */
import { describe, expect, it } from 'vitest';
import type { MediaFile } from '../../src/trace/media-container.ts';
import { IN_WORKER } from '../../src/trace/media.client.ts';
import { writeFrameTable } from '../../src/trace/frame-table-file.ts';
import { HERE } from '../../src/trace/shipped-frames.ts';

async function videoFile(name: string): Promise<MediaFile & { readonly size: number }> {
  const bytes = new Uint8Array(await (await fetch(`/test/fixtures/video/${name}`)).arrayBuffer());
  return { path: name, size: bytes.length, read: (start, end) => Promise.resolve(bytes.slice(start, end)) };
}

describe('a video whose container is read in a worker', () => {
  it.each(['vfr-h264.mp4', 'fragmented-h264.mp4', 'live-vp9.webm', 'vfr-vp8.webm', 'hevc.mp4'])(
    '%s has the same frames',
    async (name) => {
      const file = await videoFile(name);
      const told: number[] = [];
      const here = await HERE.columns(file, {});
      expect(await IN_WORKER.columns(file, { onProgress: (done) => told.push(done) })).toEqual(here);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      const bytes = writeFrameTable(here, { size: file.size, sha256: '00'.repeat(32) }, name);
      expect(await IN_WORKER.checked(file, { path: 'a.frames', bytes })).toEqual(here);
      // The bytes of the table were not handed over.
      expect(bytes.length).toBeGreaterThan(0);
    },
  );

  it('fails with the error of the file', async () => {
    const read = (start: number, end: number): Promise<Uint8Array> =>
      Promise.resolve(new Uint8Array(end - start));
    await expect(IN_WORKER.columns({ path: 'a.mp4', size: 1000, read }, {})).rejects.toMatchObject({
      code: 'format-unsupported',
    });
    const table = { path: 'a.frames', bytes: new Uint8Array(200) };
    await expect(IN_WORKER.checked({ path: 'a.mp4', size: 1000, read }, table)).rejects.toMatchObject({
      code: 'format-broken',
      details: { path: 'a.frames' },
    });
  });

  it('ends with the signal, also in the middle of a read', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const read = (): Promise<Uint8Array> => {
      controller.abort(reason);
      return new Promise(() => undefined);
    };
    await expect(
      IN_WORKER.columns({ path: 'a.mp4', size: 1000, read }, { signal: controller.signal }),
    ).rejects.toBe(reason);
    await expect(
      IN_WORKER.columns({ path: 'a.mp4', size: 1000, read }, { signal: controller.signal }),
    ).rejects.toBe(reason);
  });
});
