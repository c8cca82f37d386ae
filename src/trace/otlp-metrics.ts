/** Metrics of OTLP as JSON: the points of each series. Pure. */
import type { Problem } from '../base/errors.ts';
import { field, isObject, listField } from '../base/json.ts';
import { microsOf } from '../base/nanos.ts';
import { OtlpParts, type OtlpItem, type OtlpNames } from './otlp-request.ts';
import { countOf, enumOf, numberOf } from './otlp-values.ts';
import type { MetricKind, OtlpSeries, SignalHead } from './signals.ts';

const NAMES: OtlpNames = ['resourceMetrics', 'scopeMetrics', 'metrics'];
/** Of a file. */
const MAX_SERIES = 5_000;
const MAX_POINTS = 2_000_000;

/** Member of a metric → what kind it is. */
const KINDS: ReadonlyMap<string, MetricKind> = new Map([
  ['gauge', 'gauge'],
  ['sum', 'sum'],
  ['histogram', 'histogram'],
  ['exponentialHistogram', 'exponential histogram'],
  ['summary', 'summary'],
]);
const TEMPORALITIES = ['unspecified', 'delta', 'cumulative'] as const;
/** Bit of `flags`: nothing was recorded. */
const NO_RECORDED_VALUE = 1;

interface Point {
  readonly at: number;
  readonly since: number;
  readonly value: number;
  readonly sum: number;
}

type Series = Omit<OtlpSeries, 'at' | 'since' | 'values' | 'sums'>;

export class MetricReader {
  readonly #parts: OtlpParts;
  readonly #series = new Map<string, { readonly series: Series; readonly points: Point[] }>();
  #points = 0;

  constructor(path: string) {
    this.#parts = new OtlpParts(path, 'metrics');
  }

  take(request: unknown): void {
    for (const metric of this.#parts.items(request, NAMES)) this.#takeMetric(metric);
  }

  /** By name, and as the file has them; the points of each by time. */
  end(): {
    readonly head: SignalHead;
    readonly items: readonly OtlpSeries[];
    readonly problems: readonly Problem[];
  } {
    const items = [...this.#series.values()].map(({ series, points }): OtlpSeries => {
      points.sort((a, b) => a.at - b.at);
      const isPlain = series.kind === 'gauge' || series.kind === 'sum';
      return {
        ...series,
        at: points.map(({ at }) => at),
        since: points.map(({ since }) => since),
        values: points.map(({ value }) => value),
        sums: isPlain ? [] : points.map(({ sum }) => sum),
      };
    });
    items.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const { resources } = this.#parts;
    return { head: { resources }, items, problems: this.#parts.problems() };
  }

  #takeMetric({ item, resource, scope }: OtlpItem): void {
    const parts = this.#parts;
    const member = [...KINDS.keys()].find((name) => isObject(item[name]));
    const kind = KINDS.get(member ?? '');
    if (member === undefined || kind === undefined) {
      parts.leaveOut('they are of no kind that is known');
      return;
    }
    const data = item[member];
    const facts = {
      name: parts.text(item, 'name') ?? 'unnamed metric',
      description: parts.text(item, 'description'),
      unit: parts.text(item, 'unit'),
      kind,
      monotonic: kind === 'sum' ? field(data, 'isMonotonic') === true : kind !== 'gauge',
      delta:
        enumOf(field(data, 'aggregationTemporality'), TEMPORALITIES, 'AGGREGATION_TEMPORALITY_') === 'delta',
      resource,
      scope,
    };
    for (const point of listField(data, 'dataPoints')) {
      const at = microsOf(field(point, 'timeUnixNano'));
      if (at === undefined) parts.tell('points of metrics', 'they tell no time');
      else if (this.#points >= MAX_POINTS)
        parts.tell('points of metrics', `no more than ${MAX_POINTS} are shown`);
      else this.#takePoint(facts, point, at);
    }
  }

  #takePoint(facts: Omit<Series, 'attributes'>, point: unknown, at: number): void {
    const attributes = this.#parts.attributes(point);
    const key = JSON.stringify([facts, attributes]);
    let found = this.#series.get(key);
    if (!found) {
      if (this.#series.size >= MAX_SERIES) {
        this.#parts.tell('points of metrics', `no more than ${MAX_SERIES} series are shown`);
        return;
      }
      found = { series: { ...facts, attributes }, points: [] };
      this.#series.set(key, found);
    }
    this.#points += 1;
    const isMissing = (countOf(point, 'flags') & NO_RECORDED_VALUE) !== 0;
    const isPlain = facts.kind === 'gauge' || facts.kind === 'sum';
    const value = isPlain
      ? numberOf(field(point, 'asDouble') ?? field(point, 'asInt'))
      : // A count of 0 is left out by what writes it.
        numberOf(field(point, 'count') ?? 0);
    found.points.push({
      at,
      since: microsOf(field(point, 'startTimeUnixNano')) ?? 0,
      value: isMissing ? NaN : finite(value),
      sum: isPlain || isMissing ? NaN : finite(numberOf(field(point, 'sum'))),
    });
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
