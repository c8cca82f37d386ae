/** A short session in a browser: two tabs, a secret, a page that is never snapped and one whose snapshot is gone. */
import { fromSeconds } from '../../../src/base/time.ts';
import type { NetworkEntry } from '../../../src/trace/har.ts';
import type { BrowserEvent } from '../../../src/trace/layers.ts';

const HOME = {
  tab: 'a',
  url: 'https://example.org/',
  title: 'Home',
  path: 'home.html',
  width: 800,
  height: 400,
};
const FIELD = { selector: '#q', tag: 'input', name: 'Search' };
export const EVENTS: readonly BrowserEvent[] = [
  { t: 1, type: 'tab_opened', tab: 'a' },
  { t: 1, type: 'tab_activated', tab: 'a' },
  { t: 2, type: 'navigated', tab: 'a', url: 'https://example.org/', title: 'Home' },
  { t: 3, type: 'snapshot', ...HOME },
  { t: 4, type: 'click', tab: 'a', target: FIELD, x: 400, y: 200 },
  { t: 5, type: 'input', tab: 'a', target: FIELD, value: 'p' },
  { t: 5.5, type: 'input', tab: 'a', target: FIELD, value: 'pl' },
  { t: 6, type: 'input', tab: 'a', target: { name: 'Password', input_type: 'password' }, value: 'hunter2' },
  { t: 7, type: 'scroll', tab: 'a', scroll_x: 0, scroll_y: 300 },
  { t: 8, type: 'navigated', tab: 'a', url: 'https://example.org/\u202Egpj.exe', title: 'Two' },
  { t: 8.5, type: 'console', tab: 'a', level: 'error', text: 'it broke' },
  { t: 9, type: 'snapshot', ...HOME, title: 'Two', url: 'https://example.org/two', path: 'two.html' },
  { t: 10, type: 'tab_opened', tab: 'b' },
  { t: 10, type: 'tab_activated', tab: 'b' },
  { t: 11, type: 'snapshot', ...HOME, tab: 'b', title: 'Lost', path: 'lost.html' },
];
export const PAGES = {
  'home.html':
    '<title>Home</title><style>a:link{color:red}</style><a href="https://example.org/two">two</a><div style="height:2000px">',
  'two.html': '<p>second',
};
const request = (seconds: number, more: Partial<NetworkEntry> = {}): NetworkEntry => ({
  time: fromSeconds(seconds),
  end: fromSeconds(seconds + 0.5),
  method: 'GET',
  url: `https://example.org/file-${seconds}.js`,
  status: 200,
  statusText: 'OK',
  mimeType: 'text/javascript',
  bytes: 1234,
  failure: undefined,
  ...more,
});
export const REQUESTS = [
  request(2),
  request(8, { status: 404, statusText: 'Not Found' }),
  request(9, { status: undefined, end: undefined, bytes: undefined, mimeType: undefined, method: undefined }),
];
