import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { BrowserLog } from './browser-log.ts';
import { DomScreen } from './dom-screen.ts';
import { wantedDom } from './wanted-dom.ts';

/** A screen that follows the clock, and holds it while what is in sight is not that of now. */
export function useDomScreen(
  log: BrowserLog,
  clock: Clock,
): { readonly screen: DomScreen; readonly error: TraceError | undefined } {
  const [screen] = useState(() => new DomScreen());
  useEffect(() => {
    let release: (() => void) | undefined;
    const check = (): void => {
      if (screen.late) release ??= clock.hold('browser');
      else {
        release?.();
        release = undefined;
      }
    };
    const follow = (): void => {
      screen.want(wantedDom(log, clock.now()));
      check();
    };
    const stops = [screen.subscribe(check), clock.subscribe(follow)];
    follow();
    return () => {
      for (const stop of stops) stop();
      release?.();
    };
  }, [screen, log, clock]);
  return { screen, error: useSyncExternalStore(screen.subscribe, screen.error) };
}
