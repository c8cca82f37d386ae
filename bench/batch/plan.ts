/** What a person does with the table of a batch, key by key, and what must stand there after each. Pure. */
import { BatchTable, type SortKey } from '../../src/review/batch/batch-table.ts';
import { filterRows, NO_FILTER, toggled, type BatchFilter } from '../../src/review/batch/filter.ts';
import { blindRows, type Viewer } from '../../src/review/batch/blind-rows.ts';
import type { FacetId } from '../../src/review/batch/facets.ts';
import type { BatchTrace } from '../../src/schema/generated/types.ts';

/** One key. */
export interface Press {
  /** Of what is focused before; '' for what has the focus. */
  readonly on: string;
  readonly key: string;
  /** How many traces are then shown. */
  readonly count: number;
  /** Their names, in the order in which they are shown. */
  readonly names: readonly string[];
}

const SEARCH = 'input[type="search"]';
/** Words and parts of words that are typed, and taken back. */
const TEXTS = ['fix', 'cron dev', 'ada', 'trace-01', 'under load', 'z'];
/** Values that are chosen and, after what follows, taken back: by facet and place among its values. */
const CHOSEN: readonly (readonly [FacetId, number])[] = [
  ['status', 0],
  ['family', 0],
  ['family', 1],
  ['qc', 0],
  ['capturer', 0],
  ['rule', 1],
];
const SORTS: readonly SortKey[] = ['title', 'coverage', 'duration', 'status'];
/** Of the column by which it is sorted. */
const CELLS: Readonly<Partial<Record<SortKey, string>>> = {
  title: 'what',
  coverage: 'coverage',
  duration: 'length',
  status: 'verdict',
};

/** Whoever opens the page in a new browser: what others said is kept from them. */
const STRANGER: Viewer = { name: '', hasSeen: () => false };

/** A round: texts, facets one upon the other, sorts both ways, and texts among what the facets leave. */
export function pressesOf(traces: readonly BatchTrace[]): readonly Press[] {
  const table = new BatchTable(blindRows(traces, STRANGER));
  const presses: Press[] = [];
  let filter: BatchFilter = NO_FILTER;
  const press = (on: string, key: string, next: BatchFilter): void => {
    filter = next;
    const rows = [...filterRows(table, filter).rows];
    const names = rows.map((row) => traces[row]?.name ?? '');
    presses.push({ on, key, count: rows.length, names });
  };
  const type = (text: string): void => {
    for (const letter of text)
      press(SEARCH, letter === ' ' ? 'Space' : letter, { ...filter, text: filter.text + letter });
    while (filter.text !== '') press(SEARCH, 'Backspace', { ...filter, text: filter.text.slice(0, -1) });
  };
  const toggle = (id: FacetId, at: number): void => {
    const shown = table.facets.filter(({ values }) => values.length > 0);
    const place = shown.findIndex(({ facet }) => facet.id === id);
    const value = shown[place]?.values[at];
    if (value === undefined) return;
    const box = `fieldset:nth-of-type(${place + 1}) label:nth-of-type(${at + 1}) input`;
    press(box, 'Space', toggled(filter, id, value));
  };
  TEXTS.forEach(type);
  for (const [id, at] of CHOSEN) toggle(id, at);
  for (const sort of SORTS)
    for (const descending of [false, true])
      press(`button[data-cell="${CELLS[sort] ?? ''}"]`, 'Enter', { ...filter, sort, descending });
  TEXTS.slice(0, 2).forEach(type);
  for (const [id, at] of CHOSEN) toggle(id, at);
  return presses;
}
