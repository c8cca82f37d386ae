/** A sound's outline in its lane. */
import type { ClockMap } from '../trace/clock-map.ts';
import type { Peaks } from '../trace/peaks.ts';
import type { Scale } from './scale.ts';

export interface Wave {
  readonly peaks: Peaks;
  /** Seconds of the sound ↔ trace time. */
  readonly map: ClockMap;
}

/** Lengths in CSS pixels. */
export interface WavePlace {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  readonly top: number;
  readonly height: number;
  readonly colour: string;
}

const PAD = 2;

/** A column a pixel, as tall as the loudest sample in it; the loudest of all fills the lane. */
export function drawWave({ peaks, map }: Wave, { context, scale, top, height, colour }: WavePlace): void {
  const loudest = loudestOf(peaks);
  if (loudest === 0) return;
  const half = (height - 2 * PAD) / 2;
  const middle = top + height / 2;
  const sliceOf = (x: number): number =>
    (map.toNative(scale.time(x)) * map.microsPerUnit) / 1_000_000 / peaks.sliceSeconds;
  context.fillStyle = colour;
  context.globalAlpha = 0.85;
  const first = Math.max(0, Math.floor(scale.x(map.toTrace(0))));
  const end = Math.min(scale.width, Math.ceil(scale.x(map.toTrace(nativeSeconds(peaks.seconds, map)))));
  for (let x = first; x < end; x += 1) {
    const from = Math.max(0, Math.floor(sliceOf(x)));
    const to = Math.min(peaks.max.length, Math.max(from + 1, Math.floor(sliceOf(x + 1))));
    const tall = Math.max(0.5, (levelOf(peaks, from, to) / loudest) * half);
    context.fillRect(x, middle - tall, 1, 2 * tall);
  }
  context.globalAlpha = 1;
}

function nativeSeconds(seconds: number, { microsPerUnit }: ClockMap): number {
  return (seconds * 1_000_000) / microsPerUnit;
}

/** The largest amplitude in the slices [from, to). */
function levelOf({ min, max }: Peaks, from: number, to: number): number {
  let level = 0;
  for (let index = from; index < to; index += 1) level = Math.max(level, max[index] ?? 0, -(min[index] ?? 0));
  return level;
}

const loudestKnown = new WeakMap<Peaks, number>();

function loudestOf(peaks: Peaks): number {
  let loudest = loudestKnown.get(peaks);
  if (loudest === undefined) {
    loudest = levelOf(peaks, 0, peaks.max.length);
    loudestKnown.set(peaks, loudest);
  }
  return loudest;
}
