import { useEffect, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { readLossReport, type LossReport } from '../../trace/loss-report.ts';
import type { OutcomeData } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';

type Read =
  | { readonly path: string; readonly report: LossReport }
  | { readonly path: string; readonly error: TraceError };

const KINDS: Readonly<Record<LossReport['entries'][number]['kind'], string>> = {
  dropped: 'Left out',
  changed: 'In another form',
  inferred: 'Not said in so many words',
  unreadable: 'Broken in the original',
};

interface ImportLossesProps extends Pick<OutcomeData, 'bundle'> {
  /** Of the loss report. */
  readonly path: string;
}

/** How the original's times became those of the trace, and what of it could not be carried over. */
export function ImportLosses({ bundle, path }: ImportLossesProps) {
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    const abort = new AbortController();
    const show = (next: Read): void => {
      if (!abort.signal.aborted) setRead(next);
    };
    readLossReport(bundle, path, abort.signal).then(
      (report) => show({ path, report }),
      (error: unknown) => show({ path, error: asTraceError(error) }),
    );
    return () => abort.abort();
  }, [bundle, path]);
  if (read?.path !== path) return <Nothing>Reading the loss report …</Nothing>;
  if ('error' in read) return <Nothing>{describeProblem(read.error).title}</Nothing>;
  const { time, entries } = read.report;
  return (
    <div className={styles['block']}>
      <h2>What the import changed</h2>
      <ul className={styles['plain']}>
        <li>
          Times<span className={styles['quiet']}>{time.method}</span>
        </li>
        {entries.map(({ kind, what, count, example }) => (
          <li key={`${kind} ${what}`}>
            {KINDS[kind]}, {count.toLocaleString('en')} ×
            <span className={styles['quiet']}>
              {what}
              {example !== undefined && ` (first: ${example})`}
            </span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <Nothing>Everything else is as it was in the original.</Nothing>}
    </div>
  );
}
