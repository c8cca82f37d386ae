import { useLayoutEffect } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';

/**
 * Holds the clock while what is in sight is not what `wantedAt` tells for now. It listens to the clock itself: a hold
 * that waited for a render would come after the moment was called settled.
 */
export function usePageHold(
  clock: Clock,
  wantedAt: (now: TraceTime) => string | undefined,
  shown: string | undefined,
): void {
  useLayoutEffect(() => {
    let release: (() => void) | undefined;
    const check = (): void => {
      const wanted = wantedAt(clock.now());
      const late = wanted !== undefined && wanted !== shown;
      if (late) release ??= clock.hold('browser');
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
  }, [clock, wantedAt, shown]);
}
