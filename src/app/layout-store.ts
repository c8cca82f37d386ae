import type { IJsonModel, Model } from 'flexlayout-react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ARRANGEMENT_NAMES, isArrangementName, type ArrangementName } from './arrangements.ts';
import { readKept, writeKept } from '../ui/kept.ts';
import { dockModel, dockPanes, dockText } from './link/dock-text.ts';
import {
  arrange,
  forgetHidden,
  paneIds,
  placePane,
  removePane,
  restore,
  selectPane,
  type KeptLayout,
  type PaneTab,
} from './layout-model.ts';

/** Layouts of this browser; the version is that of the pane ids and of the library's JSON. */
const KEY = 'playhead.layouts.v3';

/** Where the panes stand, of one open trace. Each named layout is kept as a person left it. */
export interface LayoutState {
  readonly name: ArrangementName;
  /** Changes by itself: see `changed`. Another object only for another layout. */
  readonly model: Model;
  /** ids of the panes that were put away. */
  readonly hidden: readonly string[];
  /** It came with a link: it is not kept, so that the layouts of this browser stay what they are. */
  readonly lent: boolean;
  readonly choose: (name: ArrangementName) => void;
  /** The layout as it is to begin with; in place of one that came with a link, as this browser keeps it. */
  readonly reset: () => void;
  /** Puts the panes where an address says; `lent`: it is somebody else's. */
  readonly place: (where: DockPlace, lent: boolean) => void;
  /** Where they stand, for an address. */
  readonly where: () => DockPlace;
  readonly hide: (pane: string) => void;
  /** Brings a pane to the front, wherever it was. */
  readonly show: (pane: string) => void;
  /** To be called after the model has changed. */
  readonly changed: () => void;
}

export type LayoutStore = StoreApi<LayoutState>;

/** A layout as addresses name it. */
export interface DockPlace {
  /** undefined: the one in use. */
  readonly layout?: ArrangementName;
  /** See `dockText`; 'own': as this browser keeps it; undefined: as it is to begin with. */
  readonly dock?: string;
}

/**
 * `first`: the layout to begin with, where it is not the one used last; `family`: of the task, see `arrange`; `onScreen`: the
 * model of the trace before.
 */
export function createLayoutStore(
  panes: readonly PaneTab[],
  first: DockPlace = {},
  family?: string,
  onScreen?: Model,
): LayoutStore {
  return createStore<LayoutState>()((set, get) => {
    const hiddenOf = (model: Model): readonly string[] => {
      const shown = new Set(paneIds(model));
      return panes.map(({ id }) => id).filter((id) => !shown.has(id));
    };
    const open = (
      next: ArrangementName,
      previous?: Model,
    ): Pick<LayoutState, 'name' | 'model' | 'hidden'> => {
      const model = openModel(next, panes, previous, family);
      return { name: next, model, hidden: hiddenOf(model) };
    };
    /** Texts of the layouts as they are to begin with. */
    const plain = new Map<ArrangementName, string>();
    const plainText = (of: ArrangementName): string => {
      const text = plain.get(of) ?? dockText(arrange(of, panes, undefined, family).toJson());
      plain.set(of, text);
      return text;
    };
    type Placed = Pick<LayoutState, 'name' | 'model' | 'hidden' | 'lent'>;
    const placed = ({ layout, dock }: DockPlace, lent: boolean, previous?: Model): Placed => {
      const next = layout ?? lastName();
      const own = (): Placed => ({ ...open(next, previous), lent: false });
      // A layout that is not named is that of the browser.
      if (dock === 'own' || (dock === undefined && layout === undefined)) return own();
      const text = dock ?? plainText(next);
      // What is on screen goes on in one model alone: that which is compared takes none of it.
      if (dockText(open(next).model.toJson()) === text) return own();
      const json = dockModel(text);
      if (!json) return own();
      const named = dockPanes(text);
      const away = panes.map(({ id }) => id).filter((id) => !named.includes(id));
      const model = restore({ model: titled(json, panes), hidden: away }, next, panes, previous, family);
      // Where none of its panes are here, nothing would be.
      if (paneIds(model).length === 0 && named.length > 0) return own();
      return { name: next, model, hidden: hiddenOf(model), lent };
    };
    const begun = placed(first, true, onScreen);
    if (onScreen) forgetHidden(begun.model);
    return {
      ...begun,
      choose: (next) => {
        if (next === get().name && !get().lent) return;
        set({ ...open(next, get().model), lent: false });
        get().changed();
      },
      reset: () => {
        const { name, lent, model } = get();
        if (lent) set({ ...open(name, model), lent: false });
        else set({ model: arrange(name, panes, model, family), hidden: [] });
        get().changed();
      },
      place: ({ layout = get().name, dock }, lent) => {
        const { model } = get();
        if (
          dock !== 'own' &&
          layout === get().name &&
          (dock ?? plainText(layout)) === dockText(model.toJson())
        )
          return;
        set(placed({ layout, ...(dock !== undefined && { dock }) }, lent, model));
        get().changed();
      },
      where: () => {
        const { name: layout, model } = get();
        const dock = dockText(model.toJson());
        return { layout, ...(dock !== plainText(layout) && { dock }) };
      },
      hide: (pane) => {
        removePane(get().model, pane);
        get().changed();
      },
      show: (pane) => {
        const { model } = get();
        const tab = panes.find(({ id }) => id === pane);
        if (tab) placePane(model, get().name, tab, family);
        selectPane(model, pane);
        get().changed();
      },
      changed: () => {
        const { model, hidden, name: current, lent } = get();
        const next = hiddenOf(model);
        // Told in any case: the model itself tells nobody.
        set({ hidden: next.join() === hidden.join() ? hidden : next });
        if (lent) return;
        const layout: KeptLayout = { model: model.toJson(), hidden: next };
        writeKept(KEY, { ...readKept(KEY), name: current, [keyFor(current, panes)]: layout });
      },
    };
  });
}

/** The panes of a model with their titles. */
function titled(model: Pick<IJsonModel, 'layout'>, panes: readonly PaneTab[]): IJsonModel {
  const titles = new Map(panes.map(({ id, title }) => [id, title]));
  const withTitles = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const { id, children } = node as { readonly id?: string; readonly children?: readonly unknown[] };
    return {
      ...node,
      ...(id !== undefined && { name: titles.get(id) ?? id }),
      ...(children && { children: children.map(withTitles) }),
    };
  };
  return { layout: withTitles(model.layout) as IJsonModel['layout'] };
}

function openModel(
  name: ArrangementName,
  panes: readonly PaneTab[],
  previous?: Model,
  family?: string,
): Model {
  const kept = keptLayout(keyFor(name, panes)) ?? keptLayout(name);
  if (!kept) return arrange(name, panes, previous, family);
  try {
    return restore(kept, name, panes, previous, family);
  } catch {
    // What the library no longer reads is replaced.
    return arrange(name, panes, previous, family);
  }
}

/**
 * Under what a layout is kept: its name. A trace that lacks panes which that one places has a layout of its own, so that
 * it does not take the places of those panes away.
 */
function keyFor(name: ArrangementName, panes: readonly PaneTab[]): string {
  const kept = keptLayout(name);
  if (!kept) return name;
  const ids = panes.map(({ id }) => id);
  const lacking = [...keptIds(kept.model), ...kept.hidden].some((id) => !ids.includes(id));
  return lacking ? `${name} ${ids.join(' ')}` : name;
}

function keptIds({ layout }: IJsonModel): readonly string[] {
  const idsOf = (node: unknown): readonly string[] => {
    if (typeof node !== 'object' || node === null) return [];
    const { type, id, children } = node as { readonly [key: string]: unknown };
    if (type === 'tab') return typeof id === 'string' ? [id] : [];
    return Array.isArray(children) ? children.flatMap(idsOf) : [];
  };
  return idsOf(layout);
}

function lastName(): ArrangementName {
  const { name } = readKept(KEY);
  return isArrangementName(name) ? name : ARRANGEMENT_NAMES[0];
}

function keptLayout(key: string): KeptLayout | undefined {
  const kept = readKept(KEY)[key];
  if (typeof kept !== 'object' || kept === null || !('model' in kept) || !('hidden' in kept))
    return undefined;
  const { model, hidden } = kept;
  if (!Array.isArray(hidden) || typeof model !== 'object' || model === null) return undefined;
  return { model: model as IJsonModel, hidden: hidden.filter((id): id is string => typeof id === 'string') };
}
