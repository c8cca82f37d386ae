import { readFileSync } from 'node:fs';
import { field, isObject, listField } from '../../src/base/json.ts';
import { microsOf } from '../../src/base/nanos.ts';
import { OTLP_LISTS } from '../../src/importers/otlp/requests.ts';
import type { Recording } from '../recording.ts';
import type { Signal } from '../record/signals.ts';
import type { Layer } from './layers.ts';
import { wallClock, type WallClock } from './wall.ts';
import type { BundleWriter } from './writer.ts';

const TITLES: Readonly<Record<Signal, string>> = {
  logs: 'Logs of the services',
  metrics: 'Metrics of the services',
  spans: 'Spans of the services',
};
const METRIC_KINDS = ['gauge', 'sum', 'histogram'];

/** Whether a time of OTLP, in nanoseconds since 1970, lies within the session. */
type IsWithin = (nanos: unknown) => boolean;

/** The layers of what the services said while the session was recorded; none where the scenario has no signals. */
export function signalLayers(
  { files, startUs, endUs }: Pick<Recording, 'files' | 'startUs' | 'endUs'>,
  wall: WallClock,
  writer: BundleWriter,
): readonly Layer[] {
  const { signals } = files;
  if (!signals) return [];
  const isWithin: IsWithin = (nanos) => {
    const micros = microsOf(nanos);
    if (micros === undefined) return false;
    const time = wall.trace(micros);
    return time >= 0 && time < endUs - startUs;
  };
  const layerOf = (signal: Signal): Layer => {
    const lines = cutSignals(signal, readFileSync(signals[signal], 'utf8'), isWithin);
    return {
      ...{ id: signal, kind: `otel_${signal}`, title: TITLES[signal], status: 'present' },
      format: { name: 'otlp', version: null },
      paths: [writer.lines(`layers/${signal}/${signal}.jsonl`, lines)],
      ...{ records: lines.length, clock: wallClock(wall, 'us') },
    };
  };
  return [layerOf('logs'), layerOf('metrics'), layerOf('spans')];
}

/**
 * Requests of OTLP without what lies outside of the session: log records, points of metrics, and whole traces, since a trace
 * of which a part is missing would look as if it had never been whole.
 */
function cutSignals(signal: Signal, text: string, isWithin: IsWithin): readonly object[] {
  const requests = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
  const [resources, scopes, items] = OTLP_LISTS[`otel_${signal}`];
  const cutOff = signal === 'spans' ? tracesCutOff(requests, isWithin) : new Set();
  const kept = (item: unknown): readonly object[] => {
    if (signal === 'metrics') return keptPoints(item, isWithin);
    const isKept =
      signal === 'spans' ? !cutOff.has(field(item, 'traceId')) : isWithin(field(item, 'timeUnixNano'));
    return isKept && isObject(item) ? [item] : [];
  };
  return requests.flatMap((request) =>
    within(request, resources, (resource) => within(resource, scopes, (scope) => within(scope, items, kept))),
  );
}

/** An object with what `keep` leaves of a list in it; nothing where that is nothing. */
function within(of: unknown, list: string, keep: (item: unknown) => readonly object[]): readonly object[] {
  const kept = listField(of, list).flatMap(keep);
  return kept.length > 0 && isObject(of) ? [{ ...of, [list]: kept }] : [];
}

/** Ids of the traces of which a span began or ended outside. */
function tracesCutOff(requests: readonly unknown[], isWithin: IsWithin): ReadonlySet<unknown> {
  const [resources, scopes, items] = OTLP_LISTS.otel_spans;
  const spans = requests
    .flatMap((request) => listField(request, resources))
    .flatMap((resource) => listField(resource, scopes))
    .flatMap((scope) => listField(scope, items));
  const isInside = (span: unknown): boolean =>
    isWithin(field(span, 'startTimeUnixNano')) && isWithin(field(span, 'endTimeUnixNano'));
  return new Set(spans.filter((span) => !isInside(span)).map((span) => field(span, 'traceId')));
}

/** A metric with the points that lie within. */
function keptPoints(metric: unknown, isWithin: IsWithin): readonly object[] {
  const kind = METRIC_KINDS.find((name) => isObject(field(metric, name)));
  if (kind === undefined) return [];
  const points = within(field(metric, kind), 'dataPoints', (point) =>
    isObject(point) && isWithin(field(point, 'timeUnixNano')) ? [point] : [],
  );
  return points.flatMap((data) => (isObject(metric) ? [{ ...metric, [kind]: data }] : []));
}
