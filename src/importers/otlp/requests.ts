/** Requests to export of OTLP as JSON (https://github.com/open-telemetry/opentelemetry-proto). Pure. */
import { field, isObject, listField } from '../../base/json.ts';
import { microsOf } from '../../base/nanos.ts';

export type SignalKind = 'otel_logs' | 'otel_metrics' | 'otel_spans';

interface Signal {
  readonly kind: SignalKind;
  /** What lies in what. */
  readonly lists: readonly [resources: string, scopes: string, items: string];
}

const SIGNALS: readonly Signal[] = [
  { kind: 'otel_logs', lists: ['resourceLogs', 'scopeLogs', 'logRecords'] },
  { kind: 'otel_metrics', lists: ['resourceMetrics', 'scopeMetrics', 'metrics'] },
  { kind: 'otel_spans', lists: ['resourceSpans', 'scopeSpans', 'spans'] },
];
/** Members of a metric that hold its points. */
const METRIC_DATA = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'];

/** What a request exports; nothing for what is no request. */
export function kindsOf(value: unknown): readonly SignalKind[] {
  return SIGNALS.filter(({ lists: [resources] }) => Array.isArray(field(value, resources))).map(
    ({ kind }) => kind,
  );
}

/** When an item was, in microseconds since 1970; undefined: it does not tell. */
export interface ItemTime {
  readonly kind: SignalKind;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** The times of all that a request exports, of metrics those of each point. */
export function* timesOf(request: unknown): Generator<ItemTime, void> {
  for (const { kind, lists } of SIGNALS) {
    const [resources, scopes, items] = lists;
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
