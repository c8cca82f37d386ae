/** What the pane takes from a trace, and what stands in it once it is read. */
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { Lazy } from '../../base/lazy.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { LogRecord, MetricSeries, Span } from '../../trace/signals.ts';
import { Track, type Timed } from '../../trace/track.ts';
import type { Trace } from '../../trace/trace.ts';

/** Who holds the clock, by name. */
export const HOLDER = 'signals';

export type SignalsMode = 'logs' | 'metrics' | 'spans';

/** The pane's slice of the trace; nothing of it is read until asked for. */
export interface SignalsData {
  /** Those whose layer is there. */
  readonly modes: readonly SignalsMode[];
  readonly session: Lazy<SignalsSession>;
}

/** What all layers hold together, in time order. */
export interface SignalsSession {
  readonly logs: Track<LogRecord>;
  readonly spans: Track<Span>;
  readonly series: readonly MetricSeries[];
  readonly failed: readonly FailedLayer[];
}

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly title: string;
  readonly error: TraceError;
}

type Needed = Pick<Trace, 'logs' | 'metrics' | 'spans'>;

export function selectSignals(trace: Needed): SignalsData | undefined {
  const { logs, metrics, spans } = trace;
  const modes: SignalsMode[] = [];
  if (logs.length > 0) modes.push('logs');
  if (metrics.length > 0) modes.push('metrics');
  if (spans.length > 0) modes.push('spans');
  return modes.length > 0 ? { modes, session: new Lazy(() => openSession(trace)) } : undefined;
}

async function openSession({ logs, metrics, spans }: Needed): Promise<SignalsSession> {
  const failed: FailedLayer[] = [];
  const [readLogs, readMetrics, readSpans] = await Promise.all([
    readAll(logs, failed),
    readAll(metrics, failed),
    readAll(spans, failed),
  ]);
  return {
    logs: merged(readLogs),
    spans: merged(readSpans),
    series: readMetrics.flatMap(({ series }) => series),
    failed,
  };
}

async function readAll<T>(layers: readonly TraceLayer<T>[], failed: FailedLayer[]): Promise<readonly T[]> {
  const all = await Promise.all(
    layers.map(async ({ layer, content }) => {
      try {
        return await content.get();
      } catch (error) {
        failed.push({ title: layer.title ?? layer.id, error: asTraceError(error) });
        return undefined;
      }
    }),
  );
  return all.filter((content) => content !== undefined);
}

function merged<T extends Timed>(tracks: readonly Track<T>[]): Track<T> {
  const [only] = tracks;
  if (only && tracks.length === 1) return only;
  return new Track(tracks.flatMap(({ items }) => items).sort((a, b) => a.time - b.time));
}
