/** The waterfall and the words of the network list. Pure. */
import type { TimeRange, TraceTime } from '../../base/time.ts';
import type { NetworkEntry } from '../../trace/har.ts';

/** From the first start to the last known end; undefined where there is no request. */
export function spanOf(entries: readonly NetworkEntry[]): TimeRange | undefined {
  const [first] = entries;
  if (!first) return undefined;
  let end: TraceTime = first.time;
  for (const entry of entries) end = Math.max(end, entry.end ?? entry.time) as TraceTime;
  return { start: first.time, end };
}

/** Where a request lies in `span`, as fractions of its length. A request whose end is not known has no width. */
export function barOf(
  { time, end }: NetworkEntry,
  span: TimeRange,
): { readonly left: number; readonly width: number } {
  const length = Math.max(1, span.end - span.start);
  return { left: (time - span.start) / length, width: end === undefined ? 0 : (end - time) / length };
}

/** Indexes of the requests under way at `now`. Those whose end is not known are not counted as such. */
export function underWay(entries: readonly NetworkEntry[], now: TraceTime): readonly number[] {
  const found: number[] = [];
  for (const [index, { time, end }] of entries.entries()) {
    if (time > now) break;
    if (end !== undefined && end > now) found.push(index);
  }
  return found;
}

export type StatusClass = 'ok' | 'moved' | 'failed' | 'unknown';

export function statusClass({ status, failure }: NetworkEntry): StatusClass {
  if (status === undefined) return failure === undefined ? 'unknown' : 'failed';
  if (status >= 400) return 'failed';
  return status >= 300 ? 'moved' : 'ok';
}

/** 312 B, 4.2 kB, 1.1 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** html, javascript, png: the last word of a media type. */
export function shortType(type: string): string {
  return type
    .replace(/^[^/]*\//, '')
    .replace(/^x-/, '')
    .replace(/\+\w+$/, '');
}
