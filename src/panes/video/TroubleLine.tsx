import { Info, X } from 'lucide-react';
import { useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import type { TraceError } from '../../base/errors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Screen.module.css';

interface TroubleLineProps {
  readonly trouble: TraceError;
  /** The part of it that is over, in [0, 1], where it passes. */
  readonly done?: number | undefined;
}

/** What is not as it should be with frames that are shown all the same, until a person has read it. */
export function TroubleLine({ trouble, done }: TroubleLineProps) {
  const [read, setRead] = useState<string>();
  const { title, advice } = describeProblem(trouble);
  if (read === title) return null;
  return (
    <div className={styles['trouble']} role="status">
      <Info size={14} aria-hidden />
      <p>
        {title} <span>{advice}</span>
      </p>
      {done === undefined ? null : <progress value={done} aria-label="Downloaded" />}
      <IconButton icon={X} size={13} label="Close this note" onClick={() => setRead(title)} />
    </div>
  );
}
