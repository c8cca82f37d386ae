import { wordFor } from '../../review/batch/facets.ts';
import { isFiltered, NO_FILTER, toggled } from '../../review/batch/filter.ts';
import styles from './batch.module.css';
import type { BatchStore, OpenBatch } from './batch-store.ts';
import { number } from './words.ts';

/** Values of a facet that are shown before the rest is asked for. */
const SHOWN = 8;

interface BatchFacetsProps {
  readonly store: BatchStore;
  readonly batch: OpenBatch;
}

/** By what the traces are told apart, and how many there are of each. */
export function BatchFacets({ store, batch }: BatchFacetsProps) {
  const { table, filter, shown } = batch;
  return (
    <aside className={styles['facets']} aria-label="Filters" tabIndex={-1}>
      {isFiltered(filter) && (
        <button
          className="quiet-button"
          onClick={() =>
            store.getState().filter({ ...NO_FILTER, sort: filter.sort, descending: filter.descending })
          }
        >
          Clear all filters
        </button>
      )}
      {table.facets
        .filter(({ values }) => values.length > 0)
        .map(({ facet, values }) => {
          const counts = shown.counts.get(facet.id) ?? [];
          const chosen = filter.chosen[facet.id] ?? [];
          // What an address chooses and no trace has can be taken back.
          const all = [...values, ...chosen.filter((value) => !values.includes(value))];
          const items = all.map((value, index) => (
            <label
              key={value}
              className={styles['value']}
              data-none={(counts[index] ?? 0) === 0 || undefined}
            >
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => store.getState().filter(toggled(filter, facet.id, value))}
              />
              <span>{wordFor(facet, value)}</span>
              <span className={styles['count']}>{number(counts[index] ?? 0)}</span>
            </label>
          ));
          return (
            <fieldset key={facet.id} className={styles['facet']}>
              <legend>{facet.title}</legend>
              {items.slice(0, SHOWN)}
              {items.length > SHOWN && (
                <details open={chosen.some((value) => all.indexOf(value) >= SHOWN) || undefined}>
                  <summary>{number(items.length - SHOWN)} more</summary>
                  {items.slice(SHOWN)}
                </details>
              )}
            </fieldset>
          );
        })}
    </aside>
  );
}
