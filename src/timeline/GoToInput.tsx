import { useId, useState, type KeyboardEvent } from 'react';
import { formatTimecode } from '../base/time.ts';
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
function placeWords(destination: Destination, frames: number | undefined): string {
  const other = frames === undefined ? '' : ' · a frame is f1234';
  if (destination.kind === 'frame') return `to frame ${destination.index}`;
  if (destination.kind === 'time') return `to ${formatTimecode(destination.time)}${other}`;
  return `83.5 or 1:23.5${other}`;
}

/** Takes a time or a frame, goes there on Enter, and says so where it is neither. */
export function GoToInput({ clock, frames, onFrame, onClose }: GoToInputProps) {
  const [text, setText] = useState(() => formatTimecode(clock.now()));
  const [fault, setFault] = useState<string>();
  const noteId = useId();

  const go = (): void => {
    const destination = parseDestination(text, clock.duration, frames());
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
        aria-label="Go to time or frame"
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
        {fault ?? placeWords(parseDestination(text, clock.duration, frames()), frames())}
      </span>
    </span>
  );
}
