import { Scissors, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import type { TimeRange } from '../../base/time.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { timesText } from '../qc-findings.ts';
import styles from './export.module.css';
import type { Cut, CutKind } from './redact-draft.ts';

interface CutListProps {
  readonly cuts: readonly Cut[];
  /** The marked range, where one is that is not in the list. */
  readonly marked: TimeRange | undefined;
  readonly onChange: (cuts: readonly Cut[]) => void;
  readonly onAdd: (range: TimeRange) => void;
}

const KINDS: readonly (readonly [CutKind, string])[] = [
  ['time', 'all that was recorded then'],
  ['audio', 'what is heard then'],
  ['keystrokes', 'the keys pressed then, and what they typed'],
];

/** Ranges of time, and what goes of each. */
export function CutList({ cuts, marked, onChange, onAdd }: CutListProps) {
  const words = useTimeWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const put = (cut: Cut, kind: CutKind): void =>
    onChange(cuts.map((other) => (other === cut ? { ...cut, kind } : other)));
  return (
    <section className={styles['tour']} aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        Ranges of time
      </h3>
      {cuts.length > 0 && (
        <ol>
          {cuts.map((cut) => {
            const times = timesText(cut.range, '', words);
            return (
              <li key={`${cut.range.start} ${cut.range.end}`}>
                <span className={styles['time']}>{times}</span>
                <select
                  aria-label={`What goes of ${times}`}
                  value={cut.kind}
                  onChange={({ target }) => {
                    const kind = KINDS.find(([value]) => value === target.value)?.[0];
                    if (kind) put(cut, kind);
                  }}
                >
                  {KINDS.map(([kind, title]) => (
                    <option key={kind} value={kind}>
                      {title}
                    </option>
                  ))}
                </select>
                <IconButton
                  icon={Trash2}
                  label={`Keep ${times}`}
                  onClick={() => {
                    onChange(cuts.filter((other) => other !== cut));
                    // The button goes with its range.
                    heading.current?.focus();
                  }}
                />
              </li>
            );
          })}
        </ol>
      )}
      <button
        type="button"
        className="quiet-button"
        disabled={!marked}
        onClick={() => {
          if (marked) onAdd(marked);
        }}
      >
        <Scissors size={14} aria-hidden />
        {marked ? `Cut the marked range, ${timesText(marked, '', words)}` : 'Cut the marked range'}
      </button>
      <p className={styles['note']}>
        Mark a range on the timeline, or with I and O: close this, go there, and come back: nothing is lost.
      </p>
    </section>
  );
}
