import { useEffect } from 'react';
import type { Model } from 'flexlayout-react';
import { maximizedPane, toggleMaximized } from './layout-model.ts';
import type { TraceSession } from './session-store.ts';
import { decodeFragment, encodeFragment } from './url-state.ts';

/** The address follows what is shown, this many milliseconds after it came to rest. */
const REST_MILLIS = 300;

/** Keeps the fragment at the moment, range and pane shown, so that a reload or a copied address leads back to it. */
export function useAddress(session: TraceSession, model: Model): void {
  const { clock, view } = session;
  useEffect(() => {
    const { pane } = decodeFragment(location.hash).state;
    if (pane !== undefined && maximizedPane(model) !== pane) toggleMaximized(model, pane);
  }, [model]);

  useEffect(() => {
    let timer: number | undefined;
    const write = (): void => {
      if (clock.playing || !new URLSearchParams(location.search).has('trace')) return;
      const range = view.getState().selection;
      const pane = maximizedPane(model);
      const fragment = encodeFragment({
        time: clock.now(),
        ...(range && { range }),
        ...(pane !== undefined && { pane }),
      });
      if (location.hash !== `#${fragment}`) history.replaceState(history.state, '', `#${fragment}`);
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(write, REST_MILLIS);
    };
    const stops = [clock.subscribe(later), view.subscribe(later)];
    const onHashChange = (): void => {
      const { time } = decodeFragment(location.hash).state;
      if (time !== undefined) clock.seek(time);
    };
    window.addEventListener('hashchange', onHashChange);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      window.removeEventListener('hashchange', onHashChange);
    };
  }, [clock, view, model]);
}
