import { createRequire } from 'node:module';
import type { BrowserRecord, ProtocolMessage } from '../record/browser-log.ts';
import type { BundleWriter } from './writer.ts';

const requireModule = createRequire(import.meta.url);

/** Writes the page snapshots, and gives the records of the browser_events layer. */
export function browserEvents(records: readonly BrowserRecord[], writer: BundleWriter): readonly object[] {
  let pages = 0;
  const titles = records.flatMap((record) => (record.type === 'page' ? [record] : []));
  return records
    .map((record) => {
      switch (record.type) {
        case 'page': {
          const { html, title, width, height, scrollX, scrollY } = record.state;
          const path = writer.write(`layers/browser/page-${String(++pages).padStart(2, '0')}.html`, html);
          const { t, tab, url } = record;
          return {
            t,
            type: 'snapshot',
            tab,
            url,
            title,
            path,
            width,
            height,
            scroll_x: scrollX,
            scroll_y: scrollY,
          };
        }
        case 'report': {
          const { kind, target, value, masked, x, y } = record.report;
          const base = { t: record.t, type: kind, tab: record.tab };
          if (kind === 'scroll') return { ...base, scroll_x: x ?? 0, scroll_y: y ?? 0 };
          return { ...base, target: target ?? {}, ...defined({ value, masked, x, y }) };
        }
        case 'navigated': {
          // The title is known once the page has loaded: take it from the snapshot that follows.
          const title = titles.find((page) => page.t >= record.t && page.url === record.url)?.state.title;
          return { ...record, ...defined({ title }) };
        }
        case 'console':
        case 'tab_activated':
        case 'tab_opened':
          return record;
      }
    })
    .toSorted((a, b) => a.t - b.t);
}

/** HAR 1.2 of everything that the browser loaded, a page for each navigation. */
export function networkLog(messages: readonly ProtocolMessage[]): {
  readonly text: string;
  readonly entries: number;
} {
  const { harFromMessages } = requireModule('chrome-har') as {
    harFromMessages: (messages: readonly ProtocolMessage[], options: object) => Har;
  };
  const pages: HarPage[] = [];
  const entries: HarEntry[] = [];
  // chrome-har makes one page of a frame, however often it navigates: so it gets each navigation by itself.
  for (const part of byNavigation(messages)) {
    const { log } = harFromMessages(part, { includeTextFromResponseBody: true });
    if (log.entries.length === 0) continue;
    const id = `page_${pages.length + 1}`;
    pages.push(...log.pages.slice(0, 1).map((page) => ({ ...page, id })));
    entries.push(...log.entries.map((entry) => ({ ...entry, pageref: id })));
  }
  const creator = {
    name: 'playhead-capture',
    version: '1.0.0',
    comment: 'DevTools protocol through chrome-har',
  };
  const har = { log: { version: '1.2', creator, pages, entries } };
  return { text: `${JSON.stringify(har, null, 1)}\n`, entries: entries.length };
}

function byNavigation(messages: readonly ProtocolMessage[]): ProtocolMessage[][] {
  const parts: ProtocolMessage[][] = [];
  for (const message of messages) {
    const started = message.method === 'Page.frameStartedLoading';
    const part = parts.at(-1);
    if (!part || started) parts.push([message]);
    else part.push(message);
  }
  return parts;
}

interface HarPage {
  readonly id: string;
}

interface HarEntry {
  readonly pageref: string;
}

interface Har {
  readonly log: { readonly pages: readonly HarPage[]; readonly entries: readonly HarEntry[] };
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
