import type { IJsonModel, Model } from 'flexlayout-react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ARRANGEMENT_NAMES, isArrangementName, type ArrangementName } from './arrangements.ts';
import { readKept, writeKept } from '../ui/kept.ts';
import {
  arrange,
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
  readonly choose: (name: ArrangementName) => void;
  /** The layout as it is to begin with. */
  readonly reset: () => void;
  readonly hide: (pane: string) => void;
  /** Brings a pane to the front, wherever it was. */
  readonly show: (pane: string) => void;
  /** To be called after the model has changed. */
  readonly changed: () => void;
}

export type LayoutStore = StoreApi<LayoutState>;

/** `name`: the layout to begin with, where it is not the one used last. */
export function createLayoutStore(panes: readonly PaneTab[], name?: ArrangementName): LayoutStore {
  return createStore<LayoutState>()((set, get) => {
    const hiddenOf = (model: Model): readonly string[] => {
      const shown = new Set(paneIds(model));
      return panes.map(({ id }) => id).filter((id) => !shown.has(id));
    };
    const open = (
      next: ArrangementName,
      previous?: Model,
    ): Pick<LayoutState, 'name' | 'model' | 'hidden'> => {
      const model = openModel(next, panes, previous);
      return { name: next, model, hidden: hiddenOf(model) };
    };
    return {
      ...open(name ?? lastName()),
      choose: (next) => {
        if (next === get().name) return;
        set(open(next, get().model));
        get().changed();
      },
      reset: () => {
        set({ model: arrange(get().name, panes, get().model), hidden: [] });
        get().changed();
      },
      hide: (pane) => {
        removePane(get().model, pane);
        get().changed();
      },
      show: (pane) => {
        const { model } = get();
        const tab = panes.find(({ id }) => id === pane);
        if (tab) placePane(model, get().name, tab);
        selectPane(model, pane);
        get().changed();
      },
      changed: () => {
        const { model, hidden, name: current } = get();
        const next = hiddenOf(model);
        // Told in any case: the model itself tells nobody.
        set({ hidden: next.join() === hidden.join() ? hidden : next });
        const layout: KeptLayout = { model: model.toJson(), hidden: next };
        writeKept(KEY, { ...readKept(KEY), name: current, [keyFor(current, panes)]: layout });
      },
    };
  });
}

function openModel(name: ArrangementName, panes: readonly PaneTab[], previous?: Model): Model {
  const kept = keptLayout(keyFor(name, panes)) ?? keptLayout(name);
  if (!kept) return arrange(name, panes, previous);
  try {
    return restore(kept, name, panes, previous);
  } catch {
    // What the library no longer reads is replaced.
    return arrange(name, panes, previous);
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
