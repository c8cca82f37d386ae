import styles from './try-again.module.css';

/** Beside the words that tell of a failure. */
export function TryAgain({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className={styles['button']} onClick={onClick}>
      Try again
    </button>
  );
}
