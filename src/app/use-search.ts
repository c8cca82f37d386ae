import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { FoundMoments } from '../timeline/found-moments.ts';
import type { ViewStore } from '../timeline/view-store.ts';
import { usePerSession } from './per-session.ts';
import { shownGroups, type SearchStore } from './search-state.ts';
import { createSearchStore } from './search-store.ts';
import type { TraceSession } from './session-store.ts';

/** The search of the open trace. It ends when the trace is closed, and goes on when its times are corrected. */
export function useSearch(session: TraceSession): SearchStore {
  const { trace } = session;
  const search = usePerSession(session, () => createSearchStore(trace));
  useEffect(() => search.getState().setTrace(trace), [search, trace]);
  const mounted = useRef<SearchStore>(undefined);
  useEffect(() => {
    mounted.current = search;
    return () => {
      mounted.current = undefined;
      // In strict mode it is mounted again at once.
      queueMicrotask(() => {
        if (mounted.current !== search) search.getState().dispose();
      });
    };
  }, [search]);
  return search;
}

/** What the timeline marks while the search is shown. */
export function useFound(search: SearchStore, view: ViewStore): FoundMoments | undefined {
  const open = useStore(search, (state) => state.open);
  const groups = useStore(search, (state) => state.groups);
  const sources = useStore(search, (state) => state.sources);
  const hidden = useStore(search, (state) => state.hidden);
  const inRange = useStore(search, (state) => state.inRange);
  const current = useStore(search, (state) => state.current);
  const range = useStore(view, ({ selection }) => selection);
  return useMemo(() => {
    if (!open || groups.size === 0) return undefined;
    const tracks = shownGroups({ sources, hidden, groups, inRange }, range).map(
      ({ source, times, from, to }) => ({
        id: source,
        times,
        from,
        to,
      }),
    );
    const time = current ? (groups.get(current.source)?.times[current.index] ?? NaN) : NaN;
    return { tracks, current: current && !Number.isNaN(time) ? { id: current.source, time } : undefined };
  }, [open, sources, hidden, groups, inRange, range, current]);
}
