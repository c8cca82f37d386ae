/** A sound's outline in its lane. */
import { fromMicros } from '../base/time.ts';
import type { ClockMap } from '../trace/clock-map.ts';
import type { Peaks } from '../trace/peaks.ts';
import { columnAt, columnStart, type PixelGrid } from './pixel-grid.ts';

export interface Wave {
  readonly peaks: Peaks;
  /** Seconds of the sound ↔ trace time. */
  readonly map: ClockMap;
}

/** Lengths in CSS pixels. */
export interface WavePlace {
  readonly context: CanvasRenderingContext2D;
  readonly grid: PixelGrid;
  readonly top: number;
  readonly height: number;
  readonly colour: string;
}

const PAD = 2;

/** A column a device pixel, as tall as the loudest sample in it; the loudest of all fills the lane. */
export function drawWave({ peaks, map }: Wave, { context, grid, top, height, colour }: WavePlace): void {
  const levels = levelsOf(peaks);
  const loudest = levels.at(-1)?.[0] ?? 0;
  if (loudest === 0) return;
  const { ratio } = grid;
  const half = (height - 2 * PAD) / 2;
  const middle = top + height / 2;
  const sliceAt = (column: number): number =>
    (map.toNative(fromMicros(columnStart(grid, column))) * map.microsPerUnit) /
    1_000_000 /
    peaks.sliceSeconds;
  context.fillStyle = colour;
  context.globalAlpha = 0.85;
  const first = Math.max(0, columnAt(grid, map.toTrace(0)));
  const end = Math.min(grid.count, columnAt(grid, map.toTrace(nativeSeconds(peaks.seconds, map)) - 1) + 1);
  let from = Math.max(0, Math.floor(sliceAt(first)));
  for (let column = first; column < end; column += 1) {
    const next = Math.max(0, Math.floor(sliceAt(column + 1)));
    const to = Math.min(peaks.max.length, Math.max(from + 1, next));
    const tall = Math.max(0.5, (loudestIn(levels, from, to) / loudest) * half);
    context.fillRect(column / ratio, middle - tall, 1 / ratio, 2 * tall);
    from = next;
  }
  context.globalAlpha = 1;
}

function nativeSeconds(seconds: number, { microsPerUnit }: ClockMap): number {
  return (seconds * 1_000_000) / microsPerUnit;
}

/**
 * Amplitudes of the slices, and after them levels half as long each, with the larger of two neighbours: a pixel reads a
 * few values, however long the sound is.
 */
type Levels = readonly Float32Array[];

const known = new WeakMap<Peaks, Levels>();

function levelsOf(peaks: Peaks): Levels {
  const made = known.get(peaks);
  if (made) return made;
  // Plain loops: an hour has hundreds of thousands of slices, and a call for each would be felt.
  let level = new Float32Array(peaks.max.length);
  for (let index = 0; index < level.length; index += 1)
    level[index] = Math.max(peaks.max[index] ?? 0, -(peaks.min[index] ?? 0));
  const levels = [level];
  while (level.length > 1) {
    const finer = level;
    level = new Float32Array(Math.ceil(finer.length / 2));
    for (let index = 0; index < level.length; index += 1)
      level[index] = Math.max(finer[2 * index] ?? 0, finer[2 * index + 1] ?? 0);
    levels.push(level);
  }
  known.set(peaks, levels);
  return levels;
}

/** The largest amplitude in the slices [from, to), as in a segment tree: of each level at most the two ends are read. */
function loudestIn(levels: Levels, from: number, to: number): number {
  let loudest = 0;
  let [low, high] = [from, to];
  for (const level of levels) {
    if (low >= high) break;
    if (low % 2 === 1) {
      loudest = Math.max(loudest, level[low] ?? 0);
      low += 1;
    }
    if (high % 2 === 1) {
      high -= 1;
      loudest = Math.max(loudest, level[high] ?? 0);
    }
    [low, high] = [low / 2, high / 2];
  }
  return loudest;
}
