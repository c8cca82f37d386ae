import { describe, expect, it } from 'vitest';
import { ARRANGEMENTS, columnsFor, type ArrangementName } from '../../src/app/arrangements.ts';
import { PANES } from '../../src/panes/registry.ts';

const NAMES = Object.keys(ARRANGEMENTS) as readonly ArrangementName[];
const panesIn = (columns: ReturnType<typeof columnsFor>) =>
  columns.flatMap(({ sets }) => sets.flatMap(({ panes }) => panes));

describe('arrangements', () => {
  it.each(NAMES)('%s places every pane once', (name) => {
    const ids = PANES.map(({ id }) => id);
    expect([...panesIn(columnsFor(name, ids))].sort()).toEqual([...ids].sort());
  });

  it.each(NAMES)('%s has no empty place for panes that are not there', (name) => {
    const columns = columnsFor(name, ['video', 'terminal']);
    expect([...panesIn(columns)].sort()).toEqual(['terminal', 'video']);
    expect(columns.every(({ sets }) => sets.every(({ panes }) => panes.length > 0))).toBe(true);
  });

  it('gives a pane that it does not name a place', () => {
    expect(panesIn(columnsFor('inspect', ['video', 'new']))).toEqual(['video', 'new']);
    expect(panesIn(columnsFor('inspect', ['new']))).toEqual(['new']);
    expect(columnsFor('inspect', [])).toEqual([]);
  });
});
