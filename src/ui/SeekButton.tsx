import { fromMicros } from '../base/time.ts';
import styles from './SeekButton.module.css';
import { useTimeWords } from './time-words.ts';

interface SeekButtonProps {
  /** Microseconds of trace time. */
  readonly micros: number;
  readonly onSeek: (micros: number) => void;
}

/** A moment as a link to it. */
export function SeekButton({ micros, onSeek }: SeekButtonProps) {
  const words = useTimeWords();
  const timecode = words.moment(fromMicros(micros));
  return (
    <button
      type="button"
      className={styles['seek']}
      aria-label={`Go to ${timecode}`}
      title={`Go to ${timecode}`}
      onClick={() => onSeek(micros)}
    >
      {timecode}
    </button>
  );
}
