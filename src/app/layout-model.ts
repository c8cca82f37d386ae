import { Actions, DockLocation, Model, TabSetNode, type IJsonModel } from 'flexlayout-react';
import { columnsFor, type ArrangementName } from './arrangements.ts';

/** Arrangement of the panes, kept in this browser; the version is that of the pane ids and of the library's JSON. */
const KEY = 'playhead.layout.v2';

const GLOBAL: NonNullable<IJsonModel['global']> = {
  tabEnableClose: false,
  tabEnableRename: false,
  tabEnablePopout: false,
  tabSetEnableClose: false,
  tabSetMinWidth: 180,
  tabSetMinHeight: 120,
  enableEdgeDock: true,
};

interface PaneTab {
  readonly id: string;
  readonly title: string;
}

/** The layout as it was left if it holds exactly these panes, else the one to begin with. */
export function openLayout(panes: readonly PaneTab[]): Model {
  const kept = readKept();
  if (kept) {
    try {
      const model = Model.fromJson(kept);
      const ids = new Set<string>();
      model.visitNodes((node) => {
        if (node.getType() === 'tab') ids.add(node.getId());
      });
      if (ids.size === panes.length && panes.every(({ id }) => ids.has(id))) return model;
    } catch {
      // A layout that the library no longer reads is replaced by the first one.
    }
  }
  return arrange('inspect', panes);
}

/** The panes as an arrangement places them. */
export function arrange(name: ArrangementName, panes: readonly PaneTab[]): Model {
  const titles = new Map(panes.map(({ id, title }) => [id, title]));
  const tab = (id: string) => ({ type: 'tab', id, name: titles.get(id) ?? id, component: id });
  return Model.fromJson({
    global: GLOBAL,
    borders: [],
    layout: {
      type: 'row',
      // A row within a row stands upright.
      children: columnsFor(name, [...titles.keys()]).map(({ weight, sets }) => ({
        type: 'row',
        weight,
        children: sets.map((set) => ({ type: 'tabset', weight: set.weight, children: set.panes.map(tab) })),
      })),
    },
  });
}

export function keepLayout(model: Model): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(model.toJson()));
  } catch {
    // Without storage the arrangement lasts as long as the page.
  }
}

function readKept(): IJsonModel | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : (JSON.parse(text) as IJsonModel);
  } catch {
    return undefined;
  }
}

/** id of the pane that fills the window, if one does. */
export function maximizedPane(model: Model): string | undefined {
  const tabset = model.getMaximizedTabset();
  return tabset?.getSelectedNode()?.getId();
}

/** ids of the panes that are on screen: the chosen one of each tab set, or the maximized one alone. */
export function visiblePanes(model: Model): readonly string[] {
  const maximized = maximizedPane(model);
  if (maximized !== undefined) return [maximized];
  const ids: string[] = [];
  model.visitNodes((node) => {
    if (node instanceof TabSetNode) ids.push(node.getSelectedNode()?.getId() ?? '');
  });
  return ids.filter((id) => id !== '');
}

/** Makes a pane fill the window, or puts it back. Nothing happens for an id that is not there. */
export function toggleMaximized(model: Model, pane: string): void {
  const tabset = model.getNodeById(pane)?.getParent();
  if (!tabset) return;
  model.doAction(Actions.selectTab(pane));
  model.doAction(Actions.maximizeToggle(tabset.getId()));
}

const EDGES = {
  left: DockLocation.LEFT,
  right: DockLocation.RIGHT,
  top: DockLocation.TOP,
  bottom: DockLocation.BOTTOM,
};

export type Edge = keyof typeof EDGES;

/** Docks a pane at an edge of all the others: what a pointer does by dragging. */
export function movePane(model: Model, pane: string, edge: Edge): void {
  const root = model.getRootRow();
  if (root) model.doAction(Actions.moveNode(pane, root.getId(), EDGES[edge], -1));
}
