import { networkLog } from '../../src/cli/capture/browser/network-log.ts';
import { eventOf, type ProtocolMessage } from '../../src/cli/capture/browser/records.ts';
import type { BrowserRecord } from '../record/browser-log.ts';
import type { BundleWriter } from './writer.ts';

const CREATOR = { name: 'playhead-capture', version: '1.0.0' };

/** Writes the page snapshots, and gives the records of the browser_events layer. */
export function browserEvents(records: readonly BrowserRecord[], writer: BundleWriter): readonly object[] {
  let pages = 0;
  const titles = records.flatMap((record) => (record.type === 'page' ? [record] : []));
  return records
    .map((record) => {
      if (record.type === 'page') {
        const { html, title, width, height, scrollX, scrollY } = record.state;
        const path = writer.write(`layers/browser/page-${String(++pages).padStart(2, '0')}.html`, html);
        const { t, tab, url } = record;
        return {
          ...{ t, type: 'snapshot', tab, url, title, path, width, height },
          ...{ scroll_x: scrollX, scroll_y: scrollY },
        };
      }
      if (record.type !== 'navigated') return eventOf(record);
      // The title is known once the page has loaded: take it from the snapshot that follows.
      const title = titles.find((page) => page.t >= record.t && page.url === record.url)?.state.title;
      return { ...record, ...(title !== undefined && { title }) };
    })
    .toSorted((a, b) => a.t - b.t);
}

/** HAR 1.2 of everything that the browser loaded, with the bodies that are text. */
export function sessionArchive(messages: readonly ProtocolMessage[]): ReturnType<typeof networkLog> {
  const ofTab = messages.map((message) => ({ ...message, tab: 'tab-1' }));
  return networkLog(ofTab, { creator: CREATOR, withBodies: true });
}
