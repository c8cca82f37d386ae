import { definePane } from '../pane.tsx';
import { selectBrowser, type BrowserData } from './browser-data.ts';

/** The browser as it stood at the playhead: tabs, page, what was done on it, its network and its console. */
export const browserPane = definePane<BrowserData>({
  id: 'browser',
  title: 'Browser',
  kinds: ['browser_events', 'browser_dom', 'network', 'page_archive'],
  select: selectBrowser,
  load: async () => (await import('./BrowserPane.tsx')).BrowserPane,
});
