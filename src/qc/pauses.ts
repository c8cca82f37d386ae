/**
 * Pauses of a recording, as whoever made it declared them: `x-pauses` of the manifest's `clock`, a list of
 * `{ "t": [start, end], "reason": "…" }` in microseconds of trace time. Pure.
 */
import { fromMicros, type TimeRange } from '../base/time.ts';
import { listField } from '../base/json.ts';
import { textField } from '../trace/json-report.ts';
import type { Facts } from './facts.ts';
import { union } from './spans.ts';

interface Pauses {
  /** Those with a reason, as a union: nothing is missing in them. */
  readonly explained: readonly TimeRange[];
  /** Those without one, and their places in the list. */
  readonly unexplained: readonly { readonly index: number; readonly range: TimeRange }[];
}

/** What is no range of the trace is passed over. */
export function pausesOf({ manifest, duration }: Facts): Pauses {
  const declared = listField(manifest.clock, 'x-pauses').flatMap((pause, index) => {
    const [start, end] = listField(pause, 't');
    if (typeof start !== 'number' || typeof end !== 'number' || !(end > start)) return [];
    if (!Number.isFinite(start) || !Number.isFinite(end)) return [];
    const range = { start: fromMicros(start), end: fromMicros(end) };
    return [{ index, range, isExplained: textField(pause, 'reason') !== undefined }];
  });
  return {
    explained: union(
      declared.flatMap(({ isExplained, range }) => (isExplained ? [range] : [])),
      duration,
    ),
    unexplained: declared.filter(({ isExplained }) => !isExplained),
  };
}
