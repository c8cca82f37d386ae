/** Moments that were found on the tracks, as ticks: at any zoom as many as there are pixels at most. Pure but for the canvas. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { PlacedLane } from './draw-timeline.ts';
import type { Scale } from './scale.ts';

/** What was found on one track. */
export interface FoundTrack {
  /** Of the layer, or of the lane that has none. */
  readonly id: string;
  /** Microseconds, ascending. */
  readonly times: Float64Array;
  /** Which of them: [from, to). */
  readonly from: number;
  readonly to: number;
}

export interface FoundMoments {
  readonly tracks: readonly FoundTrack[];
  /** The one that is looked at, in microseconds. */
  readonly current: { readonly id: string; readonly time: number } | undefined;
}

/** Of a tick, in CSS pixels. */
const WIDTH = 2;

/** Left edges of the ticks of a track, in whole CSS pixels, ascending: what falls on one pixel is one. */
export function* tickPlaces({ times, from, to }: FoundTrack, scale: Scale): Generator<number> {
  let index = firstAt(times, from, to, scale.micros(-WIDTH));
  while (index < to) {
    const x = Math.round(scale.x(times[index] ?? Infinity) - WIDTH / 2);
    // Not a number for what has no time.
    if (!(x < scale.width)) return;
    yield x;
    index = Math.max(index + 1, firstAt(times, index, to, scale.micros(x + WIDTH + WIDTH / 2 - 0.5)));
  }
}

/** Index of the first time in [from, to) that is ≥ `micros`. */
function firstAt(times: Float64Array, from: number, to: number, micros: number): number {
  return from + lastAtMost(to - from, (index) => times[from + index] ?? Infinity, Math.ceil(micros) - 1) + 1;
}

/** The lanes that show a track: that of a layer may be split. */
export function lanesOfTrack(lanes: readonly PlacedLane[], id: string): readonly PlacedLane[] {
  return lanes.filter(({ lane }) => lane.layer === id || lane.id === id);
}

export interface TickPlace {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  readonly colour: string;
  /** Around the ticks, so that they stand out from what is below. */
  readonly ground: string;
  /** CSS pixels. */
  readonly top: number;
  readonly height: number;
}

export function drawTicks(
  track: FoundTrack,
  { context, scale, colour, ground, top, height }: TickPlace,
): void {
  for (const x of tickPlaces(track, scale)) {
    context.fillStyle = ground;
    context.fillRect(x - 1, top, WIDTH + 2, height + 1);
    context.fillStyle = colour;
    context.fillRect(x, top, WIDTH, height);
  }
}
