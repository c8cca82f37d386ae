import { useMemo } from 'react';
import { batchConduct } from '../../review/conduct/batch-conduct.ts';
import { progressOf } from '../../review/batch/progress.ts';
import styles from './batch.module.css';
import type { OpenBatch } from './batch-store.ts';
import { number } from './words.ts';

/** How many traces have been reviewed, in words and as a bar. */
export function BatchProgress({ batch: { table, all: rows } }: { readonly batch: OpenBatch }) {
  const { all, reviewed, disagreed, unreadable } = useMemo(() => progressOf(table.traces), [table]);
  const { waiting } = useMemo(() => batchConduct(rows), [rows]);
  const done = reviewed + disagreed;
  const share = (part: number): string => `${all === 0 ? 0 : (100 * part) / all}%`;
  return (
    <div className={styles['progress']}>
      <span className={styles['bar']} aria-hidden>
        <i data-part="reviewed" style={{ width: share(reviewed) }} />
        <i data-part="disagreed" style={{ width: share(disagreed) }} />
      </span>
      <span>
        {number(done)} of {number(all)} reviewed
        {disagreed > 0 && `, ${number(disagreed)} with disagreement`}
        {waiting.length > 0 && `, ${number(waiting.length)} to be judged by a second person`}
        {unreadable > 0 && `, ${number(unreadable)} cannot be read`}
      </span>
    </div>
  );
}
