/** The hit of the search that was gone to, as a link says it. */
import type { TraceTime } from '../../base/time.ts';
import { momentOfHit } from '../search-hits.ts';
import type { SearchState } from '../search-state.ts';
import type { Selection } from './selection-text.ts';

type Hit = Selection & { readonly kind: 'hit' };

/** The hit that was gone to last; undefined without one, and for one that has no time. */
export function hitSelection({ current, groups }: Pick<SearchState, 'current' | 'groups'>): Hit | undefined {
  const group = current && groups.get(current.source);
  const moment = group && momentOfHit(group, current.index);
  if (!moment) return undefined;
  return { kind: 'hit', source: current.source, time: moment.time as TraceTime, nth: moment.nth };
}
