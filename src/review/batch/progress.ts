/** How far the review of a batch is. Pure. */
import type { ShownTrace } from './blind-rows.ts';
import { statusOf, type Status } from './facets.ts';

export type Progress = Readonly<Record<Status, number>> & { readonly all: number };

export function progressOf(traces: readonly ShownTrace[]): Progress {
  const progress = { all: traces.length, unreadable: 0, open: 0, reviewed: 0, disagreed: 0 };
  for (const trace of traces) progress[statusOf(trace)] += 1;
  return progress;
}
