/** Where the panes stand to begin with, by what a person came to do. Pure. */

/** A column of tab sets; `weight`s share the width, and within a column the height. */
export interface Column {
  readonly weight: number;
  readonly sets: readonly { readonly weight: number; readonly panes: readonly string[] }[];
}

/** In the order in which they are offered; the first is the one to begin with. */
export const ARRANGEMENT_NAMES = ['inspect', 'review', 'share'] as const;

export type ArrangementName = (typeof ARRANGEMENT_NAMES)[number];

export function isArrangementName(value: unknown): value is ArrangementName {
  return ARRANGEMENT_NAMES.some((name) => name === value);
}

export const ARRANGEMENTS: Readonly<Record<ArrangementName, readonly Column[]>> = {
  // The picture beside everything that can be looked into.
  inspect: [
    { weight: 20, sets: [{ weight: 1, panes: ['steps', 'task'] }] },
    { weight: 44, sets: [{ weight: 1, panes: ['video', 'stills', 'conversation', 'browser'] }] },
    {
      weight: 36,
      sets: [
        { weight: 62, panes: ['terminal', 'diff', 'tests', 'signals'] },
        { weight: 38, panes: ['voice', 'outcome'] },
      ],
    },
  ],
  // What was said and claimed beside what was done.
  review: [
    {
      weight: 34,
      sets: [
        { weight: 50, panes: ['outcome', 'tests'] },
        { weight: 50, panes: ['voice', 'steps', 'task'] },
      ],
    },
    {
      weight: 66,
      sets: [
        { weight: 60, panes: ['video', 'stills', 'conversation', 'browser'] },
        { weight: 40, panes: ['terminal', 'diff', 'signals'] },
      ],
    },
  ],
  // The picture, large.
  share: [
    { weight: 72, sets: [{ weight: 1, panes: ['video', 'stills', 'conversation', 'browser', 'diff'] }] },
    {
      weight: 28,
      sets: [
        { weight: 50, panes: ['voice', 'outcome', 'steps', 'task'] },
        { weight: 50, panes: ['terminal', 'tests', 'signals'] },
      ],
    },
  ],
};

/**
 * What a viewer of such work looks for first: panes that begin in front of those beside them, by the task's family and the
 * arrangement. In the others people come for other things.
 */
const FRONT: ReadonlyMap<string, Partial<Record<ArrangementName, readonly string[]>>> = new Map([
  ['feature', { inspect: ['task'] }],
  ['tdd', { inspect: ['tests'] }],
  ['refactor_migration', { inspect: ['diff'] }],
  ['code_review', { inspect: ['diff'] }],
  ['observability_debug', { inspect: ['signals'], review: ['signals'], share: ['signals'] }],
]);

/** Panes that begin in front of their tab set, where the first does not. */
export function frontPanes(name: ArrangementName, family: string): readonly string[] {
  return FRONT.get(family)?.[name] ?? [];
}

/**
 * The columns of an arrangement for the panes that there are: what is empty goes, and a pane that it does not name
 * joins the last tab set.
 */
export function columnsFor(name: ArrangementName, panes: readonly string[]): readonly Column[] {
  const named = new Set(ARRANGEMENTS[name].flatMap(({ sets }) => sets.flatMap((set) => set.panes)));
  const others = panes.filter((pane) => !named.has(pane));
  const columns = ARRANGEMENTS[name]
    .map(({ weight, sets }) => ({
      weight,
      sets: sets
        .map((set) => ({ ...set, panes: set.panes.filter((pane) => panes.includes(pane)) }))
        .filter((set) => set.panes.length > 0),
    }))
    .filter(({ sets }) => sets.length > 0);
  const last = columns.at(-1);
  const lastSet = last?.sets.at(-1);
  if (!last || !lastSet)
    return others.length > 0 ? [{ weight: 1, sets: [{ weight: 1, panes: others }] }] : [];
  const joined = { ...lastSet, panes: [...lastSet.panes, ...others] };
  return [...columns.slice(0, -1), { ...last, sets: [...last.sets.slice(0, -1), joined] }];
}
