import { useId, useState, type KeyboardEvent } from 'react';
import type { TimeWords } from '../base/time-words.ts';
import { useTimeWords } from '../ui/time-words.ts';
import type { Clock } from './clock.ts';
import { parseDestination, type Destination } from './go-to.ts';
import styles from './transport.module.css';

interface GoToInputProps {
  readonly clock: Clock;
  /** How many frames there are now; undefined: none. */
  readonly frames: () => number | undefined;
  readonly onFrame: (index: number) => void;
  readonly onClose: () => void;
}

/** Where Enter leads and how else to name a place: a bare number is easily taken for a frame. */
function placeWords(destination: Destination, frames: number | undefined, words: TimeWords): string {
  const other = frames === undefined ? '' : ' · a frame is f1234';
  if (destination.kind === 'frame') return `to frame ${destination.index}`;
  if (destination.kind === 'time') return `to ${words.moment(destination.time)}${other}`;
  return words.steps === undefined ? `83.5 or 1:23.5${other}` : `1 to ${words.steps}`;
}

/** Takes a time or a frame, goes there on Enter, and says so where it is neither. */
export function GoToInput({ clock, frames, onFrame, onClose }: GoToInputProps) {
  const words = useTimeWords();
  const [text, setText] = useState(() => words.moment(clock.now()));
  const [fault, setFault] = useState<string>();
  const noteId = useId();

  const go = (): void => {
    const destination = parseDestination(text, clock.duration, frames(), words);
    if (destination.kind === 'invalid') {
      setFault(destination.reason);
      return;
    }
    if (destination.kind === 'frame') onFrame(destination.index);
    else clock.seek(destination.time, true);
    onClose();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') go();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className={styles['goTo']}>
      <input
        className={styles['goToInput']}
        value={text}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        aria-label={words.steps === undefined ? 'Go to time or frame' : 'Go to step'}
        aria-invalid={fault !== undefined}
        aria-describedby={noteId}
        onFocus={(event) => event.target.select()}
        onBlur={onClose}
        onChange={(event) => {
          setText(event.target.value);
          setFault(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <span
        id={noteId}
        role={fault === undefined ? undefined : 'alert'}
        className={styles[fault === undefined ? 'hint' : 'fault']}
      >
        {fault ?? placeWords(parseDestination(text, clock.duration, frames(), words), frames(), words)}
      </span>
    </span>
  );
}
