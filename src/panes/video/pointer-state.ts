/** What the hand on the mouse did around a moment: a pure function of the tracks and the time. Desktop pixels. */
import { fromMicros, shift, type TraceTime } from '../../base/time.ts';
import type { MadeTrack } from '../../trace/made-track.ts';
import type { Timed } from '../../trace/track.ts';
import type { Button, InputTracks, Position, Press, Scroll } from './input-tracks.ts';
import type { Point } from './map-to-picture.ts';

/** How long a click's ripple grows, in microseconds. */
const RIPPLE_MICROS = 400_000;
/** How long the pointer's trail is. */
const TRAIL_MICROS = 600_000;
/** How long a finished drag's path fades. */
const DRAG_FADE_MICROS = 400_000;
/** How long a scroll stays after its last step; steps that follow within it add up. */
const SCROLL_MICROS = 500_000;
/** A press that moved less, in desktop pixels, is a click. */
const DRAG_MIN_PIXELS = 5;
/** Presses that are looked through: more buttons are not held at once. */
const MAX_PRESSES = 8;
const MAX_SCROLL_STEPS = 200;
/** A path keeps about as many points: more would not be seen. */
const MAX_PATH_POINTS = 400;

export interface Ripple extends Point {
  readonly button: Button;
  /** 0 at the press, 1 when it is gone. */
  readonly age: number;
}

export interface Drag {
  readonly button: Button;
  readonly path: readonly Point[];
  /** True while the button is down. */
  readonly held: boolean;
  /** 0 while held, 1 when it is gone. */
  readonly age: number;
}

export interface ScrollState extends Point {
  /** Amounts of the whole burst so far, to the right and downwards. */
  readonly dx: number;
  readonly dy: number;
  readonly unit: Scroll['unit'];
  readonly age: number;
}

export interface TrailPoint extends Point {
  /** 0 now, 1 at the trail's end. */
  readonly age: number;
}

export interface PointerState {
  /** Where it was last seen. */
  readonly pointer: Point | undefined;
  /** From old to new. */
  readonly trail: readonly TrailPoint[];
  /** Latest last. */
  readonly ripples: readonly Ripple[];
  readonly drag: Drag | undefined;
  readonly scroll: ScrollState | undefined;
}

/** `since`: what happened before it is left out, since its pixels are of another desktop. */
export function pointerState(tracks: InputTracks, time: TraceTime, since?: TraceTime): PointerState {
  const { positions, presses, scrolls } = tracks;
  const counts = (one: Timed): boolean => since === undefined || one.time >= since;
  const near = latest(presses, time, MAX_PRESSES).filter(counts);
  return {
    pointer: only(positions.at(time), counts),
    trail: pathWithin(positions, fromMicros(Math.max(time - TRAIL_MICROS, since ?? -Infinity)), time).map(
      ({ x, y, time: at }) => ({ x, y, age: (time - at) / TRAIL_MICROS }),
    ),
    ripples: near
      .filter((press) => time - press.time < RIPPLE_MICROS)
      .map(({ x, y, button, time: at }) => ({ x, y, button, age: (time - at) / RIPPLE_MICROS })),
    drag: dragOf(near, positions, time),
    scroll: scrollOf(scrolls, time, counts),
  };
}

/** The click of a moment for people and scripts, `left 640,360`; null where none is on the picture. */
export function clickText({ ripples }: PointerState): string | null {
  const last = ripples.at(-1);
  return last ? `${last.button} ${last.x},${last.y}` : null;
}

function dragOf(
  presses: readonly Press[],
  positions: MadeTrack<Position>,
  time: TraceTime,
): Drag | undefined {
  const press = presses.findLast(
    ({ end }) => end === undefined || end > time || time - end < DRAG_FADE_MICROS,
  );
  if (!press) return undefined;
  const held = press.end === undefined || press.end > time;
  const path = pathWithin(positions, press.time, held ? time : (press.end ?? time));
  if (!path.some(({ x, y }) => Math.hypot(x - press.x, y - press.y) >= DRAG_MIN_PIXELS)) return undefined;
  const age = held ? 0 : (time - (press.end ?? time)) / DRAG_FADE_MICROS;
  return { button: press.button, path, held, age };
}

function scrollOf(
  scrolls: MadeTrack<Scroll>,
  time: TraceTime,
  counts: (one: Timed) => boolean,
): ScrollState | undefined {
  let index = scrolls.indexAt(time);
  const last = scrolls.item(index);
  if (!last || time - last.time >= SCROLL_MICROS || !counts(last)) return undefined;
  let { dx, dy } = last;
  let after = last;
  for (let step = 1; step < MAX_SCROLL_STEPS; step += 1) {
    index -= 1;
    const before = scrolls.item(index);
    if (!before || before.unit !== last.unit || after.time - before.time >= SCROLL_MICROS) break;
    if (!counts(before)) break;
    dx += before.dx;
    dy += before.dy;
    after = before;
  }
  return { x: last.x, y: last.y, dx, dy, unit: last.unit, age: (time - last.time) / SCROLL_MICROS };
}

/** The last `count` items whose time is ≤ `time`, oldest first. */
function latest<T extends Timed>(track: MadeTrack<T>, time: TraceTime, count: number): readonly T[] {
  const last = track.indexAt(time);
  const items: T[] = [];
  for (let index = Math.max(0, last - count + 1); index <= last; index += 1) {
    const item = track.item(index);
    if (item) items.push(item);
  }
  return items;
}

function only<T>(value: T | undefined, counts: (value: T) => boolean): T | undefined {
  return value !== undefined && counts(value) ? value : undefined;
}

/**
 * From `start` to `last`, both included: about `MAX_PATH_POINTS` positions, looked at without the rest. The last one always,
 * since the pointer is there; the others by where they stand in the track, so that a path that moves on keeps its points.
 */
function pathWithin(track: MadeTrack<Position>, start: TraceTime, last: TraceTime): readonly Position[] {
  const from = track.indexAt(shift(start, -1)) + 1;
  const to = track.indexAt(last);
  const stride = 2 ** Math.ceil(Math.log2(Math.max(1, (to - from + 1) / MAX_PATH_POINTS)));
  const path: Position[] = [];
  const add = (index: number): void => {
    const position = track.item(index);
    if (position) path.push(position);
  };
  if (from % stride !== 0 && from < to) add(from);
  for (let index = Math.ceil(from / stride) * stride; index < to; index += stride) add(index);
  if (from <= to) add(to);
  return path;
}
