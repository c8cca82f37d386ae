import { number } from '../words.ts';
import type { Line } from './hidden-traces.ts';
import styles from './sign.module.css';

/** Lines that are shown before the rest is asked for. */
const SHOWN = 6;

interface TraceLinesProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly onOpen: (name: string) => void;
}

/** What is said of traces, each with the way to it. */
export function TraceLines({ label, lines, onOpen }: TraceLinesProps) {
  if (lines.length === 0) return null;
  const items = lines.map((line, index) => (
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
  ));
  return (
    <div className={styles['lines']} role="group" aria-label={label}>
      <h4>
        {label} <small>{number(lines.length)}</small>
      </h4>
      <ul>{items.slice(0, SHOWN)}</ul>
      {items.length > SHOWN && (
        <details className={styles['details']}>
          <summary>{number(items.length - SHOWN)} more</summary>
          <ul>{items.slice(SHOWN)}</ul>
        </details>
      )}
    </div>
  );
}
