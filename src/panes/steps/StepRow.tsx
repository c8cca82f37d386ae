import { formatTimecode, type TraceTime } from '../../base/time.ts';
import { STEP_KINDS } from './step.ts';
import type { StepTable } from './step-table.ts';
import styles from './step-row.module.css';

interface StepRowProps {
  readonly table: StepTable;
  readonly row: number;
  /** It happens after the playhead. */
  readonly ahead: boolean;
}

export function StepRow({ table, row, ahead }: StepRowProps) {
  const kind = STEP_KINDS[table.kinds[row] ?? 0];
  const text = table.texts[row] ?? '';
  const detail = table.details[row] ?? '';
  const result = table.results[row];
  return (
    <div className={styles['row']} data-ahead={ahead} data-kind={kind}>
      <span className={styles['time']}>{formatTimecode((table.times[row] ?? 0) as TraceTime)}</span>
      <span className={styles['chip']}>
        <span className={styles['dot']} aria-hidden="true" />
        {table.labels[row]}
      </span>
      <span className={styles['text']} title={text}>
        {text}
      </span>
      <span className={styles['detail']} title={detail || undefined}>
        {detail}
      </span>
      {result && (
        <span className={styles['result']} data-tone={result.tone} title={result.words}>
          <span aria-hidden="true">{result.text}</span>
          <span className="visually-hidden">{result.words}</span>
        </span>
      )}
    </div>
  );
}
