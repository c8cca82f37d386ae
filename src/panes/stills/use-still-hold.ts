import { useLayoutEffect } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import type { Still } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import { HOLDER } from './stills-data.ts';

/**
 * Holds the clock while the still in sight, by its index, is not that of now. It listens to the clock itself: a hold that
 * waited for a render would come after the moment was called settled.
 */
export function useStillHold(clock: Clock, stills: Track<Still>, shown: number | undefined): void {
  useLayoutEffect(() => {
    let release: (() => void) | undefined;
    const check = (): void => {
      if (stills.indexAt(clock.now()) !== shown) release ??= clock.hold(HOLDER);
      else {
        release?.();
        release = undefined;
      }
    };
    check();
    const stop = clock.subscribe(check);
    return () => {
      stop();
      release?.();
    };
  }, [clock, stills, shown]);
}
