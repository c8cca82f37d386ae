/** The dock's model: the panes in an arrangement, and what a person does with them. */
import {
  Actions,
  DockLocation,
  Model,
  TabNode,
  TabSetNode,
  type IJsonModel,
  type IJsonTabNode,
} from 'flexlayout-react';
import { ARRANGEMENTS, columnsFor, frontPanes, type ArrangementName } from './arrangements.ts';

const GLOBAL: NonNullable<IJsonModel['global']> = {
  tabEnableRename: false,
  tabEnablePopout: false,
  // Only so that a tab set goes with its last pane: its button is not shown.
  tabSetEnableClose: true,
  tabSetMinWidth: 180,
  tabSetMinHeight: 120,
  enableEdgeDock: true,
};

export interface PaneTab {
  readonly id: string;
  readonly title: string;
}

function tabOf({ id, title }: PaneTab): IJsonTabNode {
  return { type: 'tab', id, name: title, component: id };
}

/**
 * The panes as an arrangement places them. `previous`: the model on screen, whose panes go on without being drawn anew;
 * `family`: of the task, by which some begin in front.
 */
export function arrange(
  name: ArrangementName,
  panes: readonly PaneTab[],
  previous?: Model,
  family = '',
): Model {
  const tabs = new Map(panes.map((pane) => [pane.id, tabOf(pane)]));
  const front = frontPanes(name, family);
  const layout: IJsonModel['layout'] = {
    type: 'row',
    // A row within a row stands upright.
    children: columnsFor(name, [...tabs.keys()]).map(({ weight, sets }) => ({
      type: 'row',
      weight,
      children: sets.map((set) => ({
        type: 'tabset',
        weight: set.weight,
        selected: Math.max(
          0,
          set.panes.findIndex((id) => front.includes(id)),
        ),
        children: set.panes.flatMap((id) => tabs.get(id) ?? []),
      })),
    })),
  };
  return Model.fromJson({ global: GLOBAL, borders: [], layout }, previous);
}

/** A layout as a person left it. */
export interface KeptLayout {
  readonly model: IJsonModel;
  /** ids of the panes that were put away. */
  readonly hidden: readonly string[];
}

/**
 * A model as it was kept, for these panes: others go, and those it does not have are placed unless they are hidden. Where
 * it has no place for most of them, they stand as the arrangement has them. Throws for what the library does not read.
 */
export function restore(
  { model: kept, hidden }: KeptLayout,
  name: ArrangementName,
  panes: readonly PaneTab[],
  previous?: Model,
  family?: string,
): Model {
  const model = Model.fromJson({ ...kept, global: GLOBAL }, previous);
  const wanted = new Set(panes.map(({ id }) => id));
  for (const id of paneIds(model)) if (!wanted.has(id)) model.doAction(Actions.deleteTab(id));
  const shown = panes.filter(({ id }) => !hidden.includes(id));
  const missing = shown.filter(({ id }) => !model.getNodeById(id));
  if (missing.length > shown.length / 2) return arrange(name, shown, previous, family);
  for (const pane of missing) placePane(model, name, pane, family);
  return model;
}

/** ids of all panes that have a place, in the order of the dock. */
export function paneIds(model: Model): readonly string[] {
  const ids: string[] = [];
  model.visitNodes((node) => {
    if (node.getType() === 'tab') ids.push(node.getId());
  });
  return ids;
}

/** Gives a pane a place beside those that the arrangement puts it with, if it has none. `family`: see `arrange`. */
export function placePane(model: Model, name: ArrangementName, pane: PaneTab, family = ''): void {
  if (model.getNodeById(pane.id)) return;
  const mates = ARRANGEMENTS[name]
    .flatMap(({ sets }) => sets)
    .find(({ panes }) => panes.includes(pane.id))
    ?.panes.map((mate) => model.getNodeById(mate)?.getParent());
  const home = mates?.find((node) => node instanceof TabSetNode) ?? tabSets(model)[0];
  if (!home) return;
  // The first of a tab set is to be seen; where another is, that one stays in front of most.
  const seen = home.getChildren().length === 0 || frontPanes(name, family).includes(pane.id);
  model.doAction(Actions.addTab(tabOf(pane), home.getId(), DockLocation.CENTER, -1, seen));
}

/** The pane goes from the screen; its place is not remembered. */
export function removePane(model: Model, pane: string): void {
  if (model.getNodeById(pane)) model.doAction(Actions.deleteTab(pane));
}

/** Brings a pane to the front of its tab set, and makes that the one in use. */
export function selectPane(model: Model, pane: string): void {
  const maximized = maximizedPane(model);
  const tabset = model.getNodeById(pane)?.getParent();
  if (!tabset) return;
  // Behind a maximized pane it would not be seen.
  if (maximized !== undefined && model.getNodeById(maximized)?.getParent() !== tabset)
    toggleMaximized(model, maximized);
  model.doAction(Actions.selectTab(pane));
  model.doAction(Actions.setActiveTabset(tabset.getId()));
}

/** id of the pane that fills the window, if one does. */
export function maximizedPane(model: Model): string | undefined {
  return model.getMaximizedTabset()?.getSelectedNode()?.getId();
}

/** id of the pane that was used last; of the first one before any was. */
export function activePane(model: Model): string | undefined {
  const tabset = model.getActiveTabset() ?? tabSets(model)[0];
  return tabset?.getSelectedNode()?.getId();
}

/** ids of the panes that are on screen: the chosen one of each tab set, or the maximized one alone. */
export function visiblePanes(model: Model): readonly string[] {
  const maximized = maximizedPane(model);
  if (maximized !== undefined) return [maximized];
  return tabSets(model).flatMap((set) => set.getSelectedNode()?.getId() ?? []);
}

/**
 * A model that took over what an earlier one had on screen, for another trace: panes behind others are drawn when they come to
 * the front. By itself the library goes on with all that it ever drew, as they were drawn.
 */
export function forgetHidden(model: Model): void {
  const active = model.getActiveTabset()?.getId();
  for (const set of tabSets(model)) {
    const front = set.getSelectedNode();
    for (const [index, tab] of set.getChildren().entries()) {
      if (tab === front || !(tab instanceof TabNode)) continue;
      model.doAction(Actions.deleteTab(tab.getId()));
      model.doAction(Actions.addTab(tab.toJson(), set.getId(), DockLocation.CENTER, index, false));
    }
    if (front) model.doAction(Actions.selectTab(front.getId()));
  }
  // To choose a tab makes its set the active one.
  model.doAction(Actions.setActiveTabset(active));
}

function tabSets(model: Model): readonly TabSetNode[] {
  const sets: TabSetNode[] = [];
  model.visitNodes((node) => {
    if (node instanceof TabSetNode) sets.push(node);
  });
  return sets;
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
