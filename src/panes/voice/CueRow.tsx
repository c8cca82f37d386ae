import { formatTimecode } from '../../base/time.ts';
import type { SpokenCue } from './cue-log.ts';
import { cut } from './find-text.ts';
import styles from './transcript.module.css';

interface CueRowProps {
  readonly cue: SpokenCue;
  /** It is said at the playhead. */
  readonly spoken: boolean;
  /** It starts after the playhead. */
  readonly ahead: boolean;
  /** What is looked for. */
  readonly pattern: RegExp | undefined;
}

export function CueRow({ cue: { time, text, speaker }, spoken, ahead, pattern }: CueRowProps) {
  return (
    <div className={styles['row']} data-spoken={spoken} data-ahead={ahead}>
      <span className={styles['time']}>{formatTimecode(time).replace(/\.\d+$/, '')}</span>
      {/* Two lines are shown; the rest is in the tooltip, and in the document for screen readers. */}
      <span className={styles['text']} title={text}>
        {speaker !== undefined && <span className={styles['speaker']}>{speaker} </span>}
        {cut(text, pattern).map(({ text: piece, hit }, index) =>
          hit ? <mark key={index}>{piece}</mark> : <span key={index}>{piece}</span>,
        )}
      </span>
      {spoken && <span className="visually-hidden">, being said</span>}
    </div>
  );
}
