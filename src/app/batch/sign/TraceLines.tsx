import { memo, useState } from 'react';
import { number } from '../words.ts';
import type { Line } from './hidden-traces.ts';
import styles from './sign.module.css';

/** Lines that are shown before the rest is asked for, and how many come each time that it is: there may be thousands. */
const SHOWN = 6;
const PAGE = 100;

interface TraceLinesProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly onOpen: (name: string) => void;
}

/** What is said of traces, each with the way to it. */
export const TraceLines = memo(function TraceLines({ label, lines, onOpen }: TraceLinesProps) {
  const [shown, setShown] = useState(SHOWN);
  if (lines.length === 0) return null;
  const left = Math.max(0, lines.length - shown);
  return (
    <div className={styles['lines']} role="group" aria-label={label}>
      <h4>
        {label} <small>{number(lines.length)}</small>
      </h4>
      <ul>
        {lines.slice(0, shown).map((line, index) => (
          <li key={`${index} ${line.code ?? ''}`}>
            {line.trace !== undefined && (
              <button
                type="button"
                className={styles['link']}
                title="Open this trace"
                onClick={() => onOpen(line.trace ?? '')}
              >
                {line.trace}
              </button>
            )}
            <span>{line.message}</span>
            {line.code !== undefined && <small>{line.code}</small>}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && (
        // The same button to the end, so that the focus has a place to stay.
        <button
          type="button"
          className={styles['link']}
          onClick={() => setShown(left > 0 ? shown + PAGE : SHOWN)}
        >
          {left === 0
            ? 'Show fewer'
            : left > PAGE
              ? `Show ${number(PAGE)} of ${number(left)} more`
              : `Show ${number(left)} more`}
        </button>
      )}
    </div>
  );
});
