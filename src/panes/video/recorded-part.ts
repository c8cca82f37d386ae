/** Which part of the desktop was recorded at a moment, and since when. Displays are as many as a bundle likes to tell. */
import { lastAtMost } from '../../base/search-sorted.ts';
import { fromMicros, type TraceTime } from '../../base/time.ts';
import type { Displays, Layer } from '../../trace/layers.ts';
import { Bounds } from './bounds.ts';
import { regionOf, type Rect, type Size } from './map-to-picture.ts';

/** The recorded part from `since` on, until the next. */
interface Step {
  /** -Infinity: from the start. */
  readonly since: number;
  readonly part: Rect;
}

/**
 * The part of the desktop that fills the picture at `time`, in physical pixels: the layer's region, else its display
 * as it is then, else all displays together, else as many pixels as the video has.
 */
export function recordedPart(info: Layer['video'], displays: Displays, time: TraceTime, video: Size): Rect {
  const region = regionOf(info);
  if (region) return region;
  return stepAt(info, displays, time)?.part ?? { x: 0, y: 0, width: video.width, height: video.height };
}

/**
 * Since when the recorded part is what it is at `time`; undefined: from the start. What was pointed at before lay on a
 * desktop whose pixels are not those of the present picture.
 */
export function steadySince(
  info: Layer['video'],
  displays: Displays,
  time: TraceTime,
): TraceTime | undefined {
  if (regionOf(info)) return undefined;
  const { since = 0 } = stepAt(info, displays, time) ?? {};
  return since > 0 ? fromMicros(since) : undefined;
}

function stepAt(info: Layer['video'], displays: Displays, time: TraceTime): Step | undefined {
  const steps = stepsOf(displays, info?.display_id);
  return steps[lastAtMost(steps.length, (index) => steps[index]?.since ?? Infinity, time)];
}

/** By the displays of a session, then by the one that is wanted. Scenes are asked for many times a second. */
const known = new WeakMap<Displays, Map<string | undefined, readonly Step[]>>();

function stepsOf(displays: Displays, wanted: string | undefined): readonly Step[] {
  const byId = known.get(displays) ?? new Map<string | undefined, readonly Step[]>();
  known.set(displays, byId);
  let steps = byId.get(wanted);
  if (!steps) byId.set(wanted, (steps = findSteps(displays, wanted)));
  return steps;
}

/**
 * Each display is as it was told last; before that, as it was told first, since it was there all along. O(n log n).
 */
function findSteps(displays: Displays, wanted: string | undefined): readonly Step[] {
  const changes = displays
    .map((display) => ({ at: display.t, id: display.display_id ?? '0', rect: rectOf(display) }))
    .filter(({ id }) => wanted === undefined || id === wanted)
    .sort((a, b) => a.at - b.at);
  const places = new Map<string, number>();
  for (const { id } of changes) if (!places.has(id)) places.set(id, places.size);
  const bounds = new Bounds(places.size);
  const put = ({ id, rect }: (typeof changes)[number]): void => bounds.set(places.get(id) ?? 0, rect);
  // Backwards: what is put last is the first that was told.
  for (const change of changes.toReversed()) put(change);
  const steps: Step[] = [];
  const tell = (since: number): void => {
    const { all: part } = bounds;
    const before = steps.at(-1)?.part;
    if (part && !(before && isSame(part, before))) steps.push({ since, part });
  };
  tell(-Infinity);
  for (const [index, change] of changes.entries()) {
    put(change);
    if (changes[index + 1]?.at !== change.at) tell(change.at);
  }
  return steps;
}

function rectOf({ origin, w, h }: Displays[number]): Rect {
  return { x: origin?.[0] ?? 0, y: origin?.[1] ?? 0, width: w, height: h };
}

function isSame(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
