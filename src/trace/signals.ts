/** What a running program said of itself: spans, log records and metrics, as OpenTelemetry names them. */
import type { TraceTime } from '../base/time.ts';
import type { Timed, Track } from './track.ts';

/** Keys and their values as text, in the order of the file. */
export type Attributes = readonly (readonly [key: string, text: string])[];

/** The program that something came from. */
export interface Resource {
  /** Its `service.name`; undefined: not told. */
  readonly service: string | undefined;
  readonly attributes: Attributes;
}

export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;

export type SpanKind = (typeof SPAN_KINDS)[number];

export type SpanStatus = 'unset' | 'ok' | 'error';

interface SpanFacts {
  readonly name: string;
  readonly kind: SpanKind;
  /** Lower-case hexadecimal as a rule; undefined: none was recorded. */
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly parentSpanId: string | undefined;
  readonly status: SpanStatus;
  /** What the status says beside its code. */
  readonly message: string | undefined;
  /** The library that recorded it. */
  readonly scope: string | undefined;
  readonly attributes: Attributes;
  readonly links: readonly SpanLink[];
}

export interface SpanLink {
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly attributes: Attributes;
}

/** A span in the file's own time: microseconds since 1970. */
export interface OtlpSpan extends SpanFacts {
  /** Place in `SignalHead.resources`. */
  readonly resource: number;
  readonly start: number;
  /** undefined: not recorded, or before its start. */
  readonly end: number | undefined;
  readonly events: readonly OtlpSpanEvent[];
}

export interface OtlpSpanEvent {
  /** Microseconds since 1970; undefined: not recorded. */
  readonly at: number | undefined;
  readonly name: string;
  readonly attributes: Attributes;
}

export interface Span extends SpanFacts, Timed {
  readonly resource: Resource;
  readonly events: readonly SpanEvent[];
}

export interface SpanEvent {
  /** undefined: not recorded. */
  readonly time: TraceTime | undefined;
  readonly name: string;
  readonly attributes: Attributes;
}

/** Least serious first; `unspecified`: the record does not tell. */
export const LOG_LEVELS = ['unspecified', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

interface LogFacts {
  readonly level: LogLevel;
  /** The level as the program calls it. */
  readonly severity: string | undefined;
  /** As text; JSON where it is a structure. '' where it has none. */
  readonly body: string;
  /** Name of the event that it is, where it is one. */
  readonly event: string | undefined;
  readonly scope: string | undefined;
  readonly attributes: Attributes;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  /** It tells no time of its own, and stands where it was received. */
  readonly received: boolean;
}

/** A log record in the file's own time. */
export interface OtlpLog extends LogFacts {
  readonly resource: number;
  /** Microseconds since 1970. */
  readonly at: number;
}

export interface LogRecord extends LogFacts, Timed {
  readonly resource: Resource;
}

export type MetricKind = 'gauge' | 'sum' | 'histogram' | 'exponential histogram' | 'summary';

interface MetricFacts {
  readonly name: string;
  readonly description: string | undefined;
  /** UCUM as a rule, `ms` or `By` for example. */
  readonly unit: string | undefined;
  readonly kind: MetricKind;
  /** It only ever rises; histograms and summaries count, and so do. */
  readonly monotonic: boolean;
  /** Each point tells of the time since the one before, and not since the start. */
  readonly delta: boolean;
  readonly scope: string | undefined;
  /** What tells this series from others of the metric. */
  readonly attributes: Attributes;
}

/** The points of a series by column, ascending by time. */
export interface MetricColumns {
  /** gauge, sum: the value; else how many values were measured. NaN: none was recorded. */
  readonly values: readonly number[];
  /** Of all values that were measured; NaN where it is not told. Empty for gauges and sums. */
  readonly sums: readonly number[];
}

/** A series in the file's own time. */
export interface OtlpSeries extends MetricFacts, MetricColumns {
  readonly resource: number;
  /** Microseconds since 1970. */
  readonly at: readonly number[];
  /** Since when each point counts; 0: not told. */
  readonly since: readonly number[];
}

export interface MetricSeries extends MetricFacts, MetricColumns {
  readonly resource: Resource;
  /** Microseconds of trace time. */
  readonly times: Float64Array;
  /** Since when each point counts, in microseconds of trace time; NaN: not told. */
  readonly since: Float64Array;
}

/** What the items of a file have in common. */
export interface SignalHead {
  readonly resources: readonly Resource[];
}

export type Spans = Track<Span>;
export type Logs = Track<LogRecord>;

export interface Metrics {
  /** By name, then in the order of the file. */
  readonly series: readonly MetricSeries[];
}
