import { useEffect } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { PaneReport } from '../pane.tsx';
import type { BrowserLog } from './browser-log.ts';

/** What the pane tells of a moment. `snapshot`: path of the page in sight. */
export function browserReport(log: BrowserLog, now: TraceTime, snapshot: string | null): PaneReport {
  const { tabs, active } = log.state(log.countAt(now));
  return {
    tabs: tabs.length,
    url: active?.url ?? null,
    title: active?.title ?? null,
    snapshot,
    requests: log.requests.indexAt(now) + 1,
    console: log.messages.indexAt(now) + 1,
  };
}

/** Reports each moment while no page is in sight, which would report for itself. */
export function useBrowserReport(
  enabled: boolean,
  log: BrowserLog,
  clock: Clock,
  report: (shown: PaneReport) => void,
): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const tell = (): void => report(browserReport(log, clock.now(), null));
    tell();
    return clock.subscribe(tell);
  }, [enabled, log, clock, report]);
}
