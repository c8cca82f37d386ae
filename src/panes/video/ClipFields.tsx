import { useState } from 'react';
import { formatDuration, formatTimecode, parseTime, type TraceTime } from '../../base/time.ts';
import type { ClipProgress } from './clip.client.ts';
import styles from './ClipDialog.module.css';

interface TimeFieldProps {
  readonly label: string;
  /** undefined: what stands there is no time. */
  readonly time: TraceTime | undefined;
  readonly disabled: boolean;
  readonly onChange: (time: TraceTime | undefined) => void;
}

/** A time as text. Until it is edited it is the exact one, of which the text shows milliseconds alone. */
export function TimeField({ label, time, disabled, onChange }: TimeFieldProps) {
  const [text, setText] = useState(() => (time === undefined ? '' : formatTimecode(time)));
  return (
    <label>
      {label}
      <input
        value={text}
        disabled={disabled}
        aria-invalid={time === undefined}
        spellCheck={false}
        onChange={({ target }) => {
          setText(target.value);
          onChange(parseTime(target.value));
        }}
      />
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Choice({ label, onChange, ...rest }: ChoiceProps) {
  return (
    <label className={styles['choice']}>
      <input type="checkbox" {...rest} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

export function Progress({ done, left }: ClipProgress) {
  return (
    <div className={styles['progress']}>
      <progress value={done} aria-label="How much of the clip is made" />
      <span className="tabular">
        {Math.floor(done * 100)} %{left === undefined ? '' : `, ${formatDuration(left)} left`}
      </span>
    </div>
  );
}
