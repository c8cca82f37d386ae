/** Which moment of which DOM recording the pane has to show. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { DomPage, DomRecording, Viewport } from '../../trace/dom-recording.ts';
import type { BrowserLog } from './browser-log.ts';
import { withoutFragment, type TabState } from './browser-state.ts';
import { visibleText } from './visible-text.ts';

/** A recording of the trace, read. */
export interface NamedRecording {
  /** Of its layer. */
  readonly id: string;
  /** The tab that it is of; undefined where only the address can tell. */
  readonly tab: string | undefined;
  readonly recording: DomRecording;
}

export interface DomMoment {
  /** The same for what looks the same. */
  readonly key: string;
  readonly layer: string;
  readonly recording: DomRecording;
  readonly page: DomPage;
  /** How many of the recording's events have happened. */
  readonly count: number;
  /** The node under the pointer; undefined where that is not known. */
  readonly pointer: number | undefined;
  readonly viewport: Viewport | undefined;
  /** For whoever cannot see it. */
  readonly title: string;
}

/** undefined where no recording shows the page of the tab in front. */
export function wantedDom(log: BrowserLog, now: TraceTime): DomMoment | undefined {
  if (log.recordings.length === 0) return undefined;
  const { active } = log.state(log.countAt(now));
  if (!active) return undefined;
  let best: DomMoment | undefined;
  let latest = -1;
  for (const named of log.recordings) {
    const moment = momentOf(named, active, now);
    // Not the one that changed last: of two that go on at once, each would be built anew at every change of the other.
    if (moment && moment.page.time > latest) {
      best = moment;
      latest = moment.page.time;
    }
  }
  return best;
}

function momentOf(named: NamedRecording, active: TabState, now: TraceTime): DomMoment | undefined {
  const { id, recording } = named;
  const page = recording.pages.at(now);
  if (!page || !isOf(named, page, active)) return undefined;
  const count = recording.events.indexAt(now) + 1;
  const pointer = recording.pointer.at(now);
  const known = pointer && pointer.time >= page.time ? pointer.id : undefined;
  return {
    key: JSON.stringify([id, page.first, count, known]),
    layer: id,
    recording,
    page,
    count,
    pointer: known,
    viewport: recording.viewports.at(now),
    title: `Page: ${visibleText(active.title ?? active.url ?? '')}`,
  };
}

/** An address that changed without a new document leaves the recording as it was. */
function isOf({ tab }: NamedRecording, { href }: DomPage, active: TabState): boolean {
  if (tab !== undefined && tab !== active.tab) return false;
  return active.addresses.has(withoutFragment(href));
}

/** The next page of a recording that shows the tab while it is at the same address; undefined where there is none. */
export function nextDom(log: BrowserLog, active: TabState, now: TraceTime): TraceTime | undefined {
  const times = log.recordings.flatMap((named) => {
    const { pages } = named.recording;
    const later = pages.items.slice(pages.indexAt(now) + 1);
    return later.find((page) => isOf(named, page, active))?.time ?? [];
  });
  return times.length > 0 ? (Math.min(...times) as TraceTime) : undefined;
}
