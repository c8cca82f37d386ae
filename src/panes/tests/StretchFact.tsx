import { lastAtMost } from '../../base/search-sorted.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TestStretch } from '../../timeline/test-stretches.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './run-summary.module.css';
import { cycleWords } from './words.ts';

interface StretchFactProps {
  readonly stretches: readonly TestStretch[];
  readonly clock: Clock;
}

/** Whether work stands red or green at the playhead, since when, and in which cycle of how many. */
export function StretchFact({ stretches, clock }: StretchFactProps) {
  const { moment } = useTimeWords();
  const stretch = stretches[useClock(clock, (now) => stretchIndexAt(stretches, now))];
  if (!stretch) return null;
  const cycle = cycleWords(stretch, stretches);
  return (
    <span className={styles['stretch']} data-state={stretch.state}>
      {stretch.state} since {moment(stretch.time)}
      {cycle !== undefined && <span className={styles['quiet']}> · {cycle}</span>}
    </span>
  );
}

/** -1 where nobody knows. */
function stretchIndexAt(stretches: readonly TestStretch[], now: TraceTime): number {
  const index = lastAtMost(stretches.length, (at) => stretches[at]?.time ?? Infinity, now);
  // The last one holds at the end of the trace too.
  return index === stretches.length - 1 || now < (stretches[index]?.end ?? 0) ? index : -1;
}
