import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import type { Timed } from '../../trace/track.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './run-summary.module.css';

interface RunSummaryProps {
  readonly runs: readonly { readonly item: Timed; readonly command: string | undefined }[];
  /** Index of the run at the playhead; -1 before the first. */
  readonly current: number;
  readonly clock: Clock;
  /** What the run is and what came of it. */
  readonly children: ReactNode;
}

/** The run at the playhead in words, with the ways to its neighbours. */
export function RunSummary({ runs, current, clock, children }: RunSummaryProps) {
  const command = runs[current]?.command;
  const step = (icon: typeof ChevronLeft, label: string, index: number): ReactNode => {
    const run = runs[index];
    return (
      <IconButton
        icon={icon}
        label={label}
        disabled={!run}
        onClick={() => run && clock.seek(run.item.time)}
      />
    );
  };
  return (
    <div className={styles['summary']}>
      <div className={styles['steps']}>
        {step(ChevronLeft, 'Previous run', current - 1)}
        {step(ChevronRight, 'Next run', current + 1)}
      </div>
      <div className={styles['facts']}>{children}</div>
      {command !== undefined && (
        <code className={styles['command']} title={command}>
          <span aria-hidden="true">$ </span>
          <span className="visually-hidden">Command: </span>
          {command}
        </code>
      )}
    </div>
  );
}

interface CountProps {
  readonly sign: string;
  readonly count: number;
  readonly words: string;
  readonly tone: 'ok' | 'failed' | 'warning' | 'quiet';
}

/** A number with what it counts; a tone is for a number that is not 0. */
export function Count({ sign, count, words, tone }: CountProps) {
  return (
    <span className={styles['count']} data-tone={count > 0 ? tone : 'quiet'}>
      <span aria-hidden="true">{sign} </span>
      {count} {words}
    </span>
  );
}
