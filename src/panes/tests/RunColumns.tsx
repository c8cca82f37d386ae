import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './run-columns.module.css';
import { shortTime, type RunMark } from './words.ts';

interface RunColumnsProps {
  readonly marks: readonly RunMark[];
  /** Index of the run at the playhead; -1 before the first. */
  readonly current: number;
  /** The first column to draw, and the one before which to stop. */
  readonly columns: readonly [number, number];
  readonly clock: Clock;
  readonly label: string;
}

/** The runs as heads of columns. A click goes to a run's start; arrow keys go from run to run. */
export function RunColumns({ marks, current, columns: [from, to], clock, label }: RunColumnsProps) {
  const times = useTimeWords();
  const group = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  // The column that the arrow led to is drawn when the playhead is there, not before.
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    group.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [current]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // The arrows would move the playhead by seconds too.
    event.preventDefault();
    event.stopPropagation();
    const next = marks[current + step];
    if (!next) return;
    follow.current = true;
    clock.seek(next.time);
  };
  const stop = Math.min(Math.max(current, from), to - 1);
  return (
    <div ref={group} className={styles['columns']} role="group" aria-label={label}>
      {marks.slice(from, to).map((mark, offset) => {
        const index = from + offset;
        return (
          <button
            key={index}
            type="button"
            className={styles['head']}
            data-tone={mark.tone}
            data-place={placeOf(index, current)}
            aria-current={index === current ? 'time' : undefined}
            title={mark.words}
            tabIndex={index === stop ? 0 : -1}
            onClick={() => clock.seek(mark.time)}
            onKeyDown={onKeyDown}
          >
            <span className={styles['time']} aria-hidden="true">
              {shortTime(mark.time, times)}
            </span>
            <span className={styles['sign']} aria-hidden="true">
              {mark.sign}
            </span>
            <span className="visually-hidden">{mark.words}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Where a run stands to the playhead. */
export function placeOf(index: number, current: number): 'before' | 'now' | 'after' {
  return index === current ? 'now' : index < current ? 'before' : 'after';
}
