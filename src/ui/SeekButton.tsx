import { formatTimecode, fromMicros } from '../base/time.ts';
import styles from './SeekButton.module.css';

interface SeekButtonProps {
  /** Microseconds of trace time. */
  readonly micros: number;
  readonly onSeek: (micros: number) => void;
}

/** A moment as a link to it. */
export function SeekButton({ micros, onSeek }: SeekButtonProps) {
  const timecode = formatTimecode(fromMicros(micros));
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
