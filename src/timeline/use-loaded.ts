import { useEffect, useState } from 'react';
import type { Lazy } from '../base/lazy.ts';
import type { Clock } from './clock.ts';

/**
 * What `lazy` makes, holding the clock in the name of `holder` until it is there; undefined meanwhile, and after another one what that made. Its
 * failure is the pane's.
 */
export function useLoaded<T>(lazy: Lazy<T>, clock: Clock, holder: string): T | undefined {
  const [loaded, setLoaded] = useState<{ readonly lazy: Lazy<T>; readonly value: T }>();
  const missing = loaded?.lazy !== lazy;
  useEffect(() => {
    let current = true;
    lazy.get().then(
      (value) => {
        if (current) setLoaded({ lazy, value });
      },
      (error: unknown) => {
        // Thrown where the pane's error boundary hears of it.
        if (current)
          setLoaded(() => {
            throw error;
          });
      },
    );
    return () => {
      current = false;
    };
  }, [lazy]);
  useEffect(() => (missing ? clock.hold(holder) : undefined), [missing, clock, holder]);
  return loaded?.value;
}
