/** The fixture whose dot and input log say the same, frame by frame; see `test/fixtures/video/make-dot.mjs`. */
import { shift, type TraceTime } from '../../../src/base/time.ts';
import type { VideoPaneData } from '../../../src/panes/video/video-data.ts';
import type { Displays, InputEvent } from '../../../src/trace/layers.ts';
import log from '../../fixtures/video/dot.json';
import { fetchBlob, layerOf, VIDEO_START } from './harness.tsx';
import { inputLayer } from './layers-of.ts';
import dotUrl from '../../fixtures/video/dot.mp4?url';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The first frame in which the display is turned. */
export const TURN = 120;

const later = <T extends { readonly t: number }>(one: T): T => ({ ...one, t: shift(VIDEO_START, one.t) });

/** Everything of the pane for it. `extra` joins the log; times in microseconds of trace time. */
export async function dotData(extra: readonly InputEvent[] = []): Promise<VideoPaneData> {
  const layer = layerOf(await fetchBlob(dotUrl), 'dot.mp4');
  const events = log.events.map((event) => later(event as InputEvent));
  // What holds from the start holds from the start.
  const displays = log.displays.map((display) => (display.t > 0 ? later(display) : display)) as Displays;
  return {
    videos: [{ ...layer, layer: { ...layer.layer, video: log.video } }],
    inputs: [inputLayer([...events, ...extra].sort((a, b) => a.t - b.t))],
    transcripts: [],
    displays,
    voices: [],
    name: 'The dot',
  };
}

/** Where the log has the dot in frame `index`, in pixels of the video: reckoned as make-dot.mjs does, by nothing of ours. */
export function dotOf(index: number): Spot {
  const event = log.events[index];
  if (!event) throw new Error(`no frame ${index}`);
  return index < TURN
    ? { x: event.x / 4, y: event.y / 4 }
    : { x: 109.375 + ((event.x + 40) * 180) / 1280, y: ((event.y - 30) * 180) / 1280 };
}

/** The centre of what `weight` sees in the image; undefined where it sees nothing. */
export function centroid(
  { data, width, height }: ImageData,
  weight: (red: number, green: number, blue: number, alpha: number) => number,
): Spot | undefined {
  let [sum, x, y] = [0, 0, 0];
  for (let index = 0; index < width * height; index += 1) {
    const at = index * 4;
    const w = weight(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0);
    sum += w;
    x += w * ((index % width) + 0.5);
    y += w * (Math.floor(index / width) + 0.5);
  }
  return sum > 0 ? { x: x / sum, y: y / sum } : undefined;
}

/** Yellow is the dot's alone: the stamp is white, the rest dark. */
export function yellow(red: number, green: number, blue: number): number {
  return Math.max(0, Math.min(red, green) - blue - 60);
}

/** The middle of the light core of the trail's head, which nothing else is. */
export function core(red: number, green: number, blue: number, alpha: number): number {
  return Math.max(0, Math.min(red, green, blue, alpha) - 150);
}

/** A trace time inside frame `index`, while the trail is young, of a pane whose video begins at VIDEO_START. */
export function timeIn(index: number): TraceTime {
  return shift(VIDEO_START, (log.events[index]?.t ?? 0) + 4_000);
}
