import type { IJsonModel, Model } from 'flexlayout-react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ARRANGEMENT_NAMES, isArrangementName, type ArrangementName } from './arrangements.ts';
import { readKept, writeKept } from './kept.ts';
import {
  arrange,
  paneIds,
  placePane,
  removePane,
  restore,
  selectPane,
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

interface KeptLayout {
  readonly model: IJsonModel;
  readonly hidden: readonly string[];
}

export type LayoutStore = StoreApi<LayoutState>;

/** `name`: the layout to begin with, where it is not the one used last. */
export function createLayoutStore(panes: readonly PaneTab[], name?: ArrangementName): LayoutStore {
  return createStore<LayoutState>()((set, get) => {
    const open = (next: ArrangementName): Pick<LayoutState, 'name' | 'model' | 'hidden'> => {
      const model = openModel(next, panes);
      return { name: next, model, hidden: hiddenOf(model) };
    };
    const hiddenOf = (model: Model): readonly string[] => {
      const shown = new Set(paneIds(model));
      return panes.map(({ id }) => id).filter((id) => !shown.has(id));
    };
    return {
      ...open(name ?? lastName()),
      choose: (next) => {
        if (next === get().name) return;
        set(open(next));
        get().changed();
      },
      reset: () => {
        const model = arrange(get().name, panes);
        set({ model, hidden: [] });
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
        // A pane that this trace does not have stays put away in the next one that has it.
        const elsewhere =
          keptLayout(current)?.hidden.filter((id) => panes.every((pane) => pane.id !== id)) ?? [];
        writeKept(KEY, {
          ...readKept(KEY),
          name: current,
          [current]: { model: model.toJson(), hidden: [...next, ...elsewhere] },
        });
      },
    };
  });
}

function openModel(name: ArrangementName, panes: readonly PaneTab[]): Model {
  const kept = keptLayout(name);
  if (!kept) return arrange(name, panes);
  try {
    return restore(kept.model, name, panes, kept.hidden);
  } catch {
    // What the library no longer reads is replaced.
    return arrange(name, panes);
  }
}

function lastName(): ArrangementName {
  const { name } = readKept(KEY);
  return isArrangementName(name) ? name : ARRANGEMENT_NAMES[0];
}

function keptLayout(name: ArrangementName): KeptLayout | undefined {
  const kept = readKept(KEY)[name];
  if (typeof kept !== 'object' || kept === null || !('model' in kept) || !('hidden' in kept))
    return undefined;
  const { model, hidden } = kept;
  if (!Array.isArray(hidden) || typeof model !== 'object' || model === null) return undefined;
  return { model: model as IJsonModel, hidden: hidden.filter((id): id is string => typeof id === 'string') };
}
