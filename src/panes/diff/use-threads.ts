import { useMemo } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { commentsUntil, threadsAt, type ReviewThread } from './review-threads.ts';

/** The threads as they stand at the playhead: other ones only when somebody has said something. */
export function useThreads(threads: readonly ReviewThread[], clock: Clock): readonly ReviewThread[] {
  const count = useClock(clock, (now) => commentsUntil(threads, now));
  return useMemo(
    () => threadsAt(threads, clock.now()),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The threads are those of so many comments.
    [threads, clock, count],
  );
}
