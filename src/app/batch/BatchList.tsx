import { ArrowDown, ArrowUp, Eye, Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { SortKey } from '../../review/batch/batch-table.ts';
import { NO_FILTER } from '../../review/batch/filter.ts';
import { Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { BatchRow } from './BatchRow.tsx';
import styles from './batch.module.css';
import type { BatchStore, OpenBatch } from './batch-store.ts';
import { number, SETTLES } from './words.ts';

/** In CSS pixels. */
const ROW_HEIGHT = 46;

const COLUMNS: readonly { readonly key: SortKey; readonly title: string; readonly cell: string }[] = [
  { key: 'title', title: 'Trace', cell: 'what' },
  { key: 'family', title: 'Family', cell: 'family' },
  { key: 'capturer', title: 'By', cell: 'capturer' },
  { key: 'duration', title: 'Length', cell: 'length' },
  { key: 'qc', title: 'Rules', cell: 'qc' },
  { key: 'findings', title: 'Findings', cell: 'findings' },
  { key: 'coverage', title: 'Explained', cell: 'coverage' },
  { key: 'outcome', title: 'Outcome', cell: 'outcome' },
  { key: 'status', title: 'Verdict', cell: 'verdict' },
];

interface BatchListProps {
  readonly store: BatchStore;
  readonly batch: OpenBatch;
}

/** The traces that are shown, as a table of any length, with what is looked for in it. */
export function BatchList({ store, batch }: BatchListProps) {
  const { table, filter, shown, current } = batch;
  const rows = useMemo(() => [...shown.rows], [shown]);
  const posters = useMemo(() => table.traces.some(({ poster }) => poster !== undefined), [table]);
  const hidden = rows.filter((row) => table.traces[row]?.hidden).length;
  const section = useRef<HTMLElement>(null);
  const active = current === undefined ? -1 : shown.rows.indexOf(current);
  const base = store.getState().address;
  return (
    <section
      ref={section}
      className={styles['list']}
      aria-label="Traces"
      tabIndex={-1}
      data-posters={posters || undefined}
    >
      <div className={styles['ask']}>
        <label className={styles['search']}>
          <Search size={15} aria-hidden />
          <span className="visually-hidden">Search the batch</span>
          <input
            type="search"
            value={filter.text}
            placeholder="Search name, title, person, rule …"
            onChange={({ target }) => store.getState().filter({ ...filter, text: target.value })}
          />
        </label>
        {hidden > 0 && (
          <button
            className="quiet-button"
            title={SETTLES}
            onClick={() => {
              store.getState().uncover();
              section.current?.focus();
            }}
          >
            <Eye size={14} aria-hidden /> Show what others said of {number(hidden)}{' '}
            {hidden === 1 ? 'trace' : 'traces'}
          </button>
        )}
        <span className={styles['found']} role="status">
          {rows.length === table.traces.length
            ? `${number(rows.length)} traces`
            : `${number(rows.length)} of ${number(table.traces.length)} traces`}
        </span>
      </div>
      <div className={styles['columns']} role="group" aria-label="Sort by">
        {posters && <span data-cell="poster" />}
        {COLUMNS.map(({ key, title, cell }) => (
          <SortButton key={key} by={key} title={title} cell={cell} store={store} batch={batch} />
        ))}
      </div>
      {rows.length === 0 ? (
        <div className={styles['wait']}>
          <Notice severity="info" title="No trace is like that.">
            <button className="quiet-button" onClick={() => store.getState().filter(NO_FILTER)}>
              Show all
            </button>
          </Notice>
        </div>
      ) : (
        <div className={styles['rows']}>
          <VirtualList
            rows={rows}
            rowHeight={ROW_HEIGHT}
            activeIndex={active}
            label="Traces of the batch"
            onActivate={(row) => {
              store.getState().choose(row);
              store.getState().open(row);
            }}
            renderRow={(row) => {
              const trace = table.traces[row];
              return trace ? <BatchRow trace={trace} base={base} posters={posters} /> : null;
            }}
          />
        </div>
      )}
    </section>
  );
}

interface SortButtonProps extends BatchListProps {
  readonly by: SortKey;
  readonly title: string;
  readonly cell: string;
}

/** The first press sorts upwards, the second downwards, the third as the batch has them. */
function SortButton({ by, title, cell, store, batch }: SortButtonProps) {
  const { filter } = batch;
  const own = filter.sort === by;
  const next = !own
    ? { sort: by, descending: false }
    : filter.descending
      ? { sort: NO_FILTER.sort, descending: false }
      : { sort: by, descending: true };
  const Arrow = filter.descending ? ArrowDown : ArrowUp;
  const way = !own ? '' : filter.descending ? ', descending' : ', ascending';
  return (
    <button
      className={styles['sort']}
      data-cell={cell}
      aria-pressed={own}
      aria-label={`${title}${way}`}
      onClick={() => store.getState().filter({ ...filter, ...next })}
    >
      <span>{title}</span>
      {own && <Arrow size={12} aria-hidden />}
    </button>
  );
}
