import { TabSetNode } from 'flexlayout-react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ARRANGEMENT_NAMES, type ArrangementName } from '../../src/app/arrangements.ts';
import {
  activePane,
  maximizedPane,
  movePane,
  paneIds,
  selectPane,
  toggleMaximized,
  visiblePanes,
} from '../../src/app/layout-model.ts';
import { createLayoutStore } from '../../src/app/layout-store.ts';
import { PANES } from '../../src/panes/registry.ts';

const ALL = PANES.map(({ id, title }) => ({ id, title }));
const KEY = 'playhead.layouts.v3';

beforeEach(() => localStorage.clear());

describe('layouts', () => {
  it.each(ARRANGEMENT_NAMES)('%s shows every pane of the trace', (name) => {
    const { model, hidden } = createLayoutStore(ALL, { layout: name, dock: 'own' }).getState();
    expect([...paneIds(model)].sort()).toEqual(ALL.map(({ id }) => id).sort());
    expect(hidden).toEqual([]);
  });

  it('of another trace stand as they would without the one before', () => {
    const before = createLayoutStore(ALL).getState();
    selectPane(before.model, 'outcome');
    before.changed();
    const next = createLayoutStore(ALL, {}, undefined, before.model).getState();
    const json = createLayoutStore(ALL).getState().model.toJson();
    expect(next.model.toJson()).toEqual(json);
    expect(visiblePanes(next.model)).toContain('outcome');
  });

  it('of another trace have no pane in use before one is', () => {
    const before = createLayoutStore(ALL).getState().model;
    const { model } = createLayoutStore(ALL, {}, undefined, before).getState();
    expect(activePane(model)).toBe(activePane(createLayoutStore(ALL).getState().model));
    expect(model.getActiveTabset()).toBeUndefined();
  });

  it('have in front what is looked for first in a family, until a person leaves them otherwise', () => {
    const opened = (family: string, panes = ALL) => createLayoutStore(panes, {}, family).getState();
    const seen = (family: string): readonly string[] => visiblePanes(opened(family).model);
    const family = 'observability_debug';
    for (const layout of ARRANGEMENT_NAMES)
      expect(visiblePanes(createLayoutStore(ALL, { layout }, family).getState().model)).toContain('signals');
    expect(seen('bug_fix')).not.toContain('signals');
    expect(seen('constructor')).not.toContain('signals');
    // An address names what differs from that.
    expect(opened(family).where()).toEqual({ layout: 'inspect' });

    // Kept by somebody who has seen traces without signals only.
    opened(
      family,
      ALL.filter(({ id }) => id !== 'signals'),
    ).changed();
    expect(seen(family)).toContain('signals');
    const { model, changed } = opened(family);
    selectPane(model, 'terminal');
    changed();
    expect(seen(family)).toContain('terminal');
    expect(seen(family)).not.toContain('signals');
  });

  it('are kept each for itself, as a person left them', () => {
    const store = createLayoutStore(ALL);
    const first = [...paneIds(store.getState().model)];
    movePane(store.getState().model, 'terminal', 'left');
    store.getState().changed();
    const moved = [...paneIds(store.getState().model)];
    expect(moved).not.toEqual(first);
    store.getState().choose('review');
    store.getState().hide('voice');
    store.getState().choose('inspect');
    expect([...paneIds(store.getState().model)]).toEqual(moved);
    expect(store.getState().hidden).toEqual([]);

    const later = createLayoutStore(ALL).getState();
    expect(later.name).toBe('inspect');
    expect([...paneIds(later.model)]).toEqual(moved);
    expect(createLayoutStore(ALL, { layout: 'review', dock: 'own' }).getState().hidden).toEqual(['voice']);
  });

  it('begin with what its family is looked at for in front, such as the task of a feature, also when they are reset', () => {
    const front = (name: ArrangementName, family?: string): readonly string[] =>
      visiblePanes(createLayoutStore(ALL, { layout: name, dock: 'own' }, family).getState().model);
    expect(front('inspect', 'feature')).toContain('task');
    expect(front('inspect', 'feature')).not.toContain('steps');
    expect(front('inspect', 'bug_fix')).toContain('steps');
    expect(front('inspect', 'bug_fix')).not.toContain('task');
    expect(front('review', 'feature')).toEqual(front('review'));
    expect(front('inspect', 'tdd')).toContain('tests');
    for (const family of ['code_review', 'refactor_migration'])
      expect(front('inspect', family)).toContain('diff');

    const store = createLayoutStore(ALL, {}, 'feature');
    expect(store.getState().where()).toEqual({ layout: 'inspect' });
    store.getState().show('steps');
    expect(visiblePanes(store.getState().model)).not.toContain('task');
    store.getState().reset();
    expect(visiblePanes(store.getState().model)).toContain('task');
  });

  it('can be reset', () => {
    const store = createLayoutStore(ALL);
    const first = [...paneIds(store.getState().model)];
    store.getState().hide('video');
    movePane(store.getState().model, 'terminal', 'left');
    store.getState().reset();
    expect([...paneIds(store.getState().model)]).toEqual(first);
    expect(store.getState().hidden).toEqual([]);
  });

  it('show a hidden pane again, beside its mates, and in front', () => {
    const store = createLayoutStore(ALL);
    const { model, hide, show } = store.getState();
    hide('diff');
    expect(store.getState().hidden).toEqual(['diff']);
    expect(paneIds(model)).not.toContain('diff');
    show('diff');
    expect(store.getState().hidden).toEqual([]);
    expect(model.getNodeById('diff')?.getParent()).toBe(model.getNodeById('terminal')?.getParent());
    expect(visiblePanes(model)).toContain('diff');
    expect(activePane(model)).toBe('diff');
  });

  it('leave no empty place behind a pane that was hidden or moved', () => {
    const store = createLayoutStore(ALL);
    const empty = (): number => {
      let count = 0;
      store.getState().model.visitNodes((node) => {
        if (node.getType() === 'tabset' && node.getChildren().length === 0) count += 1;
      });
      return count;
    };
    store.getState().hide('steps');
    expect(empty()).toBe(0);
    movePane(store.getState().model, 'outcome', 'left');
    movePane(store.getState().model, 'voice', 'bottom');
    expect(empty()).toBe(0);
    for (const { id } of ALL) store.getState().hide(id);
    expect(empty()).toBe(1);
  });

  it('show again after all panes were hidden', () => {
    const store = createLayoutStore(ALL);
    for (const { id } of ALL) store.getState().hide(id);
    expect(paneIds(store.getState().model)).toEqual([]);
    store.getState().show('video');
    expect(paneIds(store.getState().model)).toEqual(['video']);
  });

  it('say that all panes are hidden, and come back so', () => {
    const store = createLayoutStore(ALL);
    for (const { id } of ALL) store.getState().hide(id);
    const where = store.getState().where();
    expect(where).toMatchObject({ dock: 'none' });
    localStorage.clear();
    const again = createLayoutStore(ALL, where);
    expect(paneIds(again.getState().model)).toEqual([]);
    expect(again.getState()).toMatchObject({ hidden: ALL.map(({ id }) => id), lent: true });
    again.getState().show('video');
    expect(paneIds(again.getState().model)).toEqual(['video']);
  });

  it('bring a pane to the front from behind a maximized one', () => {
    const { model, show } = createLayoutStore(ALL).getState();
    toggleMaximized(model, 'video');
    expect(maximizedPane(model)).toBe('video');
    show('steps');
    expect(maximizedPane(model)).toBeUndefined();
    expect(visiblePanes(model)).toContain('steps');
  });

  /** Which panes share a tab set, in the order of the dock, and how much of the window each set has. */
  const placesOf = (store: ReturnType<typeof createLayoutStore>): readonly string[] => {
    const places: string[] = [];
    store.getState().model.visitNodes((node) => {
      if (node instanceof TabSetNode)
        places.push(
          `${node
            .getChildren()
            .map((tab) => tab.getId())
            .join('+')} ${Math.round(node.getWeight())}`,
        );
    });
    return places;
  };
  const FEW = ALL.filter(({ id }) => id === 'video' || id === 'steps');

  it('are not taken apart by a trace with fewer panes', () => {
    const store = createLayoutStore(ALL);
    movePane(store.getState().model, 'terminal', 'left');
    store.getState().changed();
    const before = placesOf(store);
    const few = createLayoutStore(FEW);
    expect([...paneIds(few.getState().model)].sort()).toEqual(['steps', 'video']);
    few.getState().hide('steps');
    few.getState().changed();
    expect(placesOf(createLayoutStore(ALL))).toEqual(before);
    expect(createLayoutStore(ALL).getState().hidden).toEqual([]);
    // Of such a trace it is kept too.
    expect(createLayoutStore(FEW).getState().hidden).toEqual(['steps']);
  });

  it('are as to begin with where what was kept has no place for most panes', () => {
    const first = placesOf(createLayoutStore(ALL));
    localStorage.clear();
    createLayoutStore(FEW).getState().changed();
    expect(placesOf(createLayoutStore(ALL))).toEqual(first);
  });

  it('give a new pane a place beside its mates', () => {
    createLayoutStore(ALL.filter(({ id }) => id !== 'tests'))
      .getState()
      .changed();
    const { model } = createLayoutStore(ALL).getState();
    expect(model.getNodeById('tests')?.getParent()).toBe(model.getNodeById('terminal')?.getParent());
  });

  it('have a pane in front in every tab set, also after all were hidden', () => {
    const store = createLayoutStore(FEW);
    for (const { id } of FEW) store.getState().hide(id);
    expect(visiblePanes(store.getState().model)).toEqual([]);
    expect(visiblePanes(createLayoutStore(ALL).getState().model).length).toBeGreaterThan(0);
    store.getState().show('video');
    expect(visiblePanes(store.getState().model)).toEqual(['video']);
  });

  it.each([
    ['no JSON', '{'],
    ['another thing', '[1]'],
    ['a model that the library does not read', '{"name":"inspect","inspect":{"model":{"x":1},"hidden":[]}}'],
    ['a name that is none', '{"name":"elsewhere"}'],
  ])('begin anew where %s was kept', (_what, text) => {
    localStorage.setItem(KEY, text);
    const { name, model } = createLayoutStore(ALL).getState();
    expect(name).toBe('inspect');
    expect(paneIds(model)).toHaveLength(ALL.length);
  });

  it('select only what is there', () => {
    const { model } = createLayoutStore(ALL).getState();
    const before = activePane(model);
    selectPane(model, 'elsewhere');
    expect(activePane(model)).toBe(before);
  });
});

describe('a layout that came with a link', () => {
  const LENT = { layout: 'inspect', dock: '60(70video_30tests)_40terminal.diff*' } as const;

  it('stands as the link says, and leaves those of this browser alone', () => {
    const own = createLayoutStore(ALL);
    own.getState().hide('voice');
    const before = localStorage.getItem(KEY);

    const store = createLayoutStore(ALL, LENT);
    expect(store.getState().where()).toEqual(LENT);
    expect([...visiblePanes(store.getState().model)]).toEqual(['video', 'tests', 'diff']);
    expect(store.getState().hidden).toEqual([
      'stills',
      'signals',
      'browser',
      'voice',
      'conversation',
      'steps',
      'task',
      'outcome',
    ]);
    store.getState().hide('tests');
    expect(localStorage.getItem(KEY)).toBe(before);

    store.getState().choose('inspect');
    expect(store.getState()).toMatchObject({ lent: false, hidden: ['voice'] });
  });

  it('is put away by resetting it, for the own one', () => {
    createLayoutStore(ALL).getState().hide('voice');
    const store = createLayoutStore(ALL, LENT);
    store.getState().reset();
    expect(store.getState()).toMatchObject({ lent: false, hidden: ['voice'] });
  });

  it('is the own one where it stands alike, as after a reload', () => {
    const own = createLayoutStore(ALL);
    own.getState().hide('voice');
    const store = createLayoutStore(ALL, own.getState().where());
    expect(store.getState().lent).toBe(false);
    store.getState().hide('tests');
    expect(createLayoutStore(ALL).getState().hidden).toEqual(['tests', 'voice']);
  });

  it('without its places is the layout as it is to begin with', () => {
    createLayoutStore(ALL).getState().hide('voice');
    const store = createLayoutStore(ALL, { layout: 'inspect' });
    expect(store.getState()).toMatchObject({ lent: true, hidden: [] });
    expect(store.getState().where()).toEqual({ layout: 'inspect' });
  });

  it.each(ARRANGEMENT_NAMES)('of %s as it comes needs no places', (layout) => {
    expect(createLayoutStore(ALL, { layout }).getState().where()).toEqual({ layout });
  });

  it('may name panes that the trace has not, and be of none that it has', () => {
    const some = ALL.filter(({ id }) => id !== 'tests');
    const store = createLayoutStore(some, LENT);
    expect(visiblePanes(store.getState().model)).toEqual(['video', 'diff']);
    const none = createLayoutStore(some, { layout: 'inspect', dock: '50tests_50nothing' });
    expect(paneIds(none.getState().model).length).toBe(some.length);
  });

  it('goes back to where it stood, and is kept where it is the own one', () => {
    const store = createLayoutStore(ALL);
    const first = store.getState().where();
    store.getState().hide('video');
    store.getState().place(first, false);
    expect(store.getState()).toMatchObject({ lent: false, hidden: [] });
    expect(createLayoutStore(ALL).getState().hidden).toEqual([]);
    store.getState().place(LENT, true);
    expect(createLayoutStore(ALL).getState().hidden).toEqual([]);
    // And again, after the own one was chosen.
    store.getState().reset();
    store.getState().place(LENT, true);
    expect(store.getState().where()).toEqual(LENT);
    expect(createLayoutStore(ALL).getState().hidden).toEqual([]);
  });
});
