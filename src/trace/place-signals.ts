/** Spans, log records and metrics in trace time. Pure. */
import { SLICE } from '../base/slices.ts';
import type { TraceTime } from '../base/time.ts';
import { resourceAt } from './otlp-request.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';
import type { Holds } from './record-files.ts';
import type {
  LogRecord,
  Logs,
  Metrics,
  MetricSeries,
  OtlpLog,
  OtlpSeries,
  OtlpSpan,
  SignalHead,
  Span,
  Spans,
} from './signals.ts';
import { Track } from './track.ts';

/** The times of the files are wall time, whatever unit the layer's clock counts in. */
function placerOf({ map, id, duration }: LayerContext): {
  readonly placer: TimePlacer;
  readonly toNative: (micros: number) => number;
} {
  return {
    placer: new TimePlacer(map, id, duration),
    toNative: (micros) => micros / map.microsPerUnit,
  };
}

export function* placeSpans(
  { head, items }: Holds<SignalHead, OtlpSpan>,
  context: LayerContext,
): TrackWork<Spans> {
  const { placer, toNative } = placerOf(context);
  const spans: Span[] = [];
  for (const { start, end, resource, events, ...facts } of items) {
    const time = placer.next(toNative(start));
    spans.push({
      ...facts,
      time,
      end: end === undefined ? undefined : placer.end(toNative(end), time),
      resource: resourceAt(head.resources, resource),
      events: events.map(({ at, ...event }) => ({
        ...event,
        time: at === undefined ? undefined : placer.at(toNative(at)),
      })),
    });
    if (spans.length % SLICE === 0) yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  return new Track(spans);
}

export function* placeLogs(
  { head, items }: Holds<SignalHead, OtlpLog>,
  context: LayerContext,
): TrackWork<Logs> {
  const { placer, toNative } = placerOf(context);
  const logs: LogRecord[] = [];
  for (const { at, resource, ...facts } of items) {
    logs.push({ ...facts, time: placer.next(toNative(at)), resource: resourceAt(head.resources, resource) });
    if (logs.length % SLICE === 0) yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  return new Track(logs);
}

export function* placeMetrics(
  { head, items }: Holds<SignalHead, OtlpSeries>,
  context: LayerContext,
): TrackWork<Metrics> {
  const { placer, toNative } = placerOf(context);
  const series: MetricSeries[] = [];
  for (const { at, since, resource, ...facts } of items) {
    const times = Float64Array.from(at, (micros): TraceTime => placer.at(toNative(micros)));
    const starts = Float64Array.from(since, (micros) =>
      // Programs began before the trace did: that is no fault, and nothing that is shown.
      micros === 0 ? NaN : context.map.toTrace(toNative(micros)),
    );
    series.push({ ...facts, times, since: starts, resource: resourceAt(head.resources, resource) });
    yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  return { series };
}
