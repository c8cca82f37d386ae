import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTimeWords } from '../../ui/time-words.ts';
import type { SpanRow, SpanState } from './span-forest.ts';
import styles from './spans.module.css';
import { spanWords } from './words.ts';

/** Deeper ones are no further in: there would be no room for their names. */
const MAX_INDENT = 10;

interface SpanLineProps {
  readonly row: SpanRow;
  readonly state: SpanState;
  /** What is within it is hidden. */
  readonly closed: boolean;
  /** Of the scale, in microseconds of trace time, and how long that is. */
  readonly start: number;
  readonly length: number;
}

/** A span: who and what, how it stands, and its bar. */
export function SpanLine({ row: { span, level, within }, state, closed, start, length }: SpanLineProps) {
  const words = useTimeWords();
  const { name, resource, time, end, status } = span;
  const left = (time - start) / length;
  const width = ((end ?? time) - time) / length;
  const Fold = closed ? ChevronRight : ChevronDown;
  return (
    <div className={styles['row']} data-state={state} data-failed={status === 'error'}>
      <span className={styles['name']}>
        <span style={{ width: Math.min(level - 1, MAX_INDENT) * 12 }} />
        {within > 0 ? <Fold size={12} aria-hidden /> : <span className={styles['leaf']} />}
        {status === 'error' && state !== 'running' && (
          <span className={styles['sign']} aria-hidden>
            ✗
          </span>
        )}
        <bdi title={name}>{name}</bdi>
        <bdi className={styles['service']}>{resource.service}</bdi>
      </span>
      <span className={styles['length']}>{spanWords(span, state, words)}</span>
      <span className={styles['fall']} aria-hidden>
        <span
          className={styles['bar']}
          data-open-end={end === undefined}
          style={{ left: `min(${left * 100}%, 100% - 3px)`, width: `${width * 100}%` }}
        />
      </span>
    </div>
  );
}
