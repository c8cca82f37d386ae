import { Plus, Trash2 } from 'lucide-react';
import type { TraceTime } from '../../base/time.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { DraftStop } from './export-draft.ts';
import styles from './export.module.css';

interface StopListProps {
  readonly stops: readonly DraftStop[];
  readonly now: TraceTime;
  readonly onChange: (stops: readonly DraftStop[]) => void;
  readonly onAdd: () => void;
}

/** The stops of the tour. One more is at the moment that is shown: the dialog is closed to go to another one. */
export function StopList({ stops, now, onChange, onAdd }: StopListProps) {
  const words = useTimeWords();
  const put = (stop: DraftStop, part: Partial<DraftStop>): void =>
    onChange(stops.map((other) => (other === stop ? { ...stop, ...part } : other)));
  return (
    <section className={styles['tour']} aria-label="Tour">
      <h3>Tour</h3>
      {stops.length > 0 && (
        <ol>
          {stops.map((stop, index) => (
            <li key={stop.time}>
              <span className={styles['time']}>{words.moment(stop.time)}</span>
              <input
                aria-label={`Title of stop ${index + 1}`}
                placeholder={`Stop ${index + 1}: what is to be seen`}
                maxLength={200}
                value={stop.title}
                onChange={({ target }) => put(stop, { title: target.value })}
              />
              <IconButton
                icon={Trash2}
                label={`Remove stop ${index + 1}`}
                onClick={() => onChange(stops.filter((other) => other !== stop))}
              />
              <input
                className={styles['more']}
                aria-label={`More about stop ${index + 1}`}
                placeholder="More about it"
                maxLength={10_000}
                value={stop.text}
                onChange={({ target }) => put(stop, { text: target.value })}
              />
            </li>
          ))}
        </ol>
      )}
      <button
        type="button"
        className="quiet-button"
        disabled={stops.length >= 200 || stops.some(({ time }) => time === now)}
        onClick={onAdd}
      >
        <Plus size={14} aria-hidden />
        Stop at this moment, {words.moment(now)}
      </button>
      <p className={styles['note']}>
        With the panes that are in front now. For another moment, close this, go there, and come back: nothing
        is lost.
      </p>
    </section>
  );
}
