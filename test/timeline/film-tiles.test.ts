import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { standIns, tileLength, tilesIn } from '../../src/timeline/film-tiles.ts';
import type { FrameTable } from '../../src/trace/frame-table.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

/** 10 frames a second for a minute; a key frame every `keyEvery` of them. */
async function framesOf(keyEvery: number): Promise<FrameTable> {
  const [video] = buildTrace({ duration: 60, video: { fps: 10, keyEvery } }).videos;
  if (!video) throw new Error('no video');
  return (await video.content.get()).frames;
}

const range = (start: number, end: number) => ({ start: fromSeconds(start), end: fromSeconds(end) });

describe('the length of a tile', () => {
  it('has room for at least half of the picture, and at most for all of it', () => {
    for (const microsPerPixel of [7, 1_000, 46_113, 3_000_000]) {
      const pixels = tileLength(microsPerPixel, 60) / microsPerPixel;
      expect(pixels).toBeGreaterThan(30);
      expect(pixels).toBeLessThanOrEqual(60);
    }
  });

  it('doubles where the view is twice as wide', () => {
    expect(tileLength(80_000, 60)).toBe(2 * tileLength(40_000, 60));
  });

  it('is that of a wider picture where the picture is a narrow strip', () => {
    expect(tileLength(1_000, 1)).toBe(tileLength(1_000, 32));
  });
});

describe('tiles', () => {
  it('stand at the time of their own key frame, at most one tile before the next of the grid', async () => {
    const frames = await framesOf(5);
    const length = 2 ** 21;
    for (const { index, start, key } of tilesIn(frames, range(0, 60), length)) {
      expect(frames.isKey(key)).toBe(true);
      expect(start).toBe(frames.startOf(key));
      expect(start).toBeLessThanOrEqual(index * length);
      const next = frames.keyAfter(key);
      if (next >= 0) expect(frames.startOf(next)).toBeGreaterThan(index * length);
    }
  });

  it('cover the visible part of the video without gaps', async () => {
    const tiles = tilesIn(await framesOf(7), range(13, 29), 2 ** 20);
    expect(tiles[0]?.start).toBeLessThanOrEqual(13e6);
    expect(tiles.at(-1)?.end).toBeGreaterThanOrEqual(29e6);
    tiles.slice(1).forEach((tile, index) => expect(tile.start).toBe(tiles[index]?.end));
  });

  it('are the same ones after panning', async () => {
    const frames = await framesOf(10);
    const whole = tilesIn(frames, range(0, 60), 2 ** 20);
    for (const start of [3, 3.3, 11.7, 40]) {
      const seen = tilesIn(frames, range(start, start + 9), 2 ** 20);
      const from = whole.findIndex(({ index }) => index === seen[0]?.index);
      expect(seen).toEqual(whole.slice(from, from + seen.length));
    }
  });

  it('have all pictures of the coarser level among those of the finer one', async () => {
    const frames = await framesOf(3);
    const fine = new Set(tilesIn(frames, range(0, 60), 2 ** 20).map(({ key }) => key));
    const coarse = tilesIn(frames, range(0, 60), 2 ** 22);
    expect(coarse.length).toBeGreaterThan(10);
    expect(coarse.filter(({ key }) => !fine.has(key))).toEqual([]);
  });

  it('are one for as long as the key frame is the same', async () => {
    // A key frame every 10 s, tiles of 2^20 µs.
    const tiles = tilesIn(await framesOf(100), range(15, 42), 2 ** 20);
    expect(tiles.map(({ index, key }) => [index, key])).toEqual([
      [10, 100],
      [20, 200],
      [29, 300],
      [39, 400],
    ]);
  });

  it('end with the video, and there are none beside it', async () => {
    const frames = await framesOf(10);
    expect(tilesIn(frames, range(59, 60), 2 ** 22).at(-1)?.end).toBe(frames.end);
    expect(tilesIn(frames, range(0, 60), 2 ** 22)[0]?.start).toBe(0);
    expect(tilesIn(frames, { start: frames.end, end: fromMicros(frames.end + 5e6) }, 2 ** 20)).toEqual([]);
  });
});

describe('what stands in for a picture', () => {
  it('is that of the coarser tiles around it, the nearest level first', async () => {
    const frames = await framesOf(1);
    const [tile] = tilesIn(frames, range(7.5, 8), 2 ** 20);
    expect(tile).toMatchObject({ index: 7, key: 73 });
    // Tiles 6, 4 and 0 of 2^20 µs, and no picture twice.
    expect(tile && [...standIns(frames, tile, 2 ** 20)]).toEqual([62, 41, 0]);
  });
});
