/** A hit of the search by its source and time, and the other way round. */
import { lastAtMost } from '../../base/search-sorted.ts';
import type { TraceTime } from '../../base/time.ts';
import type { HitPlace, SearchGroup } from '../search-hits.ts';
import type { SearchState } from '../search-state.ts';
import type { Selection } from './selection-text.ts';

type Hit = Selection & { readonly kind: 'hit' };

/** The hit that was gone to last; undefined without one, and for one that has no time. */
export function hitSelection({ current, groups }: Pick<SearchState, 'current' | 'groups'>): Hit | undefined {
  const { times } = (current && groups.get(current.source)) ?? {};
  const time = current && times?.[current.index];
  if (!current || !times || time === undefined || Number.isNaN(time)) return undefined;
  const nth = current.index - firstOf(times, time);
  return { kind: 'hit', source: current.source, time: time as TraceTime, nth };
}

/** undefined where the group has none at that time; of too few there, the last. */
export function placeOfHit({ source, times }: SearchGroup, { time, nth }: Hit): HitPlace | undefined {
  const first = firstOf(times, time);
  if (times[first] !== time) return undefined;
  let index = first;
  while (index < first + nth && times[index + 1] === time) index += 1;
  return { source, index };
}

/** Index of the first time that is ≥ `time`; those without a time are at the end. */
function firstOf(times: Float64Array, time: number): number {
  return lastAtMost(times.length, (index) => ordered(times[index]), time - 1) + 1;
}

function ordered(time: number | undefined): number {
  return time === undefined || Number.isNaN(time) ? Infinity : time;
}
