/** What the search of one open trace shows, and what of it is to be seen. */
import type { StoreApi } from 'zustand/vanilla';
import type { TraceError } from '../base/errors.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';
import type { HitRow } from '../search/hit-row.ts';
import type { Query } from '../search/query.ts';
import type { FoundText } from '../timeline/found-link.ts';
import type { Trace } from '../trace/trace.ts';
import { neighbourHit, shownPart, type HitPlace, type SearchGroup, type ShownGroup } from './search-hits.ts';
import type { SearchSource } from './search-sources.ts';

/** The search of one open trace. Nothing is read for it before it is first shown. */
export interface SearchState {
  readonly open: boolean;
  /** Rises whenever the focus is to go to the field. */
  readonly asked: number;
  readonly query: Query;
  readonly sources: readonly SearchSource[];
  /** ids of the sources that are not looked at. */
  readonly hidden: ReadonlySet<string>;
  /** Only the marked range is looked at, where one is. */
  readonly inRange: boolean;
  /** What was found, of those sources that answered already. */
  readonly groups: ReadonlyMap<string, SearchGroup>;
  /** Some have not answered yet. */
  readonly searching: boolean;
  readonly error: TraceError | undefined;
  /** The hit that was gone to last. */
  readonly current: HitPlace | undefined;
  /** What that hit is in its layer; undefined while it is fetched, and where no hit was gone to. */
  readonly led: FoundText | undefined;
  /** Rises when rows have come that were missing. */
  readonly rows: number;

  /** `focus`: the field is to have it. */
  readonly show: (focus: boolean) => void;
  readonly hide: () => void;
  readonly look: (query: Query) => void;
  readonly toggleSource: (id: string) => void;
  readonly showAll: () => void;
  readonly setInRange: (inRange: boolean) => void;
  readonly choose: (hit: HitPlace | undefined) => void;
  /** What a row of the list says; undefined while it is fetched. */
  readonly row: (hit: HitPlace) => HitRow | undefined;
  /** Other corrections of times are in force. */
  readonly setTrace: (trace: Trace) => void;
  /** Ends it, and frees its memory. */
  readonly dispose: () => void;
}

export type SearchStore = StoreApi<SearchState>;

/**
 * What is to be seen of the hits, in the order of the sources, but last those of which no hit has a time; without those that
 * hold none.
 */
export function shownGroups(
  { sources, hidden, groups, inRange }: Pick<SearchState, 'sources' | 'hidden' | 'groups' | 'inRange'>,
  range: TimeRange | undefined,
): readonly ShownGroup[] {
  const shown = sources.flatMap(({ id }) => {
    const group = hidden.has(id) ? undefined : groups.get(id);
    const part = group && shownPart(group, inRange ? range : undefined);
    return part && part.to > part.from ? [part] : [];
  });
  // Those without a time are the last of a group.
  const isTimed = ({ times, from }: ShownGroup): boolean => !Number.isNaN(times[from] ?? NaN);
  return [...shown.filter(isTimed), ...shown.filter((group) => !isTimed(group))];
}

/** The next (1) or previous (-1) hit from the playhead; see `neighbourHit`. */
export function stepHit(
  state: SearchState,
  range: TimeRange | undefined,
  now: TraceTime,
  direction: 1 | -1,
): HitPlace | undefined {
  return neighbourHit(shownGroups(state, range), state.current, now, direction);
}
