import { useId, useState, type KeyboardEvent } from 'react';
import { formatTimecode } from '../base/time.ts';
import type { Clock } from './clock.ts';
import { parseDestination } from './go-to.ts';
import styles from './transport.module.css';

interface GoToInputProps {
  readonly clock: Clock;
  /** How many frames there are now; undefined: none. */
  readonly frames: () => number | undefined;
  readonly onFrame: (index: number) => void;
  readonly onClose: () => void;
}

/** Takes a time or a frame, goes there on Enter, and says so where it is neither. */
export function GoToInput({ clock, frames, onFrame, onClose }: GoToInputProps) {
  const [text, setText] = useState(() => formatTimecode(clock.now()));
  const [fault, setFault] = useState<string>();
  const faultId = useId();

  const go = (): void => {
    const destination = parseDestination(text, clock.duration, frames());
    if (destination.kind === 'invalid') {
      setFault(destination.reason);
      return;
    }
    if (destination.kind === 'frame') onFrame(destination.index);
    else clock.seek(destination.time);
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
        aria-describedby={fault === undefined ? undefined : faultId}
        placeholder="1:23.5 or f1234"
        onFocus={(event) => event.target.select()}
        onBlur={onClose}
        onChange={(event) => {
          setText(event.target.value);
          setFault(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {fault !== undefined && (
        <span id={faultId} role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </span>
  );
}
