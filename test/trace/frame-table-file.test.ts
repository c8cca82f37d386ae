import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { ColumnBuilder } from '../../src/trace/frame-table-columns.ts';
import { readFrameTable, writeFrameTable } from '../../src/trace/frame-table-file.ts';
import { readColumns, tableDifference, type VideoColumns } from '../../src/trace/read-video.ts';
import { videoFile, VIDEOS } from './video-file.ts';

const OF = { size: 100_000_000, sha256: 'ab'.repeat(32) };
const names = (await readdir(VIDEOS)).filter((name) => /\.(?:mp4|webm)$/.test(name));

/** A video of frames at these ticks, every `keyEvery`th of them a key frame. */
function video(ticks: readonly number[], resolution: number, keyEvery = 250): VideoColumns {
  const builder = new ColumnBuilder();
  ticks.forEach((tick, index) =>
    builder.add({ seconds: tick / resolution, duration: 1 / resolution, key: index % keyEvery === 0 }),
  );
  return { width: 1920, height: 1080, codec: 'avc1.640028', resolution, columns: builder.finish() };
}

/** An hour of 30 frames a second; `gap`: in ticks, of a frame. */
function hour(resolution: number, gap: (index: number) => number): VideoColumns {
  let tick = 0;
  return video(
    Array.from({ length: 108_000 }, (_, index) => (tick += index === 0 ? 0 : gap(index))),
    resolution,
  );
}

function codeOf(bytes: Uint8Array): string {
  try {
    readFrameTable(bytes, 'a.frames');
    return 'none';
  } catch (error) {
    return asTraceError(error).code;
  }
}

describe('the file of a frame table', () => {
  it.each(names)('%s comes back bit for bit', async (name) => {
    const columns = await readColumns(await videoFile(name));
    const bytes = await readFile(join(VIDEOS, name));
    const of = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    const file = writeFrameTable(columns, of, name);
    const read = readFrameTable(file, name);
    expect(read).toEqual({ video: columns, of });
    expect(tableDifference(columns, read.video)).toBeUndefined();
    expect(writeFrameTable(read.video, read.of, name)).toEqual(file);
  });

  it('gives back any times of any clock', () => {
    const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 ** 40 })), {
      maxLength: 200,
    });
    const clocks = fc.oneof(
      fc.constantFrom(1000, 15_360, 30_000, 90_000, 1e9),
      fc.double({ min: 1, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(gaps, clocks, fc.integer({ min: 1, max: 9 }), (steps, resolution, keyEvery) => {
        let tick = 5;
        const given = video([tick, ...steps.map((gap) => (tick += gap))], resolution, keyEvery);
        expect(readFrameTable(writeFrameTable(given, OF, 'a'), 'a').video).toEqual(given);
      }),
    );
  });

  it('is small: some hundred bytes for an hour of even frames, and two or three bytes for each uneven one', () => {
    const sizes = [
      hour(15_360, () => 512),
      hour(1000, (index) => (index % 3 === 0 ? 34 : 33)),
      hour(16_000, (index) => 16 * (20 + ((index * 7919) % 27))),
      hour(57_600, (index) => 300 + ((index * 7919) % 3301)),
    ].map((columns) => writeFrameTable(columns, OF, 'a').length);
    expect(sizes[0]).toBeLessThan(150);
    expect(sizes[1]).toBeLessThan(220_000);
    expect(sizes[2]).toBeLessThan(110_000);
    expect(sizes[3]).toBeLessThan(230_000);
  });

  it('is not written of times that are no whole ticks', () => {
    const odd = { ...video([1, 2], 1000), resolution: 300 };
    expect(() => writeFrameTable(odd, OF, 'a')).toThrow(/format-unsupported/);
  });

  it('that is changed in any byte, cut off or longer is never taken for what it is not', () => {
    const given = video([0, 3, 6, 9, 20, 31, 42, 43, 99], 1000, 4);
    const file = writeFrameTable(given, OF, 'a');
    for (let length = 0; length < file.length; length += 1)
      expect(codeOf(file.subarray(0, length))).toBe('format-broken');
    expect(codeOf(Uint8Array.from([...file, 0]))).toBe('format-broken');
    for (let at = 0; at < file.length; at += 1)
      for (const flip of [1, 0x80, 0xff]) {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        const code = codeOf(changed);
        expect(['none', 'format-broken']).toContain(code);
        if (code !== 'none') continue;
        const { columns } = readFrameTable(changed, 'a').video;
        expect(columns.seconds.every((time, index) => time > (columns.seconds[index - 1] ?? -1))).toBe(true);
        expect(columns.end).toBeGreaterThan(columns.seconds.at(-1) ?? 0);
      }
  });

  it.each([
    ['more frames than a video of that size can have', 12, [1, 0, 0, 0x10], 16, [9, 0, 0, 0, 0, 0, 0, 0]],
    ['eight million and more', 12, [0xff, 0xff, 0xff, 0xff], 16, [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
    ['no clock', 56, [0, 0, 0, 0, 0, 0, 0xf8, 0x7f], 0, []],
    ['an endless end', 64, [0, 0, 0, 0, 0, 0, 0xf0, 0x7f], 0, []],
  ])('that claims %s is broken', (_, at, bytes, alsoAt, also) => {
    const file = writeFrameTable(video([0, 1, 2], 1000), OF, 'a');
    file.set(bytes, at);
    file.set(also, alsoAt);
    expect(codeOf(file)).toBe('format-broken');
  });
});
