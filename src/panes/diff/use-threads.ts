import { useMemo } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { commentTimes, latestComment, threadsAt, type ReviewThread } from './review-threads.ts';

/** The threads as they stand at the playhead: other ones only when somebody has said something. */
export function useThreads(threads: readonly ReviewThread[], clock: Clock): readonly ReviewThread[] {
  const times = useMemo(() => commentTimes(threads), [threads]);
  const latest = useClock(clock, (now) => latestComment(times, now));
  return useMemo(() => (latest === undefined ? [] : threadsAt(threads, latest)), [threads, latest]);
}
