/** Reads every layer of a trace as the app does, so that the command and the app agree on what is wrong. */
import type { TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { TraceLayer } from '../trace/layers.ts';
import type { MetricSeries } from '../trace/signals.ts';
import type { Trace } from '../trace/trace.ts';
import type { Timed, Track } from '../trace/track.ts';

/** What one layer turned out to hold. */
export interface LoadedLayer {
  readonly layer: Layer;
  readonly items: number;
  /** Where its last item ends; undefined where it has none. */
  readonly end: TraceTime | undefined;
  /** Codec of a video, where the container tells. */
  readonly codec?: string | undefined;
  /** Indices of a video's key frames. */
  readonly keys?: readonly number[];
}

/** Loads the layers one after the other. One that fails is left out: its problem stands in the trace. */
export async function loadLayers(trace: Trace): Promise<readonly LoadedLayer[]> {
  const tracks: readonly TraceLayer<Track<Timed>>[] = [
    ...trace.stills,
    ...trace.commands,
    ...trace.transcripts,
    ...trace.edits,
    ...trace.browsers,
    ...trace.tests,
    ...trace.diagnostics,
    ...trace.annotations,
    ...trace.spans,
    ...trace.logs,
  ];
  return [
    ...(await load(trace.videos, ({ frames, codec }) => ({
      items: frames.count,
      end: frames.end,
      codec,
      keys: Array.from({ length: frames.count }, (_, index) => index).filter((index) => frames.isKey(index)),
    }))),
    ...(await load(trace.terminals, ({ chunks }) => ({
      items: chunks.length,
      end: chunks.length > 0 ? (chunks.timeOf(chunks.length - 1) as TraceTime) : undefined,
    }))),
    ...(await load(trace.doms, ({ events }) => summary(events))),
    ...(await load(trace.inputs, (track) => ({
      items: track.length,
      end: track.length > 0 ? track.timeAt(track.length - 1) : undefined,
    }))),
    ...(await load(trace.agents, ({ track }) => summary(track))),
    ...(await load(trace.metrics, ({ series }) => ({
      items: series.reduce((sum, { times }) => sum + times.length, 0),
      end: lastPoint(series),
    }))),
    ...(await load(tracks, summary)),
  ];
}

async function load<T>(
  layers: readonly TraceLayer<T>[],
  summarize: (content: T) => Omit<LoadedLayer, 'layer'>,
): Promise<readonly LoadedLayer[]> {
  const loaded: LoadedLayer[] = [];
  for (const { layer, content } of layers) {
    try {
      loaded.push({ layer, ...summarize(await content.get()) });
    } catch {
      // The trace reported it: see TraceLayer.content.
    }
  }
  return loaded;
}

function lastPoint(series: readonly MetricSeries[]): TraceTime | undefined {
  const end = series.reduce((latest, { times }) => Math.max(latest, times.at(-1) ?? -1), -1);
  return end < 0 ? undefined : (end as TraceTime);
}

function summary(track: Track<Timed>): Omit<LoadedLayer, 'layer'> {
  const end = track.items.reduce((latest, { time, end: itemEnd }) => Math.max(latest, itemEnd ?? time), -1);
  return { items: track.length, end: end < 0 ? undefined : (end as TraceTime) };
}
