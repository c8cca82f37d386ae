import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { CueLog } from './cue-log.ts';
import { CueRow } from './CueRow.tsx';
import styles from './transcript.module.css';

/** In CSS pixels: two lines of text. */
const ROW_HEIGHT = 44;

interface TranscriptProps {
  readonly cues: CueLog;
  readonly clock: Clock;
  /** What is looked for. */
  readonly pattern: RegExp | undefined;
  /** The row that was gone to as a find. */
  readonly found: number | undefined;
}

/** Every line; those of the playhead's moment are lit. In silence the last one keeps the place in the list. */
export function Transcript({ cues, clock, pattern, found }: TranscriptProps) {
  const last = useClock(clock, (now) => cues.track.indexAt(now));
  // A string, since a selector yields primitives only.
  const key = useClock(clock, (now) => cues.linesAt(now).join());
  const spoken = new Set(key === '' ? [] : key.split(',').map(Number));
  const hover = useHoverRows<(typeof cues.track.items)[number]>(
    (time) => cues.track.indexAt(time),
    (line) => line.time,
  );
  const several = cues.speakers.size > 1;
  return (
    <div className={styles['transcript']}>
      <VirtualList
        rows={cues.track.items}
        rowHeight={ROW_HEIGHT}
        activeIndex={last}
        label="Transcript"
        {...hover}
        onActivate={(line) => clock.seek(line.time)}
        renderRow={(line, index) => (
          <CueRow
            line={line}
            speaker={several && line.speaker !== undefined ? cues.speakers.get(line.speaker) : undefined}
            spoken={spoken.has(index)}
            ahead={index > last}
            pattern={pattern}
            found={index === found}
          />
        )}
      />
    </div>
  );
}
