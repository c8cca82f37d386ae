import styles from './Reading.module.css';

/** Stands in the place of what is being read or loaded: `what` is a sentence. It appears late, so that it does not flash. */
export function Reading({ what }: { readonly what: string }) {
  return (
    <div className={styles['place']} role="status">
      <p>{what}</p>
      <div className={styles['bar']} />
    </div>
  );
}
