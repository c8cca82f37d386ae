/** What a person does with an open trace, and where its address says that they begin. */
import { createPaneViews, type PaneViews } from '../timeline/pane-views.ts';
import { createRegionLink, type RegionLink } from '../timeline/region-link.ts';
import type { Transport } from '../timeline/clock.ts';
import { createSideStore, type SideStore } from './link/side-store.ts';
import type { TraceSession } from './session-store.ts';
import { fragmentState } from './trace-address.ts';
import type { UrlState } from './url-state.ts';

export interface TraceStores {
  /** What the page's fragment said when the trace came. */
  readonly first: UrlState;
  readonly views: PaneViews;
  readonly sides: SideStore;
  readonly regions: RegionLink;
}

/** By the clock, which a session keeps when its times are corrected. */
const stores = new WeakMap<Transport, TraceStores>();

/** The same for the same session. Its first pane asks for them before the workbench is that of its trace. */
export function storesOf({ clock, address }: Pick<TraceSession, 'clock' | 'address'>): TraceStores {
  const made = stores.get(clock);
  if (made) return made;
  const first = fragmentState(address);
  const next = {
    first,
    views: createPaneViews(first.views),
    sides: createSideStore(),
    regions: createRegionLink(),
  };
  stores.set(clock, next);
  return next;
}
