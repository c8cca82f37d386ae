import type { Clock } from '../../timeline/clock.ts';
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
}

/** Every cue; those said at the playhead are lit. In silence the last one said keeps the place in the list. */
export function Transcript({ cues, clock, pattern }: TranscriptProps) {
  const last = useClock(clock, (now) => cues.track.indexAt(now));
  // A string, since a selector yields primitives only.
  const key = useClock(clock, (now) => cues.spokenAt(now).join());
  const spoken = new Set(key === '' ? [] : key.split(',').map(Number));
  return (
    <div className={styles['transcript']}>
      <VirtualList
        rows={cues.track.items}
        rowHeight={ROW_HEIGHT}
        activeIndex={last}
        label="Transcript"
        onActivate={(cue) => clock.seek(cue.time)}
        renderRow={(cue, index) => (
          <CueRow cue={cue} spoken={spoken.has(index)} ahead={index > last} pattern={pattern} />
        )}
      />
    </div>
  );
}
