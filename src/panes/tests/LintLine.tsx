import type { LintHistory, StandingDiagnostic } from './lint-history.ts';
import styles from './lint-line.module.css';
import { LEVEL_SIGNS, spanWords } from './words.ts';

export function FileLine({ file, count }: { readonly file: string; readonly count: number }) {
  return (
    <div className={styles['file']}>
      <bdi title={file}>{file}</bdi>
      <span>{count > 0 ? count : 'clean'}</span>
    </div>
  );
}

interface DiagnosticLineProps {
  readonly standing: StandingDiagnostic;
  readonly history: LintHistory;
}

/** A diagnostic: what, where, and for how long. */
export function DiagnosticLine({ standing: { diagnostic, change, span }, history }: DiagnosticLineProps) {
  const { level, message, rule, line, column } = diagnostic;
  const fixed = change === 'fixed';
  return (
    <div className={styles['line']} data-fixed={fixed}>
      <span className={styles['sign']} data-level={fixed ? 'fixed' : level}>
        <span aria-hidden="true">{fixed ? '✓' : LEVEL_SIGNS[level]}</span>
        <span className="visually-hidden">{fixed ? `fixed ${level}` : level}</span>
      </span>
      <span className={styles['message']}>
        <bdi className={styles['text']} title={message}>
          {message}
        </bdi>
        {change && (
          <span className={styles['change']} data-change={change}>
            {change}
          </span>
        )}
      </span>
      <span className={styles['place']}>
        {line === undefined ? 'line not given' : `line ${line}${column === undefined ? '' : `:${column}`}`}
      </span>
      <bdi className={styles['rule']} title={rule}>
        {rule ?? 'no rule named'}
      </bdi>
      <span className={styles['span']}>{spanWords(span, history)}</span>
    </div>
  );
}
