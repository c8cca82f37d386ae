import { useMemo, useSyncExternalStore } from 'react';
import type { Clock } from './clock.ts';
import { steadyFrame } from './steady-frame.ts';
import styles from './transport.module.css';

/** The frame on screen. */
export interface FramePlace {
  /** In the frame table, from 0. */
  readonly index: number;
  readonly count: number;
  /** true: the browser confirmed this very frame; false: it did not; null: not known yet. */
  readonly exact: boolean | null;
}

/** A value that changes: any zustand store is one. `getState` gives the same object until there is another value. */
export interface Readable<T> {
  readonly getState: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

interface FrameReadoutProps {
  readonly frame: Readable<FramePlace | undefined>;
  readonly clock: Clock;
}

/** `frame 1234 / 4890` and whether that is proven. It alone renders when the frame changes. */
export function FrameReadout({ frame, clock }: FrameReadoutProps) {
  const steady = useMemo(() => steadyFrame(frame, () => !clock.playing), [frame, clock]);
  const place = useSyncExternalStore(steady.subscribe, steady.getState);
  if (!place) return null;
  const { index, count, exact } = place;
  return (
    <span
      className={styles['frame']}
      title={`Frame ${index}, counted from 0, of ${count}`}
      data-testid="frame"
    >
      <span className={styles['unit']}>frame</span>
      <span className={styles['number']} style={{ minWidth: `${String(count).length}ch` }}>
        {index}
      </span>
      <span className={styles['of']}>/ {count}</span>
      {exact !== null && (
        <span
          className={styles['badge']}
          data-exact={exact}
          title={exact ? 'The browser confirmed this very frame' : 'The browser has not confirmed this frame'}
        >
          {exact ? 'exact' : 'unverified'}
        </span>
      )}
    </span>
  );
}
