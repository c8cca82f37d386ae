/** What is on screen, as an address says it; and back. */
import { isEmpty } from '../../search/query.ts';
import type { PaneViews } from '../../timeline/pane-views.ts';
import { maximizedPane, toggleMaximized } from '../layout-model.ts';
import type { LayoutStore } from '../layout-store.ts';
import type { SearchStore } from '../search-state.ts';
import type { TraceSession } from '../session-store.ts';
import type { UrlState } from '../url-state.ts';
import { hitSelection } from './hit-selection.ts';
import type { SideStore } from './side-store.ts';

/** All that an address can speak of, of one open trace. */
export interface Linked {
  readonly session: Pick<TraceSession, 'clock' | 'view' | 'trace' | 'address'>;
  readonly layouts: LayoutStore;
  readonly search: SearchStore;
  readonly views: PaneViews;
  readonly sides: SideStore;
}

export function stateOf({ session, layouts, search, views, sides }: Linked): UrlState {
  const range = session.view.getState().selection;
  const pane = maximizedPane(layouts.getState().model);
  const { open, query } = search.getState();
  const { side, finding, awaited, note } = sides.getState();
  const texts = views.getState();
  const found = open ? (awaited ?? hitSelection(search.getState())) : undefined;
  const selection =
    side === 'quality' && finding !== undefined ? ({ kind: 'finding', id: finding } as const) : found;
  return {
    time: session.clock.now(),
    ...(range && { range }),
    ...(pane !== undefined && { pane }),
    ...layouts.getState().where(),
    ...(texts.size > 0 && { views: texts }),
    ...(open && !isEmpty(query) && { find: query }),
    ...(side && { side }),
    ...(selection && { selection }),
    ...(note !== undefined && { note }),
  };
}

/** `whole`: what the address does not speak of is to be as it is to begin with; `lent`: the layout is somebody else's. */
interface Coming {
  readonly whole: boolean;
  readonly lent: boolean;
}

/** Shows what an address says, but for its moment and range. */
export function showState({ layouts, search, views, sides }: Linked, state: UrlState, how: Coming): void {
  const { layout, dock, pane, find, side, selection, note } = state;
  if (layout !== undefined || dock !== undefined)
    layouts.getState().place({ ...(layout && { layout }), ...(dock !== undefined && { dock }) }, how.lent);
  const { model } = layouts.getState();
  const maximized = maximizedPane(model);
  const isOther = maximized !== pane && (pane !== undefined || how.whole);
  if (isOther && maximized !== undefined) toggleMaximized(model, maximized);
  if (isOther && pane !== undefined) toggleMaximized(model, pane);
  if (how.whole || state.views) views.replace(state.views ?? new Map());
  const { query, look, show, hide, open } = search.getState();
  if (find) {
    // Looked for anew, what was found would go meanwhile.
    if (!open || JSON.stringify(find) !== JSON.stringify(query)) look(find);
    show(false);
  } else if (how.whole && open) hide();
  if (how.whole || side) sides.setState({ side });
  if (how.whole || selection) {
    const awaited = selection?.kind === 'hit' ? selection : undefined;
    search.getState().choose(undefined);
    sides.setState({ awaited, finding: selection?.kind === 'finding' ? selection.id : undefined });
  }
  if (how.whole || note !== undefined) sides.setState({ note });
}
