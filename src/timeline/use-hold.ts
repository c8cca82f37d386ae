import { useLayoutEffect } from 'react';
import type { TraceTime } from '../base/time.ts';
import type { Clock } from './clock.ts';
import { OneHold } from './one-hold.ts';

/**
 * Holds the clock, in the name of `holder`, while what is in sight is not that of now; a new `isLate` for what is in sight then. It
 * listens to the clock itself: a hold that waited for a render would come after the moment was called settled.
 */
export function useHold(clock: Clock, holder: string, isLate: (now: TraceTime) => boolean): void {
  useLayoutEffect(() => {
    const hold = new OneHold(clock, holder);
    const check = (): void => hold.set(isLate(clock.now()));
    check();
    const stop = clock.subscribe(check);
    return () => {
      stop();
      hold.set(false);
    };
  }, [clock, holder, isLate]);
}
