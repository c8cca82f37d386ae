import type { TimeRange, TraceTime } from '../../base/time.ts';
import { useKeyLabel } from '../../ui/key-labels.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './export-data.module.css';

interface RangeChoiceProps {
  readonly duration: TraceTime;
  /** The marked range; undefined: there is none. */
  readonly marked: TimeRange | undefined;
  /** False: the format takes all of the trace, always. */
  readonly cut: boolean;
  /** Whether the marked range is chosen. */
  readonly ranged: boolean;
  readonly onChange: (ranged: boolean) => void;
}

/** All of the trace, or what is marked on the timeline. */
export function RangeChoice({ duration, marked, cut, ranged, onChange }: RangeChoiceProps) {
  const words = useTimeWords();
  const [begin = 'Range begins here', finish = 'Range ends here'] = [useKeyLabel('in'), useKeyLabel('out')];
  return (
    <fieldset className={styles['group']}>
      <legend>How much</legend>
      <label className={styles['format']}>
        <input type="radio" name="range" checked={!ranged} onChange={() => onChange(false)} />
        <span>All of the trace</span>
        <span className={styles['of']}>{words.extent(duration)}</span>
      </label>
      <label className={styles['format']} data-off={!cut || !marked || undefined}>
        <input
          type="radio"
          name="range"
          checked={ranged}
          disabled={!cut || !marked}
          onChange={() => onChange(true)}
        />
        <span>The marked range</span>
        <span className={styles['of']}>
          {!cut
            ? 'not for this format, which is given all of the trace'
            : marked
              ? `${words.moment(marked.start)} – ${words.end(marked.end)}, ${words.extent(marked.end - marked.start)}`
              : `none is marked: ${begin} and ${finish} do, or dragging along the ruler`}
        </span>
      </label>
    </fieldset>
  );
}
