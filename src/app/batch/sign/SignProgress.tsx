import { number } from '../words.ts';
import styles from './sign.module.css';
import type { Work } from './sign-state.ts';

interface SignProgressProps {
  readonly work: Work;
  readonly onCancel: () => void;
}

/** How far the traces are read. */
export function SignProgress({ work, onCancel }: SignProgressProps) {
  const { index, of, name, done, depth } = work;
  const words = depth === 'bytes' ? 'Reading every byte' : 'Reading manifests and reviews';
  return (
    <div className={styles['progress']}>
      <span>
        {words}: {number(Math.min(index + 1, of))} of {number(of)}
      </span>
      <progress
        className="thin-progress"
        value={of === 0 ? 1 : Math.min(1, (index + done) / of)}
        aria-label={words}
      />
      <span className={styles['muted']} title={name}>
        {name}
      </span>
      <button type="button" className="quiet-button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
