/**
 * Which pictures a filmstrip has. Tiles lie on a grid of trace time that begins with the video, a power of two of
 * microseconds apart, and each has the key frame that is on screen at its start: so the pictures stay while panning, and
 * each level has every second picture of the finer one. A picture stands at the time of its own frame.
 */
import { fromMicros, type TimeRange } from '../base/time.ts';
import type { FrameTable } from '../trace/frame-table.ts';

/** A picture in its place; tiles with the same key frame are one. */
export interface FilmTile {
  /** Of the first tile on the grid; counts from the start of the video. */
  readonly index: number;
  /** The key frame. */
  readonly key: number;
  /** [start, end) in microseconds of trace time: from its own start to that of the next picture. */
  readonly start: number;
  readonly end: number;
}

/** Narrower tiles would show nothing, whatever the shape of the picture. In CSS pixels. */
const MIN_WIDTH = 32;

/**
 * Length of a tile in microseconds for a picture `width` CSS pixels wide: it has room for between half of it and all of
 * it, so that every picture begins at its own time and the next one may cover its right part.
 */
export function tileLength(microsPerPixel: number, width: number): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(microsPerPixel * Math.max(MIN_WIDTH, width))));
}

/** The tiles that reach into `range`, in order; the first may begin before it, and the last end after it. */
export function tilesIn(frames: FrameTable, range: TimeRange, length: number): readonly FilmTile[] {
  const origin = frames.startOf(0);
  const stop = Math.min(range.end, frames.end);
  const tiles: FilmTile[] = [];
  let index = Math.max(0, Math.floor((range.start - origin) / length));
  for (let start = range.start as number; start < stop;) {
    const key = keyAt(frames, origin + index * length);
    const after = firstTile(frames, frames.keyAfter(key), length);
    const end = after < Infinity ? frames.startOf(keyAt(frames, origin + after * length)) : frames.end;
    if (end > range.start && frames.startOf(key) < stop)
      tiles.push({ index: firstTile(frames, key, length), key, start: frames.startOf(key), end });
    [index, start] = [after, end];
  }
  return tiles;
}

/** The first tile that key frame `key` is on screen at the start of; without one, Infinity. */
function firstTile(frames: FrameTable, key: number, length: number): number {
  return key < 0 ? Infinity : Math.ceil((frames.startOf(key) - frames.startOf(0)) / length);
}

function keyAt(frames: FrameTable, time: number): number {
  return keyFor(frames, frames.indexAt(fromMicros(time)));
}

/**
 * The key frame up to `index`; the first frame where there is none, as in a video that was cut within a group of
 * pictures. -1 before the first frame.
 */
export function keyFor(frames: FrameTable, index: number): number {
  return index < 0 ? -1 : Math.max(0, frames.keyAtOrBefore(index));
}

/** How many coarser levels are looked through for a picture that stands in. */
const STAND_IN_LEVELS = 8;

/** Key frames of the coarser tiles that the tile lies in, the nearest level first, without its own. */
export function* standIns(
  frames: FrameTable,
  { index, key }: FilmTile,
  length: number,
): Generator<number, void> {
  const origin = frames.startOf(0);
  let last = key;
  for (let level = 1; level <= STAND_IN_LEVELS; level += 1) {
    const step = 2 ** level;
    const coarser = keyAt(frames, origin + Math.floor(index / step) * step * length);
    if (coarser < 0) return;
    if (coarser !== last) yield coarser;
    last = coarser;
  }
}
