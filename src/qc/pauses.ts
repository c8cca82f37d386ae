/** Pauses of a recording, as whoever made it declared them (`trace/declared-gaps.ts`): with a reason, or without. Pure. */
import type { TimeRange } from '../base/time.ts';
import type { Facts } from './facts.ts';
import { union } from './spans.ts';

interface Pauses {
  /** Those with a reason, as a union: nothing is missing in them. */
  readonly explained: readonly TimeRange[];
  /** Those without one, and their places in the list. */
  readonly unexplained: readonly { readonly index: number; readonly range: TimeRange }[];
}

export function pausesOf({ trace: { pauses }, duration }: Facts): Pauses {
  return {
    explained: union(
      pauses.filter(({ reason }) => reason !== undefined).map(({ range }) => range),
      duration,
    ),
    unexplained: pauses.filter(({ reason }) => reason === undefined),
  };
}
