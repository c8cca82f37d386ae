/** What is drawn of a series, and what is said of it. Pure. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { TraceTime } from '../base/time.ts';
import type { MetricSeries } from '../trace/signals.ts';

const SECOND = 1_000_000;

/** A line: a value at each time, null where there is none. */
export interface Line {
  /** Names the metric, and what of it. */
  readonly name: string;
  /** What tells it from others of the metric; '' for nothing. */
  readonly of: string;
  readonly unit: string;
  /** Microseconds of trace time, ascending. */
  readonly times: Float64Array;
  readonly values: readonly (number | null)[];
}

/**
 * The lines of a series. What was measured as a value is drawn so. What only rises says more by how fast it does: it is
 * drawn per second, from one point to the next. Of measured lengths and sizes the mean between two points is drawn, too.
 */
export function linesOf(series: MetricSeries): readonly Line[] {
  const { name, times, unit = '', kind, monotonic } = series;
  const of = ofWords(series);
  if (!monotonic) return [{ name, of, unit: unitWords(unit), times, values: series.values.map(known) }];
  const steps = stepsOf(series);
  const rate: Line = {
    name,
    of,
    unit: kind === 'sum' ? `${unitWords(unit)} per second`.trim() : 'per second',
    times,
    values: steps.map(({ count, micros }) => known((count * SECOND) / micros)),
  };
  if (kind === 'sum') return [rate];
  const mean: Line = {
    name: `${name}, mean`,
    of,
    unit: unitWords(unit),
    times,
    values: steps.map(({ count, sum }) => known(sum / count)),
  };
  return [mean, rate];
}

interface Step {
  readonly count: number;
  readonly sum: number;
  /** How long it took. */
  readonly micros: number;
}

const NOTHING: Step = { count: NaN, sum: NaN, micros: NaN };

/** What came from one point to the next. Where the program began anew, that is what it has counted since. */
function stepsOf({ times, since, values, sums, delta }: MetricSeries): readonly Step[] {
  return values.map((value, index): Step => {
    const time = times[index] ?? NaN;
    const start = since[index] ?? NaN;
    const before = times[index - 1] ?? NaN;
    const sum = sums[index] ?? NaN;
    if (delta) return { count: value, sum, micros: time - (Number.isNaN(start) ? before : start) };
    const last = values[index - 1] ?? NaN;
    const isAnew = start > before || value < last;
    if (isAnew) return { count: value, sum, micros: time - Math.max(start, before) };
    // Of the first point nobody knows what of it came lately.
    if (Number.isNaN(last)) return NOTHING;
    return { count: value - last, sum: sum - (sums[index - 1] ?? NaN), micros: time - before };
  });
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The last point at or before a moment; -1 before the first. */
export function pointAt({ times }: Pick<Line, 'times'>, time: TraceTime): number {
  return lastAtMost(times.length, (index) => times[index] ?? Infinity, time);
}

export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Of all values that there are; undefined where there is none. */
export function extentOf({ values }: Line): Extent | undefined {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values)
    if (value !== null) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  return min <= max ? { min, max } : undefined;
}

/** A number that people read: 4 digits, and no noise of sums. */
export function numberWords(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return value.toExponential(3);
  return value.toLocaleString('en-US', { maximumSignificantDigits: size >= 1000 ? 7 : 4 });
}

/** The service, and the attributes of the series. */
function ofWords({ resource, attributes }: MetricSeries): string {
  const pairs = attributes.map(([key, text]) => `${key}=${text}`);
  return [resource.service, ...pairs].filter(Boolean).join(' · ');
}

/** Units as UCUM writes them; notes in braces are words already. */
function unitWords(unit: string): string {
  return unit === '1' ? '' : unit.replace(/^\{(.*)\}$/, '$1');
}
