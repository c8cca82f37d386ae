/** What keys, buttons and rows do with the hits of a search. */
import { PANES } from '../panes/registry.ts';
import type { Layer } from '../trace/layers.ts';
import type { TraceTime } from '../base/time.ts';
import { visiblePanes } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import type { HitPlace } from './search-hits.ts';
import { stepHit, type SearchStore } from './search-state.ts';
import type { TraceSession } from './session-store.ts';

/** Seeks to a hit, and brings the pane that shows it to the front. The focus stays where it is. */
export function goToHit(
  search: SearchStore,
  { clock }: Pick<TraceSession, 'clock'>,
  layouts: LayoutStore,
  hit: HitPlace,
): void {
  const { sources, groups, choose } = search.getState();
  const layer = sources.find(({ id }) => id === hit.source)?.layer;
  const pane = layer && paneOf(layer.kind);
  if (pane !== undefined && !visiblePanes(layouts.getState().model).includes(pane))
    layouts.getState().show(pane);
  const time = groups.get(hit.source)?.times[hit.index] ?? NaN;
  if (!Number.isNaN(time)) clock.seek(time as TraceTime, true);
  // After the jump: what it is called is looked up as of then.
  choose(hit);
}

/** Goes to the next (1) or previous (-1) hit from the playhead; false where there is none. */
export function goAlongHits(
  search: SearchStore,
  session: Pick<TraceSession, 'clock' | 'view'>,
  layouts: LayoutStore,
  direction: 1 | -1,
): boolean {
  const { clock, view } = session;
  const hit = stepHit(search.getState(), view.getState().selection, clock.now(), direction);
  if (hit) goToHit(search, session, layouts, hit);
  return hit !== undefined;
}

/** The pane that shows a kind of layer; the list of steps shows nearly all, and none of them whole. */
function paneOf(kind: Layer['kind']): string | undefined {
  if (kind === 'input_events') return 'video';
  return PANES.find(({ id, kinds }) => id !== 'steps' && kinds.includes(kind))?.id;
}
