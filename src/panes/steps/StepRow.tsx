import { useTimeWords } from '../../ui/time-words.ts';
import type { Step } from './step.ts';
import styles from './step-row.module.css';

interface StepRowProps {
  readonly step: Step;
  /** It happens after the playhead. */
  readonly ahead: boolean;
}

export function StepRow({ step, ahead }: StepRowProps) {
  const words = useTimeWords();
  const { time, kind, label, text, detail, result } = step;
  return (
    <div className={styles['row']} data-ahead={ahead} data-kind={kind}>
      <span className={styles['time']}>{words.moment(time)}</span>
      <span className={styles['chip']}>
        <span className={styles['dot']} aria-hidden="true" />
        {label}
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
