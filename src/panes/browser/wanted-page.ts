/** Which document the pane has to show, or why it shows none. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { BrowserLog } from './browser-log.ts';
import type { BrowserState, Point, Snapshot } from './browser-state.ts';
import { nextDom } from './wanted-dom.ts';

export interface WantedPage {
  /** The same for what looks the same. */
  readonly key: string;
  readonly snapshot: Snapshot;
  readonly scroll: Point;
}

const TOP: Point = { x: 0, y: 0 };

/** undefined where no snapshot shows the page of the tab in front. */
export function wantedPage({ active }: BrowserState): WantedPage | undefined {
  if (!active?.snapshot || !active.fresh) return undefined;
  const { snapshot, scroll = TOP } = active;
  const { path, width, height } = snapshot;
  return { key: JSON.stringify([path, width, height, scroll.x, scroll.y]), snapshot, scroll };
}

/** Why there is no page to show, and when there will be one of the very same visit. */
export interface NoPage {
  readonly reason: string;
  /** What there will be; `label` is for people. */
  readonly next?: { readonly time: TraceTime; readonly label: string };
}

export function noPage(state: BrowserState, log: BrowserLog, now: TraceTime): NoPage {
  const { active, tabs } = state;
  if (tabs.length === 0) return { reason: 'No tab is open.' };
  if (!active) return { reason: 'The recording does not tell which tab was in front.' };
  if (active.url === undefined) return { reason: 'No page was opened in this tab yet.' };
  const { snapshots, visits } = log.tab(active.tab);
  const leaves = visits.items[visits.indexAt(now) + 1]?.time ?? Infinity;
  const snapshot = snapshots.items[snapshots.indexAt(now) + 1]?.time ?? Infinity;
  const dom = nextDom(log, active, now) ?? Infinity;
  const next = Math.min(snapshot, dom);
  if (next > leaves || next === Infinity) return { reason: 'No snapshot of this page was taken.' };
  const time = next as TraceTime;
  return dom < snapshot
    ? { reason: 'The page is not recorded yet.', next: { time, label: 'Recorded' } }
    : { reason: 'No snapshot of this page yet.', next: { time, label: 'Next snapshot' } };
}
