import { fromMicros, type TraceTime } from '../../base/time.ts';
import type { Phase } from '../../trace/phases.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';

interface PhaseListProps {
  readonly phases: readonly Phase[];
  /** Index of the phase at the playhead; -1 for none. */
  readonly current: number;
  readonly duration: TraceTime;
  readonly onSeek: (micros: number) => void;
}

export function PhaseList({ phases, current, duration, onSeek }: PhaseListProps) {
  const words = useTimeWords();
  if (phases.length === 0) return <Nothing>No phases were recorded.</Nothing>;
  return (
    <>
      {/* The same as the list below, for the eye and the pointer; the list is for everybody. */}
      <div className={styles['bar']} aria-hidden="true">
        {phases.map((phase, index) => (
          <button
            key={index}
            type="button"
            tabIndex={-1}
            className={styles['segment']}
            data-current={index === current}
            title={phase.name}
            aria-label={phase.name}
            style={placeOf(phase, duration)}
            onClick={() => onSeek(phase.t_start)}
          />
        ))}
      </div>
      <ol className={styles['phases']}>
        {phases.map((phase, index) => (
          <li key={index}>
            <button
              type="button"
              className={styles['phase']}
              aria-current={index === current ? 'step' : undefined}
              onClick={() => onSeek(phase.t_start)}
            >
              <span className={styles['time']}>{words.moment(fromMicros(phase.t_start))}</span>
              <span className={styles['name']}>{phase.name}</span>
              <span className={styles['length']}>
                {words.extent(Math.max(0, phase.t_end - phase.t_start))}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Where a phase lies in the bar, which is the whole trace. */
function placeOf({ t_start: start, t_end: end }: Phase, duration: TraceTime) {
  const part = (micros: number): number => Math.min(1, Math.max(0, micros / Math.max(1, duration))) * 100;
  return { left: `${part(start)}%`, width: `${Math.max(0, part(end) - part(start))}%` };
}
