/** What of a layer can be seen in a picture: the events that a person can pin to a frame. */
import { lastAtMost } from '../base/search-sorted.ts';
import { fromMicros, ZERO, type TraceTime } from '../base/time.ts';
import { describeEdit, describeInput, describePage, firstLine } from '../timeline/describe-item.ts';
import { inSlices, pick } from '../base/slices.ts';
import { describeAgentStep } from '../timeline/agent-marks.ts';
import { describeLog, describeSpan } from '../timeline/signal-marks.ts';
import type { TraceLayer } from '../trace/layers.ts';
import { plainText } from '../trace/plain-text.ts';
import type { Trace } from '../trace/trace.ts';
import type { Timed, Track } from '../trace/track.ts';

/** In time order. */
export interface LayerEvents {
  /** Microseconds. */
  readonly times: Float64Array;
  /** What an event is, as one plain line that is not long; '' for an index without one. Some are to be fetched. */
  textOf(index: number): string | Promise<string>;
}

/** Longest text of an event. */
const MAX_TEXT = 120;

/**
 * The events of a layer; undefined for a layer that has none by its kind. Those at the very edges of the trace are left
 * out: they may have been moved there. Rejects where the layer cannot be read.
 */
export function layerEvents(trace: Trace, id: string): Promise<LayerEvents> | undefined {
  const of = <C, T extends Timed>(
    layers: readonly TraceLayer<C>[],
    itemsOf: (content: C) => readonly T[],
    textOf: (item: T) => string,
    isEvent: (item: T) => boolean = () => true,
  ): Promise<LayerEvents> | undefined =>
    layers
      .find(({ layer }) => layer.id === id)
      ?.content.get()
      .then(async (content) => {
        const inside = ({ time }: T): boolean => time > ZERO && time < trace.duration;
        const items = await inSlices(pick(itemsOf(content), (item) => inside(item) && isEvent(item)));
        return {
          times: Float64Array.from(items, ({ time }) => time),
          textOf: (index) => {
            const item = items[index];
            return item ? shortened(firstLine(textOf(item))) : '';
          },
        };
      });
  const tracks = <T extends Timed>(
    layers: readonly TraceLayer<Track<T>>[],
    textOf: (item: T) => string,
    isEvent?: (item: T) => boolean,
  ) => of(layers, ({ items }) => items, textOf, isEvent);
  return (
    inputEvents(trace, id) ??
    tracks(trace.commands, ({ command }) => command) ??
    outputOf(trace, id) ??
    tracks(trace.edits, describeEdit) ??
    tracks(trace.browsers, describePage) ??
    of(trace.doms, ({ actions }) => actions.items, describePage) ??
    tracks(trace.networks, ({ method, url }) => `${method} ${url}`) ??
    tracks(trace.tests, ({ name }) => name ?? 'test run') ??
    tracks(trace.diagnostics, ({ tool }) => tool ?? 'lint run') ??
    tracks(trace.transcripts, ({ text }) => text) ??
    of(trace.agents, ({ track }) => track.items, describeAgentStep) ??
    tracks(trace.logs, describeLog) ??
    tracks(trace.spans, describeSpan) ??
    tracks(trace.annotations, ({ annotation }) => annotation.text ?? annotation.type)
  );
}

/** What a terminal printed, piece by piece. */
function outputOf({ terminals, duration }: Trace, id: string): Promise<LayerEvents> | undefined {
  return terminals
    .find(({ layer }) => layer.id === id)
    ?.content.get()
    .then(({ chunks, player }) => {
      const places = chunks.ofKind('output').filter((place) => {
        const time = chunks.timeOf(place);
        return time > ZERO && time < duration;
      });
      return {
        times: Float64Array.from(places, (place) => chunks.timeOf(place)),
        textOf: async (index) => {
          const place = places[index];
          if (place === undefined) return '';
          const [text = ''] = await player.texts(place, place + 1);
          return shortened(firstLine(plainText(text).trim() || 'output'));
        },
      };
    });
}

function inputEvents({ inputs, duration }: Trace, id: string): Promise<LayerEvents> | undefined {
  return inputs
    .find(({ layer }) => layer.id === id)
    ?.content.get()
    .then((track) => {
      const inside = track.within({ start: fromMicros(1), end: duration });
      const rows = track.rowsOf('down', 'key_down').filter((row) => row >= inside.from && row < inside.to);
      return {
        times: track.timesOf(rows),
        textOf: (index) => {
          const row = rows[index];
          return row === undefined ? '' : shortened(firstLine(describeInput(track.event(row))));
        },
      };
    });
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** Index of the event that is nearest to `now`; -1 where there is none. */
export function nearestEvent({ times }: Pick<LayerEvents, 'times'>, now: TraceTime): number {
  const before = lastAtMost(times.length, (index) => times[index] ?? Infinity, now);
  const [left, right] = [times[before], times[before + 1]];
  if (left === undefined || right === undefined)
    return left !== undefined ? before : right !== undefined ? before + 1 : -1;
  return now - left <= right - now ? before : before + 1;
}
