import type { ReactNode } from 'react';
import { fromMicros } from '../base/time.ts';
import type { HitRow } from '../search/hit-row.ts';
import { useTimeWords } from '../ui/time-words.ts';
import styles from './SearchDrawer.module.css';

interface SearchHitProps {
  /** Microseconds of trace time; NaN: not known. */
  readonly time: number;
  /** undefined while it is fetched. */
  readonly row: HitRow | undefined;
}

/** A hit in its line, with when and where it is. */
export function SearchHit({ time, row }: SearchHitProps) {
  const words = useTimeWords();
  const when = Number.isNaN(time) ? 'no time' : words.moment(fromMicros(time));
  return (
    <div className={styles['hit']}>
      <span className={styles['text']} title={row?.text}>
        {row && <Marked row={row} />}
      </span>
      <span className={styles['where']}>
        <span className="tabular">{when}</span>
        {row && row.place !== '' && (
          <bdi className={styles['place']} title={row.place}>
            {row.place}
            {row.row > 0 && `:${row.row}`}
          </bdi>
        )}
      </span>
    </div>
  );
}

function Marked({ row: { text, marks, before, after } }: { readonly row: HitRow }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <bdi>
      {before && '…'}
      {parts}
      {text.slice(at)}
      {after && '…'}
    </bdi>
  );
}
