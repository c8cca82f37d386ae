import { useEffect } from 'react';
import type { Clock } from '../../timeline/clock.ts';

/** Holds the clock while `needed`, until the render in which it no longer is has been shown. */
export function useHold(clock: Clock, holder: string, needed: boolean): void {
  useEffect(() => (needed ? clock.hold(holder) : undefined), [clock, holder, needed]);
}
