import { useEffect, useRef } from 'react';
import { maximizedPane, toggleMaximized } from './layout-model.ts';
import { isEmpty } from '../search/query.ts';
import type { LayoutStore } from './layout-store.ts';
import type { SearchStore } from './search-state.ts';
import type { TraceSession } from './session-store.ts';
import { addressOf, applyFragment, fragmentPlace, type PanePlace } from './trace-address.ts';

/** The address follows what is shown, this many milliseconds after it came to rest. */
const REST_MILLIS = 300;
/** While the trace plays it never rests; browsers allow some changes of the address a second. */
const PLAYING_MILLIS = 1_000;

/** Keeps the page's address at the trace, moment, range, layout, pane and search shown, so that a reload or a copied address leads back. */
export function useAddress(session: TraceSession, layouts: LayoutStore, search: SearchStore): void {
  const { clock, view } = session;
  // A session whose times are corrected is at the same place: nothing is to be gone to.
  const latest = useRef(session);
  useEffect(() => {
    latest.current = session;
  }, [session]);
  useEffect(() => {
    const apply = ({ layout, pane, find }: PanePlace): void => {
      if (layout !== undefined) layouts.getState().choose(layout);
      const { model } = layouts.getState();
      if (pane !== undefined && maximizedPane(model) !== pane) toggleMaximized(model, pane);
      if (!find) return;
      const { look, show } = search.getState();
      look(find);
      show(false);
    };
    apply(fragmentPlace());

    let timer: number | undefined;
    const write = (): void => {
      timer = undefined;
      const url =
        addressOf(latest.current, placeOf(layouts, search)) ?? new URL(location.pathname, location.origin);
      if (url.href !== location.href) history.replaceState(history.state, '', url);
    };
    const later = (): void => {
      if (clock.playing) timer ??= window.setTimeout(write, PLAYING_MILLIS);
      else {
        clearTimeout(timer);
        timer = window.setTimeout(write, REST_MILLIS);
      }
    };
    later();
    const stops = [
      clock.subscribe(later),
      view.subscribe(later),
      layouts.subscribe(later),
      search.subscribe(({ query, open }, before) => {
        if (query !== before.query || open !== before.open) later();
      }),
    ];
    // An address that was typed or pasted into the open page.
    const onHashChange = (): void => apply(applyFragment(latest.current));
    window.addEventListener('hashchange', onHashChange);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      window.removeEventListener('hashchange', onHashChange);
    };
  }, [clock, view, layouts, search]);
}

/** Where the panes stand and what is searched for, as an address says it. */
export function placeOf(layouts: LayoutStore, search: SearchStore): PanePlace {
  const { open, query } = search.getState();
  const { name, model } = layouts.getState();
  const pane = maximizedPane(model);
  return {
    ...(pane !== undefined && { pane }),
    layout: name,
    ...(open && !isEmpty(query) && { find: query }),
  };
}
