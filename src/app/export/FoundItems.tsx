import { useRef, useState, type KeyboardEvent } from 'react';
import type { Finding } from '../../qc/judge.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { timesText } from '../qc-findings.ts';
import styles from './export.module.css';

/** Findings that are shown at first, and that each press adds. */
const PART = 100;

interface FoundItemsProps {
  readonly title: string;
  readonly findings: readonly Pick<Finding, 'id' | 'range' | 'message'>[];
  /** ids of those that stay. */
  readonly off: ReadonlySet<string>;
  readonly onChange: (off: ReadonlySet<string>) => void;
}

const MOVES: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** Each finding with a box, never whole: one of them is reached by Tab, the others by arrow keys. */
export function FoundItems({ title, findings, off, onChange }: FoundItemsProps) {
  const times = useTimeWords();
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(PART);
  const [current, setCurrent] = useState(0);
  const some = findings.slice(0, shown);
  const more = Math.min(PART, findings.length - some.length);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = Math.max(0, Math.min(some.length - 1, current + by));
    setCurrent(next);
    list.current?.querySelectorAll('input')[next]?.focus();
    event.preventDefault();
  };
  return (
    <>
      <ul ref={list} className={styles['found']} aria-label={title}>
        {some.map(({ id, range, message }, index) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={!off.has(id)}
                tabIndex={index === current ? 0 : -1}
                onFocus={() => setCurrent(index)}
                onKeyDown={onKeyDown}
                onChange={({ target }) => {
                  const next = new Set(off);
                  if (target.checked) next.delete(id);
                  else next.add(id);
                  onChange(next);
                }}
              />
              <span className={styles['time']}>{timesText(range, 'no time', times)}</span>
              <bdi>{message}</bdi>
            </label>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="quiet-button" onClick={() => setShown(shown + PART)}>
          Show {more} more of {findings.length}
        </button>
      )}
    </>
  );
}
