import { useEffect } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { PaneReport } from '../pane.tsx';
import type { BrowserLog } from './browser-log.ts';

/** The page in sight: path of a snapshot, or id of the layer whose recording it is of. */
export interface Sight {
  readonly snapshot: string | null;
  readonly dom: string | null;
}

export const NO_PAGE: Sight = { snapshot: null, dom: null };

/** What the pane tells of a moment. */
export function browserReport(log: BrowserLog, now: TraceTime, { snapshot, dom }: Sight): PaneReport {
  const { tabs, active } = log.state(log.countAt(now));
  return {
    tabs: tabs.length,
    url: active?.url ?? null,
    title: active?.title ?? null,
    snapshot,
    dom,
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
    const tell = (): void => report(browserReport(log, clock.now(), NO_PAGE));
    tell();
    return clock.subscribe(tell);
  }, [enabled, log, clock, report]);
}
