/** What each layer puts on a timeline: spans and instants with a name. */
import type { TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { BrowserEvent, EditEvent, TraceLayer } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Timed, Track } from '../../trace/track.ts';
import { readAgentLayers } from '../steps/agent-layers.ts';
import { clipped } from '../steps/clipped.ts';

export interface Mark {
  readonly time: TraceTime;
  /** Not included; undefined: an instant, or not known. */
  readonly end: TraceTime | undefined;
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
}

interface MarkedLayer {
  readonly layer: Layer;
  /** In time order. Rejects as reading the layer does. */
  marks(): Promise<Iterable<Mark>>;
}

const MAX_NAME = 200;

export function markedLayers(trace: Trace): readonly MarkedLayer[] {
  return [
    ...trace.videos.map(({ layer, content }) => ({
      layer,
      marks: async () => {
        const { frames } = await content.get();
        return [{ time: frames.startOf(0), end: frames.end, name: 'video', args: { frames: frames.count } }];
      },
    })),
    ...each(trace.transcripts, ({ text, speaker }) => [
      text,
      speaker === undefined ? undefined : { speaker },
    ]),
    ...readAgentLayers(trace).map(({ layer, steps }) => ({
      layer,
      marks: async () =>
        (await steps()).map(({ time, source, message, calls }) => ({
          time,
          end: undefined,
          name: named(calls.map(({ name }) => name).join(', ') || message || source),
          args: { source },
        })),
    })),
    ...each(trace.commands, ({ command, cwd, exitCode }) => [command, { cwd, exit_code: exitCode ?? null }]),
    ...trace.terminals.map(({ layer, content }) => ({
      layer,
      marks: async () => {
        const { chunks } = await content.get();
        return outputs(chunks.times, (index) => chunks.kindOf(index) ?? 'output', chunks.lengths);
      },
    })),
    ...each(trace.edits, ({ event }) => editWords(event)),
    ...each(trace.tests, ({ name, path, counts }) => [name ?? path, counts && { ...counts }]),
    ...each(trace.diagnostics, ({ tool, path, counts }) => [tool ?? path, counts && { ...counts }]),
    ...each(trace.browsers, ({ event }) => browserWords(event)),
    ...each(trace.networks, ({ method, url, status }) => [
      `${method ?? ''} ${url}`.trim(),
      { status: status ?? null },
    ]),
    ...trace.inputs.map(({ layer, content }) => ({
      layer,
      marks: async () => {
        const track = await content.get();
        const rows = track.rowsOf('down', 'up', 'scroll', 'key_down', 'key_up');
        return Array.from(rows, (row) => ({
          time: track.timeAt(row),
          end: undefined,
          name: track.typeAt(row),
        }));
      },
    })),
    ...each(trace.annotations, ({ annotation }) => [
      annotation.text ?? annotation.type,
      { type: annotation.type },
    ]),
  ];
}

type Words = readonly [name: string, args?: Readonly<Record<string, unknown>> | undefined];

function each<T extends Timed>(
  layers: readonly TraceLayer<Track<T>>[],
  words: (item: T) => Words | undefined,
): readonly MarkedLayer[] {
  return layers.map(({ layer, content }) => ({
    layer,
    marks: async () =>
      (await content.get()).items.flatMap((item) => {
        const said = words(item);
        if (!said) return [];
        const [name, args] = said;
        return [{ time: item.time, end: item.end, name: named(name), args }];
      }),
  }));
}

function* outputs(
  times: Float64Array,
  kindOf: (index: number) => string,
  lengths: Uint32Array,
): Generator<Mark> {
  for (const [index, time] of times.entries())
    yield {
      time: time as TraceTime,
      end: undefined,
      name: kindOf(index),
      args: { characters: lengths[index] ?? 0 },
    };
}

/** Where the cursor stands is no event of a timeline. */
function editWords(event: EditEvent): Words | undefined {
  if (event.type === 'cursor') return undefined;
  if (event.type === 'commit') return [event.message ?? event.commit, { commit: event.commit }];
  return [`${event.type} ${event.file}`];
}

function browserWords(event: BrowserEvent): Words | undefined {
  if (event.type === 'navigated') return [event.url, { title: event.title ?? null }];
  if (event.type === 'console') return [event.text, { level: event.level }];
  return event.type === 'snapshot' || event.type === 'scroll' ? undefined : [event.type];
}

function named(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return clipped(line, MAX_NAME).text || '(no name)';
}
