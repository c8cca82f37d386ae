import { useTimeWords } from '../../ui/time-words.ts';
import type { LintHistory, StandingDiagnostic } from './lint-history.ts';
import styles from './lint-line.module.css';
import { LEVEL_SIGNS, placeWords, spanWords, suppressionWords } from './words.ts';

interface FileLineProps {
  readonly file: string;
  /** What stands in it, and what of it is to be ignored. */
  readonly count: number;
  readonly suppressed: number;
}

export function FileLine({ file, count, suppressed }: FileLineProps) {
  return (
    <div className={styles['file']}>
      <bdi title={file}>{file}</bdi>
      <span>
        {count > 0 ? count : 'clean'}
        {suppressed > 0 && `, ${suppressed} suppressed`}
      </span>
    </div>
  );
}

interface DiagnosticLineProps {
  readonly standing: StandingDiagnostic;
  readonly history: LintHistory;
}

/** A diagnostic: what, where, and for how long. */
export function DiagnosticLine({ standing: { diagnostic, change, span }, history }: DiagnosticLineProps) {
  const { level, message, rule, suppressed } = diagnostic;
  const times = useTimeWords();
  const fixed = change === 'fixed';
  const suppression = change === 'suppressed' ? undefined : suppressionWords(diagnostic);
  return (
    <div className={styles['line']} data-fixed={fixed} data-suppressed={suppressed}>
      <span className={styles['sign']} data-level={fixed ? 'fixed' : suppressed ? 'none' : level}>
        <span aria-hidden="true">{fixed ? '✓' : LEVEL_SIGNS[level]}</span>
        <span className="visually-hidden">{fixed ? `fixed ${level}` : level}</span>
      </span>
      <span className={styles['message']}>
        <bdi className={styles['text']} title={message}>
          {message}
        </bdi>
        {change && (
          <span className={styles['change']} data-change={change}>
            {change === 'suppressed' ? 'newly suppressed' : change}
          </span>
        )}
        {suppression !== undefined && <span className={styles['change']}>{suppression}</span>}
      </span>
      <span className={styles['place']} title={placeWords(diagnostic)}>
        {placeWords(diagnostic)}
      </span>
      <bdi className={styles['rule']} title={rule}>
        {rule ?? 'no rule named'}
      </bdi>
      <span className={styles['span']}>{spanWords(span, history, times)}</span>
    </div>
  );
}
