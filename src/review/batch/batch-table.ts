/** The traces of a batch as columns, prepared once, so that thousands of them are filtered at every key. Pure. */
import { afterWaivers } from './after-waivers.ts';
import type { ShownTrace } from './blind-rows.ts';
import { FACETS, statusOf, type Facet, type FacetId } from './facets.ts';

export type SortKey =
  | 'order'
  | 'name'
  | 'title'
  | 'family'
  | 'duration'
  | 'coverage'
  | 'findings'
  | 'qc'
  | 'outcome'
  | 'capturer'
  | 'status';

/** One facet's values, and which of them each row has. */
export interface FacetColumn {
  readonly facet: Facet;
  /** In the order in which they are listed. */
  readonly values: readonly string[];
  /** By row: indices of `values`. */
  readonly of: readonly (readonly number[])[];
}

/** Read-only for those who look at it; `BatchTable.with` makes another one. */
export class BatchTable {
  readonly traces: readonly ShownTrace[];
  readonly facets: readonly FacetColumn[];
  /** By row, what is searched: lower case, compatibility forms composed. */
  readonly texts: readonly string[];
  readonly #orders = new Map<SortKey, Uint32Array>();
  readonly #rows: ReadonlyMap<string, number>;

  constructor(traces: readonly ShownTrace[], before?: { readonly table: BatchTable; readonly row: number }) {
    this.traces = traces;
    const [old, trace] = before ? [before.table.traces[before.row], traces[before.row]] : [];
    if (before && old && trace) {
      const { table, row } = before;
      const isSame = (facet: Facet): boolean =>
        JSON.stringify(facet.of(old)) === JSON.stringify(facet.of(trace));
      this.facets = table.facets.map((column) =>
        isSame(column.facet) ? column : columnOf(column.facet, traces),
      );
      this.texts = table.texts.with(row, textOf(trace));
      this.#rows = table.#rows;
      for (const [key, order] of table.#orders)
        if (SORTS[key].of(old, row) === SORTS[key].of(trace, row)) this.#orders.set(key, order);
      return;
    }
    this.facets = FACETS.map((facet) => columnOf(facet, traces));
    this.texts = traces.map(textOf);
    this.#rows = new Map(traces.map(({ name }, row) => [name, row]));
  }

  /** With another trace of the same name in one row; only the columns that it changes are made anew. */
  with(row: number, trace: ShownTrace): BatchTable {
    return new BatchTable(this.traces.with(row, trace), { table: this, row });
  }

  /** The row of a trace by its name; undefined where there is none. */
  rowOf(name: string): number | undefined {
    return this.#rows.get(name);
  }

  facet(id: FacetId): FacetColumn | undefined {
    return this.facets.find(({ facet }) => facet.id === id);
  }

  /** All rows by a key, ascending; equal ones in the order of the batch. Sorted when first asked for. */
  orderBy(key: SortKey): Uint32Array {
    const known = this.#orders.get(key);
    if (known) return known;
    const { compare, of } = SORTS[key];
    const keys = this.traces.map(of);
    const order = Uint32Array.from(this.traces.keys()).sort((a, b) => compare(keys[a], keys[b]) || a - b);
    this.#orders.set(key, order);
    return order;
  }
}

/** Words that are looked for, as `BatchTable.texts` has them. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function textOf({
  name,
  title,
  family,
  capturer,
  assigned,
  verdicts,
  hidden,
  qc,
  problem,
  bundle_id,
}: ShownTrace): string {
  const reviewers = [...(assigned ?? []), ...(verdicts ?? []).map(({ by }) => by), ...(hidden ?? [])];
  const all = [
    name,
    title,
    family,
    capturer?.name,
    ...reviewers,
    ...(qc?.stops ?? []),
    problem?.message,
    bundle_id,
  ];
  return folded(all.filter(Boolean).join('\n'));
}

function columnOf(facet: Facet, traces: readonly ShownTrace[]): FacetColumn {
  const own = traces.map(facet.of);
  const rank = (value: string): number => {
    const index = facet.order.indexOf(value);
    return index === -1 ? facet.order.length : index;
  };
  const values = [...new Set(own.flat())].sort((a, b) => rank(a) - rank(b) || COLLATOR.compare(a, b));
  const indices = new Map(values.map((value, index) => [value, index]));
  return { facet, values, of: own.map((all) => all.map((value) => indices.get(value) ?? 0)) };
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

type Key = string | number | undefined;

interface Sort {
  readonly of: (trace: ShownTrace, row: number) => Key;
  readonly compare: (a: Key, b: Key) => number;
}

/** What is not known comes last. */
function byNumber(a: Key, b: Key): number {
  const [x, y] = [Number(a ?? Infinity), Number(b ?? Infinity)];
  return x === y ? 0 : x - y;
}

function byText(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return COLLATOR.compare(String(a), String(b));
}

const QC_RANKS = { error: 0, fail: 1, waived: 2, pass: 3 };
const STATUS_RANKS = { unreadable: 0, disagreed: 1, open: 2, reviewed: 3 };

const SORTS: Readonly<Record<SortKey, Sort>> = {
  order: { of: (_trace, row) => row, compare: byNumber },
  name: { of: ({ name }) => name, compare: byText },
  title: { of: ({ title }) => title, compare: byText },
  family: { of: ({ family }) => family, compare: byText },
  duration: { of: ({ duration_us }) => duration_us, compare: byNumber },
  coverage: { of: ({ qc }) => qc?.coverage, compare: byNumber },
  // What nobody waived; the graver weigh more than any number of the others.
  findings: {
    of: (trace) => {
      const { open } = afterWaivers(trace);
      return open && open.S1 * 1e12 + open.S2 * 1e6 + open.S3;
    },
    compare: byNumber,
  },
  qc: {
    of: (trace) => {
      const { result } = afterWaivers(trace);
      return result && QC_RANKS[result];
    },
    compare: byNumber,
  },
  outcome: { of: ({ outcome }) => outcome?.success, compare: byText },
  capturer: { of: ({ capturer }) => capturer?.name, compare: byText },
  status: { of: (trace) => STATUS_RANKS[statusOf(trace)], compare: byNumber },
};

export const SORT_KEYS = Object.keys(SORTS) as readonly SortKey[];
