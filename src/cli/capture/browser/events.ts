/** What the recorder of the browser wrote becomes the records of the browser_events layer. Pure. */
import type { BrowserEvent } from '../../../schema/generated/types.ts';
import type { BrowserLine, FoundTab } from './browser-lines.ts';
import { eventOf } from './records.ts';

type Navigated = Extract<BrowserEvent, { readonly type: 'navigated' }>;

interface OpenTab {
  readonly name: string;
  url: string;
  /** Its last navigation, by its place in the list. */
  navigated: number | undefined;
  /** Told before any navigation was: where the tab is was found out later. */
  title: string;
}

const BLANK = new Set(['', 'about:blank']);

/**
 * `lines`: in the order in which they were written, by all recorders one after the other. `place`: from the lines' time
 * to that of the trace. Tabs are named in the order in which they were seen, tab-1 first.
 */
export function browserEvents(
  lines: readonly BrowserLine[],
  place: (t: number) => number,
): readonly BrowserEvent[] {
  const tabs = new Tabs(place);
  for (const line of lines) tabs.take(line);
  // What a page tells of may have happened before what was written first.
  return tabs.events.toSorted((a, b) => a.t - b.t);
}

class Tabs {
  readonly events: BrowserEvent[] = [];
  readonly #place: (t: number) => number;
  readonly #open = new Map<string, OpenTab>();
  #active: string | undefined;
  #count = 0;

  constructor(place: (t: number) => number) {
    this.#place = place;
  }

  take(line: BrowserLine): void {
    const t = this.#place(line.t);
    switch (line.type) {
      case 'tabs':
        this.#found(t, line.tabs);
        break;
      case 'gone':
        for (const tab of [...this.#open.keys()]) this.#close(t, tab);
        break;
      case 'tab_opened':
        this.#tab(t, line.tab);
        break;
      case 'tab_closed':
        this.#close(t, line.tab);
        break;
      case 'tab_activated':
        if (this.#active === line.tab) break;
        this.events.push({ t, type: line.type, tab: this.#tab(t, line.tab).name });
        this.#active = line.tab;
        break;
      case 'title':
        this.#title(line.tab, line.title);
        break;
      case 'navigated':
        this.#navigate(t, line.tab, line.url, line.same_document);
        break;
      case 'report':
      case 'console':
        this.events.push(eventOf({ ...line, t, tab: this.#tab(t, line.tab).name }));
        break;
      case 'ready':
      case 'network':
        break;
    }
  }

  /** Who begins to record finds what is open, and where each tab is by then. */
  #found(t: number, found: readonly FoundTab[]): void {
    const there = new Set(found.map(({ tab }) => tab));
    for (const tab of [...this.#open.keys()]) if (!there.has(tab)) this.#close(t, tab);
    for (const { tab, url } of found) {
      const known = this.#tab(t, tab);
      if (withoutValues(known.url) !== withoutValues(url) && !BLANK.has(url)) this.#navigate(t, tab, url);
    }
  }

  #tab(t: number, tab: string): OpenTab {
    const known = this.#open.get(tab);
    if (known) return known;
    const opened = { name: `tab-${(this.#count += 1)}`, url: '', navigated: undefined, title: '' };
    this.#open.set(tab, opened);
    this.events.push({ t, type: 'tab_opened', tab: opened.name });
    return opened;
  }

  #navigate(t: number, tab: string, url: string, isSame?: true): void {
    const open = this.#tab(t, tab);
    open.url = url;
    open.navigated = this.events.length;
    const same = isSame === undefined ? {} : { same_document: isSame };
    this.events.push({ t, type: 'navigated', tab: open.name, url, ...same });
    this.#title(tab, open.title);
    open.title = '';
  }

  /** A document's title is told later than its address. */
  #title(tab: string, title: string): void {
    const open = this.#open.get(tab);
    if (!open || title === '') return;
    const { navigated } = open;
    const event = navigated === undefined ? undefined : this.events[navigated];
    if (navigated === undefined) open.title = title;
    else if (event?.type === 'navigated') this.events[navigated] = { ...event, title } satisfies Navigated;
  }

  #close(t: number, tab: string): void {
    const open = this.#open.get(tab);
    if (!open) return;
    this.#open.delete(tab);
    if (this.#active === tab) this.#active = undefined;
    this.events.push({ t, type: 'tab_closed', tab: open.name });
  }
}

/** What was in the parameters is not known of an address that was found. */
function withoutValues(address: string): string {
  return address.replace(/=[^&#;]*/g, '=');
}
