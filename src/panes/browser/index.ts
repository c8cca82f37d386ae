import { definePane } from '../pane.tsx';
import { selectBrowser } from './browser-data.ts';

/** The browser as it stood at the playhead: tabs, page, what was done on it, its network and its console. */
export const browserPane = definePane({
  id: 'browser',
  title: 'Browser',
  kinds: ['browser_events', 'browser_dom', 'network', 'page_archive'],
  needs: ['browsers', 'doms', 'networks', 'layers', 'bundle'],
  select: selectBrowser,
  load: async () => (await import('./BrowserPane.tsx')).BrowserPane,
});
