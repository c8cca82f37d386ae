/** Which traces of a batch are shown, and in which order. Pure. */
import { folded, type BatchTable, type SortKey } from './batch-table.ts';
import type { FacetId } from './facets.ts';

export interface BatchFilter {
  /** Words that must all be there. */
  readonly text: string;
  /** By facet, the values of which a trace must have one; a facet without any allows all. */
  readonly chosen: Readonly<Partial<Record<FacetId, readonly string[]>>>;
  readonly sort: SortKey;
  readonly descending: boolean;
}

export const NO_FILTER: BatchFilter = { text: '', chosen: {}, sort: 'order', descending: false };

/** How many traces have a value, of those that every other facet allows. */
export type FacetCounts = ReadonlyMap<FacetId, readonly number[]>;

export interface Filtered {
  /** Rows of the table, in the order in which they are shown. */
  readonly rows: Uint32Array;
  /** By facet, beside its `values`. */
  readonly counts: FacetCounts;
}

/** One pass over the table: no row is looked at twice, and nothing is sorted but when a key is first used. */
export function filterRows(table: BatchTable, filter: BatchFilter): Filtered {
  const { facets, texts } = table;
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  const wanted = facets.map(({ facet, values }) => {
    const chosen = filter.chosen[facet.id] ?? [];
    return chosen.length === 0 ? undefined : values.map((value) => chosen.includes(value));
  });
  const counts = facets.map(({ values }) => values.map(() => 0));
  const order = table.orderBy(filter.sort);
  const rows = new Uint32Array(order.length);
  let found = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[filter.descending ? order.length - 1 - at : at] ?? 0;
    if (!words.every((word) => texts[row]?.includes(word))) continue;
    /** The one facet that leaves it out; -1 none, -2 several. */
    let against = -1;
    for (let index = 0; index < facets.length && against !== -2; index++) {
      const allowed = wanted[index];
      if (allowed && !facets[index]?.of[row]?.some((value) => allowed[value]))
        against = against === -1 ? index : -2;
    }
    if (against === -2) continue;
    for (const [index, count] of counts.entries()) {
      if (against !== -1 && against !== index) continue;
      for (const value of facets[index]?.of[row] ?? []) count[value] = (count[value] ?? 0) + 1;
    }
    if (against === -1) rows[found++] = row;
  }
  return {
    rows: rows.subarray(0, found),
    counts: new Map(facets.map(({ facet }, index) => [facet.id, counts[index] ?? []])),
  };
}

/** With a value of a facet chosen, or no longer. */
export function toggled(filter: BatchFilter, facet: FacetId, value: string): BatchFilter {
  const before = filter.chosen[facet] ?? [];
  const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { ...filter, chosen: { ...filter.chosen, [facet]: values } };
}

/** Whether it leaves anything out. */
export function isFiltered({ text, chosen }: BatchFilter): boolean {
  return text.trim() !== '' || Object.values(chosen).some((values) => values.length > 0);
}
