import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './run-summary.module.css';
import { Count } from './RunSummary.tsx';
import type { ReadTestRun, TestHistory } from './test-history.ts';
import { countChanges } from './test-rows.ts';
import { StretchFact } from './StretchFact.tsx';
import { CHANGE_WORDS, lengthWords } from './words.ts';

interface TestRunFactsProps {
  readonly history: TestHistory;
  readonly run: ReadTestRun;
  readonly index: number;
  readonly clock: Clock;
}

/** What a run is, what came of it, and what changed. */
export function TestRunFacts({ history, run, index, clock }: TestRunFactsProps) {
  const { item, report } = run;
  const times = useTimeWords();
  const length = lengthWords(item, times);
  const running = useClock(clock, (now) => item.end !== undefined && now < item.end);
  const counts = item.counts;
  const listed = report?.results.length ?? 0;
  const counted = report ? report.unlisted.passed + report.unlisted.failed + report.unlisted.skipped : 0;
  return (
    <>
      <strong className={styles['name']}>
        {item.name ?? 'Test run'}{' '}
        <span className={styles['quiet']}>
          {index + 1} of {history.runs.length}
        </span>
      </strong>
      <span className={styles['quiet']}>{times.moment(item.time)}</span>
      {(running || length !== undefined) && (
        <span className={styles['quiet']}>{running ? 'still running' : length}</span>
      )}
      <StretchFact stretches={history.stretches} clock={clock} />
      {counts && (
        <>
          <Count sign="✓" count={counts.passed} words="passed" tone="ok" />
          <Count sign="✗" count={counts.failed} words="failed" tone="failed" />
          <Count sign="–" count={counts.skipped} words="skipped" tone="quiet" />
        </>
      )}
      {counted > 0 && <span className={styles['quiet']}>{counted} counted, but not named by the report</span>}
      {report && listed + counted === 0 && <span className={styles['quiet']}>it holds no test</span>}
      {countChanges(history, index).map(([change, count]) => (
        <span key={change} className={styles['change']} data-change={change}>
          {count} {CHANGE_WORDS[change]}
        </span>
      ))}
    </>
  );
}
