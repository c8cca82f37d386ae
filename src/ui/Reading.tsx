import { useSyncExternalStore } from 'react';
import type { Lazy } from '../base/lazy.ts';
import styles from './Reading.module.css';

interface ReadingProps {
  /** A sentence. */
  readonly what: string;
  /** What is waited for, where it tells how far it is. */
  readonly of?: Pick<Lazy<unknown>, 'progress' | 'subscribe'> | undefined;
}

/** Stands in the place of what is being read or loaded. It appears late, so that it does not flash. */
export function Reading({ what, of = UNKNOWN }: ReadingProps) {
  const done = useSyncExternalStore(of.subscribe, of.progress);
  return (
    <div className={styles['place']}>
      <p role="status">{what}</p>
      {done === undefined ? (
        <div className={styles['bar']} />
      ) : (
        <progress className={`thin-progress ${styles['part']}`} value={done} aria-label={what} />
      )}
    </div>
  );
}

const UNKNOWN = { progress: () => undefined, subscribe: () => () => undefined };
