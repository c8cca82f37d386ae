import { useEffect } from 'react';
import type { Model } from 'flexlayout-react';
import { maximizedPane, toggleMaximized } from './layout-model.ts';
import type { TraceSession } from './session-store.ts';
import { addressOf, applyFragment } from './trace-address.ts';
import { decodeFragment } from './url-state.ts';

/** The address follows what is shown, this many milliseconds after it came to rest. */
const REST_MILLIS = 300;

/** Keeps the page's address at the trace, moment, range and pane shown, so that a reload or a copied address leads back. */
export function useAddress(session: TraceSession, model: Model): void {
  const { clock, view } = session;
  useEffect(() => {
    const maximize = (pane: string | undefined): void => {
      if (pane !== undefined && maximizedPane(model) !== pane) toggleMaximized(model, pane);
    };
    maximize(decodeFragment(location.hash).state.pane);

    let timer: number | undefined;
    const write = (): void => {
      if (clock.playing) return;
      const url = addressOf(session, maximizedPane(model)) ?? new URL(location.pathname, location.origin);
      if (url.href !== location.href) history.replaceState(history.state, '', url);
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(write, REST_MILLIS);
    };
    later();
    const stops = [clock.subscribe(later), view.subscribe(later)];
    // An address that was typed or pasted into the open page.
    const onHashChange = (): void => maximize(applyFragment(session));
    window.addEventListener('hashchange', onHashChange);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      window.removeEventListener('hashchange', onHashChange);
    };
  }, [session, clock, view, model]);
}
