import styles from './OpeningProgress.module.css';
import type { Opening } from './session-store.ts';

interface OpeningProgressProps extends Opening {
  readonly onCancel: () => void;
}

/** What is being opened, and how far it is. */
export function OpeningProgress({ label, note, onCancel }: OpeningProgressProps) {
  return (
    <section>
      <div className={styles['opening']}>
        <div role="status">
          <strong>Opening {label.replace(/[?#].*$/, '')}</strong>
          <p>{note} …</p>
        </div>
        <button className="quiet-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
      <div className={styles['progress']} />
    </section>
  );
}
