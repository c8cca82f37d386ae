import { useCallback, useSyncExternalStore } from 'react';
import type { TraceTime } from '../base/time.ts';
import type { Clock } from './clock.ts';

type Primitive = string | number | boolean | undefined;

/**
 * What `select` makes of the present time; the component renders only when that changes. Primitives only, so that a
 * selector cannot render at every tick by making a new object.
 */
export function useClock<T extends Primitive>(clock: Clock, select: (now: TraceTime, clock: Clock) => T): T {
  const subscribe = useCallback((listener: () => void) => clock.subscribe(listener), [clock]);
  return useSyncExternalStore(subscribe, () => select(clock.now(), clock));
}
