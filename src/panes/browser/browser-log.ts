/** The pane's layers, read: what happened in all browsers of the trace, in time order. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { RECORDED_TAB } from '../../trace/dom-actions.ts';
import type { DomRecording } from '../../trace/dom-recording.ts';
import type { NetworkEntry } from '../../trace/har.ts';
import type { BrowserEvent, TimedBrowserEvent } from '../../trace/layers.ts';
import { Track, type Timed } from '../../trace/track.ts';
import {
  browserState,
  type BrowserState,
  type Snapshot,
  type TabbedEvent,
  type Visit,
} from './browser-state.ts';
import { actsOf, type Act } from './interactions.ts';
import type { NamedRecording } from './wanted-dom.ts';

export interface Message extends Timed {
  readonly level: Extract<BrowserEvent, { readonly type: 'console' }>['level'];
  readonly text: string;
}

interface TabVisits {
  readonly visits: Track<Visit>;
  readonly acts: Track<Act>;
  readonly snapshots: Track<Snapshot>;
}

const NOTHING: TabVisits = { visits: new Track([]), acts: new Track([]), snapshots: new Track([]) };

export class BrowserLog {
  readonly events: Track<TabbedEvent>;
  readonly messages: Track<Message>;
  readonly requests: Track<NetworkEntry>;
  readonly recordings: readonly NamedRecording[];
  readonly #tabs: ReadonlyMap<string, TabVisits>;
  /** The latest answer, since all parts of the pane ask for the same moment. */
  #last: { readonly count: number; readonly state: BrowserState } | undefined;

  constructor(
    browsers: readonly { readonly id: string; readonly track: Track<TimedBrowserEvent> }[],
    networks: readonly Track<NetworkEntry>[],
    doms: readonly { readonly id: string; readonly recording: DomRecording }[] = [],
  ) {
    // Where nothing else tells what was done in the browser, the recordings of its pages do, each of a tab.
    const layers =
      browsers.length > 0 ? browsers : doms.map(({ id, recording }) => ({ id, track: recording.actions }));
    // Layers name their tabs for themselves.
    const nameOf = (id: string, tab: string): string => (layers.length > 1 ? `${id}/${tab}` : tab);
    const events = inOrder(
      layers.map(({ id, track }) =>
        track.items.map((item): TabbedEvent => ({ ...item, tab: nameOf(id, item.event.tab) })),
      ),
    );
    this.recordings = doms.map((dom) => ({
      ...dom,
      tab: browsers.length > 0 ? undefined : nameOf(dom.id, RECORDED_TAB),
    }));
    this.events = new Track(events);
    this.requests = new Track(inOrder(networks.map(({ items }) => items)));
    this.messages = new Track(
      events.flatMap(({ time, event }) =>
        event.type === 'console' ? [{ time, level: event.level, text: event.text }] : [],
      ),
    );
    this.#tabs = tabsOf(events);
  }

  /** How many events have happened at `now`: what the state depends on. */
  countAt(now: TraceTime): number {
    return this.events.indexAt(now) + 1;
  }

  /** The browser after its first `count` events; the same object for the same count in a row. */
  state(count: number): BrowserState {
    if (this.#last?.count !== count) this.#last = { count, state: browserState(this.events.items, count) };
    return this.#last.state;
  }

  /** All that happened in a tab, also later than now. */
  tab(tab: string | undefined): TabVisits {
    return (tab === undefined ? undefined : this.#tabs.get(tab)) ?? NOTHING;
  }
}

/** The items of several layers as one list; those of one layer keep their order. */
function inOrder<T extends Timed>(lists: readonly (readonly T[])[]): readonly T[] {
  const [only, second] = lists;
  if (only && !second) return only;
  return lists.flat().sort((a, b) => a.time - b.time);
}

function tabsOf(events: readonly TabbedEvent[]): ReadonlyMap<string, TabVisits> {
  const groups = new Map<string, TabbedEvent[]>();
  for (const item of events) {
    const group = groups.get(item.tab);
    if (group) group.push(item);
    else groups.set(item.tab, [item]);
  }
  const visits = ([tab, items]: readonly [string, readonly TabbedEvent[]]): readonly [string, TabVisits] => {
    // Read as the state at the end is, but without the end of the tab, which would take all of it away.
    const open = items.filter(({ event }) => event.type !== 'tab_closed');
    const { history = [], interactions = [] } = browserState(open, open.length).tabs[0] ?? {};
    const snapshots = items.flatMap(({ time, event }) =>
      event.type === 'snapshot' ? [{ time, path: event.path, width: event.width, height: event.height }] : [],
    );
    return [
      tab,
      { visits: new Track(history), acts: new Track(actsOf(interactions)), snapshots: new Track(snapshots) },
    ];
  };
  return new Map([...groups].map(visits));
}
