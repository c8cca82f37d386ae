/** What a sample's services said of themselves, flat, with times in microseconds of the trace. */
import type { BundleTruth } from '../bundle-truth.ts';

export interface SaidSpan {
  readonly traceId: string;
  readonly name: string;
  readonly time: number;
  readonly end: number;
}

/** Any value of JSON; a part that is not there is undefined. */
type Part = Readonly<Record<string, unknown>>;

/** The items of a list in each part. */
function within(parts: readonly Part[], name: string): readonly Part[] {
  return parts.flatMap((part) => (part[name] ?? []) as readonly Part[]);
}

/** Without the nanoseconds, of which numbers hold too few digits. */
function micros(nanoseconds: unknown): number {
  return Number(BigInt(String(nanoseconds)) / 1000n);
}

/** All spans by their starts. */
export function spansOf(truth: BundleTruth): readonly SaidSpan[] {
  const scopes = within(within(truth.lines('spans'), 'resourceSpans'), 'scopeSpans');
  return within(scopes, 'spans')
    .map(({ traceId, name, startTimeUnixNano: start, endTimeUnixNano: end }) => ({
      traceId: String(traceId),
      name: String(name),
      time: truth.place('spans', micros(start)),
      end: truth.place('spans', micros(end)),
    }))
    .sort((a, b) => a.time - b.time);
}

interface SaidLog {
  readonly time: number;
  readonly severity: string;
  readonly text: string;
}

/** All log records in time order. */
export function logsOf(truth: BundleTruth): readonly SaidLog[] {
  const scopes = within(within(truth.lines('logs'), 'resourceLogs'), 'scopeLogs');
  return within(scopes, 'logRecords')
    .map(({ timeUnixNano, severityText, body }) => ({
      time: truth.place('logs', micros(timeUnixNano)),
      severity: String(severityText),
      text: String((body as Part)['stringValue']),
    }))
    .sort((a, b) => a.time - b.time);
}

/** What a gauge measured, in time order. */
export function gaugeOf(
  truth: BundleTruth,
  name: string,
): readonly { readonly time: number; readonly value: number }[] {
  const scopes = within(within(truth.lines('metrics'), 'resourceMetrics'), 'scopeMetrics');
  const metrics = within(scopes, 'metrics').filter((metric) => metric['name'] === name);
  const points = within(
    metrics.map((metric) => metric['gauge'] as Part),
    'dataPoints',
  );
  return points
    .map(({ timeUnixNano, asDouble }) => ({
      time: truth.place('metrics', micros(timeUnixNano)),
      value: Number(asDouble),
    }))
    .sort((a, b) => a.time - b.time);
}
