/** Requests to export of OTLP as JSON (https://github.com/open-telemetry/opentelemetry-proto). Pure. */
import { field, isObject, listField } from '../../base/json.ts';
import { microsOf } from '../../base/nanos.ts';

const KINDS = ['otel_logs', 'otel_metrics', 'otel_spans'] as const;

export type SignalKind = (typeof KINDS)[number];

/** What lies in what in a request. */
export const OTLP_LISTS: Readonly<
  Record<SignalKind, readonly [resources: string, scopes: string, items: string]>
> = {
  otel_logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
  otel_metrics: ['resourceMetrics', 'scopeMetrics', 'metrics'],
  otel_spans: ['resourceSpans', 'scopeSpans', 'spans'],
};
/** Members of a metric that hold its points. */
const METRIC_DATA = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'];

/** What a request exports; nothing for what is no request. */
export function kindsOf(value: unknown): readonly SignalKind[] {
  return KINDS.filter((kind) => Array.isArray(field(value, OTLP_LISTS[kind][0])));
}

/** When an item was, in microseconds since 1970; undefined: it does not tell. */
export interface ItemTime {
  readonly kind: SignalKind;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** The times of all that a request exports, of metrics those of each point. */
export function* timesOf(request: unknown): Generator<ItemTime, void> {
  for (const kind of KINDS) {
    const [resources, scopes, items] = OTLP_LISTS[kind];
    for (const resource of listField(request, resources))
      for (const scope of listField(resource, scopes))
        for (const item of listField(scope, items)) yield* timesOfItem(kind, item);
  }
}

function* timesOfItem(kind: SignalKind, item: unknown): Generator<ItemTime, void> {
  if (kind === 'otel_metrics') {
    const data = METRIC_DATA.map((name) => field(item, name)).find(isObject);
    for (const point of listField(data, 'dataPoints')) yield instantOf(kind, field(point, 'timeUnixNano'));
    return;
  }
  if (kind === 'otel_logs') {
    const own = instantOf(kind, field(item, 'timeUnixNano'));
    yield own.start === undefined ? instantOf(kind, field(item, 'observedTimeUnixNano')) : own;
    return;
  }
  const start = microsOf(field(item, 'startTimeUnixNano'));
  const end = microsOf(field(item, 'endTimeUnixNano'));
  // One that ends before it begins has no end.
  yield { kind, start, end: Math.max(start ?? 0, end ?? 0) || undefined };
}

function instantOf(kind: SignalKind, nanos: unknown): ItemTime {
  const time = microsOf(nanos);
  return { kind, start: time, end: time };
}
