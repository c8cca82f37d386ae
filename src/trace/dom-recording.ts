/** rrweb recordings as layers of kind `browser_dom`: the page's DOM over time. */
import { TraceError } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import type { TraceTime } from '../base/time.ts';
import { domActions } from './dom-actions.ts';
import type { TimedBrowserEvent } from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';
import {
  EARLIEST_DATE,
  EVENT,
  fields,
  items,
  number,
  SOURCE,
  text,
  type Fields,
  type RrwebEvent,
} from './rrweb.ts';
import { Track, type Timed } from './track.ts';

/** A native event; `data` is hostile until cleaned. */
export interface DomEvent extends Timed {
  readonly type: number;
  readonly data: Fields;
}

/** A full snapshot, and all that changed it until the next one. */
export interface DomPage extends Timed {
  /** Address as the last Meta event before it tells; may be empty. */
  readonly href: string;
  /** Index of its full snapshot. */
  readonly first: number;
  /** Index after its last event. */
  readonly last: number;
}

/** In CSS pixels. */
export interface Viewport extends Timed {
  readonly width: number;
  readonly height: number;
}

/** Where the pointer was, on the node `id`. */
export interface PointerPosition extends Timed {
  readonly id: number;
}

export interface DomVisit extends Timed {
  readonly url: string;
  readonly title: string | undefined;
}

export interface DomRecording {
  /** Of its file. */
  readonly path: string;
  /** Every event, in the order of the file. */
  readonly events: Track<DomEvent>;
  /** Never empty. */
  readonly pages: Track<DomPage>;
  readonly viewports: Track<Viewport>;
  readonly pointer: Track<PointerPosition>;
  /** The addresses, whenever they changed. */
  readonly visits: Track<DomVisit>;
  /** What a layer of browser events would have told of the same: a tab called `page`, and what was done in it. */
  readonly actions: Track<TimedBrowserEvent>;
}

const MICROS_PER_MILLI = 1_000;
/** `data.type` of mouse interactions that tell where the pointer is; focus and blur do not. */
const POINTING: readonly unknown[] = [0, 1, 2, 3, 4, 7, 9];
/** Of a viewport, in CSS pixels. */
const MAX_SIDE = 16_384;

/** What a layer holds, of the events of its file. Throws `format-broken`. */
export function* placeDom(
  native: readonly RrwebEvent[],
  path: string,
  context: LayerContext,
): TrackWork<DomRecording> {
  // The recording counts in milliseconds, whatever unit the layer's clock counts in.
  const toNative = MICROS_PER_MILLI / context.map.microsPerUnit;
  checkZero(native, path, context, toNative);
  const placer = new TimePlacer(context.map, context.id, context.duration);
  let latest = native.find(({ timestamp }) => timestamp !== undefined)?.timestamp ?? 0;
  let untimed = 0;
  const events: DomEvent[] = [];
  for (const { type, timestamp, data } of native) {
    if (timestamp === undefined) untimed += 1;
    else latest = timestamp;
    events.push({ time: placer.next(latest * toNative), type, data });
    if (events.length % SLICE === 0) yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  if (untimed > 0) {
    const what = `When ${untimed} of the ${native.length} events of ${path} happened`;
    const details = { what, reason: 'they have no timestamp; they are shown with the event before them' };
    context.report({ severity: 'warning', code: 'unsupported-here', details });
  }
  yield;
  const visits = visitsOf(events);
  const pages = new Track(pagesOf(events));
  yield;
  const viewports = new Track(viewportsOf(events));
  yield;
  const pointer = new Track(pointerOf(events));
  yield;
  const actions = new Track(yield* domActions(events, visits));
  return { path, events: new Track(events), pages, viewports, pointer, visits: new Track(visits), actions };
}

/** A clock map of dates says nothing about times that count from 0, and all of them would lie outside the trace. */
function checkZero(
  events: readonly RrwebEvent[],
  path: string,
  { map }: LayerContext,
  toNative: number,
): void {
  const first = events.find(({ timestamp }) => timestamp !== undefined)?.timestamp ?? 0;
  if (first >= EARLIEST_DATE || map.toNative(0 as TraceTime) / toNative < EARLIEST_DATE) return;
  const reason = "its times count from its own start, and the layer's clock map tells dates";
  throw new TraceError('format-broken', { path, format: 'rrweb', reason });
}

function pagesOf(events: readonly DomEvent[]): readonly DomPage[] {
  const firsts = events.flatMap(({ type }, index) => (type === EVENT.fullSnapshot ? [index] : []));
  let href = '';
  let read = 0;
  return firsts.map((first, page): DomPage => {
    for (; read < first; read += 1) {
      const event = events[read];
      if (event?.type === EVENT.meta) href = text(event.data['href']) ?? '';
    }
    const last = firsts[page + 1] ?? events.length;
    return { time: events[first]?.time ?? (0 as TraceTime), href, first, last };
  });
}

function viewportsOf(events: readonly DomEvent[]): readonly Viewport[] {
  return events.flatMap(({ time, type, data }) => {
    const tells =
      type === EVENT.meta || (type === EVENT.incremental && data['source'] === SOURCE.viewportResize);
    const width = number(data['width']) ?? 0;
    const height = number(data['height']) ?? 0;
    if (!tells || width < 1 || height < 1) return [];
    return [{ time, width: Math.min(width, MAX_SIDE), height: Math.min(height, MAX_SIDE) }];
  });
}

/** Positions are told in bundles, each with how many milliseconds before the bundle it was. */
function pointerOf(events: readonly DomEvent[]): readonly PointerPosition[] {
  const found = events.flatMap(({ time, type, data }): readonly PointerPosition[] => {
    if (type !== EVENT.incremental) return [];
    const { source, type: kind, id, positions } = data;
    if (source === SOURCE.mouseInteraction)
      return typeof id === 'number' && POINTING.includes(kind) ? [{ time, id }] : [];
    if (source !== SOURCE.mouseMove && source !== SOURCE.touchMove && source !== SOURCE.drag) return [];
    return items(positions).flatMap((position) => {
      const { id: under, timeOffset } = fields(position);
      const before = Math.min(0, number(timeOffset) ?? 0) * MICROS_PER_MILLI;
      const at = Math.max(0, Math.round(time + before)) as TraceTime;
      return typeof under === 'number' ? [{ time: at, id: under }] : [];
    });
  });
  return found.sort((a, b) => a.time - b.time);
}

function visitsOf(events: readonly DomEvent[]): readonly DomVisit[] {
  const visits: DomVisit[] = [];
  events.forEach(({ time, type, data }, index) => {
    if (type !== EVENT.meta) return;
    const url = text(data['href']) ?? '';
    // A recorder that takes a snapshot now and then tells the same address again.
    if (visits.at(-1)?.url !== url) visits.push({ time, url, title: titleAfter(events, index) });
  });
  return visits;
}

/** The title in the full snapshot that follows a Meta event. */
function titleAfter(events: readonly DomEvent[], meta: number): string | undefined {
  for (let index = meta + 1; index < events.length; index += 1) {
    const event = events[index];
    if (!event || event.type === EVENT.meta) return undefined;
    if (event.type === EVENT.fullSnapshot) return titleOf(event.data['node']);
  }
  return undefined;
}

function titleOf(root: unknown): string | undefined {
  const child = (value: unknown, name: string): unknown =>
    items(fields(value)['childNodes']).find((node) => fields(node)['tagName'] === name);
  const title = child(child(child(root, 'html'), 'head'), 'title');
  const words = items(fields(title)['childNodes']).map((node) => text(fields(node)['textContent']) ?? '');
  return words.join('').replace(/\s+/g, ' ').trim() || undefined;
}
