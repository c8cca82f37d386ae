/** What the browser showed at a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { TimedBrowserEvent } from '../../trace/layers.ts';
import { MASK, targetName, type Interaction } from './interactions.ts';

/** An event of one of the trace's browser layers; the names of tabs are unique over all of them. */
export interface TabbedEvent extends TimedBrowserEvent {
  readonly tab: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A page as it was recorded once. */
export interface Snapshot {
  readonly time: TraceTime;
  readonly path: string;
  /** Of the viewport, in CSS pixels; undefined where it was not recorded. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

export interface Visit {
  readonly time: TraceTime;
  readonly url: string;
  readonly title: string | undefined;
}

export interface Click extends Point {
  readonly time: TraceTime;
}

export interface TabState {
  readonly tab: string;
  /** undefined before the first navigation that was recorded. */
  readonly url: string | undefined;
  readonly title: string | undefined;
  /** Addresses of the document in it, without fragments: steps within the document change its address. */
  readonly addresses: ReadonlySet<string>;
  /** Navigations so far, oldest first. */
  readonly history: readonly Visit[];
  /** The last one, also where it shows an earlier page. */
  readonly snapshot: Snapshot | undefined;
  /** The snapshot shows the page that the tab is on: no navigation came after it. */
  readonly fresh: boolean;
  /** Of the page, in CSS pixels; undefined where it was not recorded. */
  readonly scroll: Point | undefined;
  /** The last click on this page whose place was recorded. */
  readonly click: Click | undefined;
  /** What was done in the tab so far, oldest first. */
  readonly interactions: readonly Interaction[];
}

export interface BrowserState {
  /** Open tabs, in the order in which they were opened. */
  readonly tabs: readonly TabState[];
  /** The tab in front; undefined where there is none, or the recording does not tell. */
  readonly active: TabState | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface TabDraft extends Mutable<TabState> {
  addresses: Set<string>;
  history: Visit[];
  interactions: Interaction[];
}

/** The browser after the first `count` of `events`, which are in time order. */
export function browserState(events: readonly TabbedEvent[], count: number): BrowserState {
  const tabs = new Map<string, TabDraft>();
  let front: string | undefined;
  for (const item of events.slice(0, count)) {
    if (item.event.type === 'tab_closed') {
      tabs.delete(item.tab);
      if (front === item.tab) front = undefined;
      continue;
    }
    let tab = tabs.get(item.tab);
    if (!tab) tabs.set(item.tab, (tab = newTab(item.tab)));
    if (bringsToFront(item)) front = item.tab;
    apply(tab, item);
  }
  const open = [...tabs.values()];
  // A single tab is in front whether or not that was recorded.
  const active = front === undefined ? (open.length === 1 ? open[0] : undefined) : tabs.get(front);
  return { tabs: open, active };
}

function newTab(tab: string): TabDraft {
  return {
    tab,
    url: undefined,
    title: undefined,
    addresses: new Set(),
    history: [],
    snapshot: undefined,
    fresh: false,
    scroll: undefined,
    click: undefined,
    interactions: [],
  };
}

/** People act on the tab that they see; pages navigate and scroll by themselves in the back too. */
function bringsToFront({ event: { type } }: TabbedEvent): boolean {
  return ['tab_activated', 'click', 'input', 'change', 'submit'].includes(type);
}

function apply(tab: TabDraft, { time, event }: TabbedEvent): void {
  switch (event.type) {
    case 'navigated':
      // A step within a document, to a fragment, leaves the page as it was; to another address it is a new view.
      if (event.same_document !== true || withoutFragment(event.url) !== withoutFragment(tab.url ?? '')) {
        tab.fresh = false;
        tab.scroll = undefined;
        tab.click = undefined;
      }
      tab.title = event.title ?? (event.same_document === true ? tab.title : undefined);
      tab.url = event.url;
      if (event.same_document !== true) tab.addresses = new Set();
      tab.addresses.add(withoutFragment(event.url));
      tab.history.push({ time, url: event.url, title: event.title });
      break;
    case 'snapshot':
      tab.url = event.url;
      tab.addresses.add(withoutFragment(event.url));
      tab.title = event.title ?? tab.title;
      tab.snapshot = { time, path: event.path, width: event.width, height: event.height };
      tab.fresh = true;
      if (event.scroll_x !== undefined || event.scroll_y !== undefined)
        tab.scroll = { x: event.scroll_x ?? 0, y: event.scroll_y ?? 0 };
      break;
    case 'scroll':
      tab.scroll = { x: event.scroll_x, y: event.scroll_y };
      break;
    case 'click':
    case 'input':
    case 'change':
    case 'submit': {
      if (event.type === 'click' && event.x !== undefined && event.y !== undefined)
        tab.click = { time, x: event.x, y: event.y };
      const masked = event.masked === true || event.target.input_type === 'password';
      tab.interactions.push({
        time,
        tab: tab.tab,
        kind: event.type,
        target: targetName(event.target),
        field: event.target.selector ?? targetName(event.target),
        value: masked ? MASK : event.value,
        masked,
      });
      break;
    }
    case 'tab_opened':
    case 'tab_activated':
    case 'tab_closed':
    case 'console':
      break;
  }
}

export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}
