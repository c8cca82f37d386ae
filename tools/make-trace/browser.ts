/** What a browser showed: visits with a picture of the page each, what was done there, its console, its requests. */
import type { BrowserEvent } from '../../src/schema/generated/types.ts';
import { Dice } from './dice.ts';
import type { BundleFolder, LineWriter } from './folder.ts';
import { MONOTONIC_ORIGIN } from './manifest.ts';
import { moments, SECOND, type Burst, type Typed } from './session.ts';
import { camel, noun, sentence, verb } from './words.ts';

const VISITS_AN_HOUR = 70;
const VIEWPORT = { width: 1_280, height: 860 } as const;
const HOST = 'http://localhost:8080';
const TABS = 3;
const SEARCH = { selector: 'input[name="q"]', tag: 'input', name: 'Search', input_type: 'search' } as const;
const REQUESTS = ['text/css', 'text/javascript', 'application/json', 'image/png', 'font/woff2'];

/** A visit, for the archive of requests. */
export interface Visit {
  readonly time: number;
  readonly url: string;
}

export interface BrowserResult {
  readonly visits: readonly Visit[];
  readonly typed: readonly Typed[];
}

/** Writes the records, and a page for each visit, to `folder`. */
export function writeBrowser(
  folder: BundleFolder,
  lines: LineWriter,
  {
    seed,
    hours,
    bursts,
  }: { readonly seed: number; readonly hours: number; readonly bursts: readonly Burst[] },
): BrowserResult {
  const dice = new Dice(seed, 'browser');
  const visits: Visit[] = [];
  const typed: Typed[] = [];
  const put = (event: BrowserEvent): void => lines.record({ ...event, t: event.t + MONOTONIC_ORIGIN });
  for (let tab = 1; tab <= TABS; tab += 1) put({ t: 0, type: 'tab_opened', tab: `tab-${tab}` });
  let front = '';
  let last = 1;
  for (const moment of moments(bursts, Math.max(2, Math.round(VISITS_AN_HOUR * hours)), dice)) {
    let t = Math.max(moment, last + 1);
    const tab = `tab-${dice.uneven(TABS) + 1}`;
    if (tab !== front) put({ t, type: 'tab_activated', tab });
    front = tab;
    const title = `${noun(dice)} ${verb(dice)} - ledger manual`;
    const url = `${HOST}/${noun(dice)}/${camel(dice)}?${noun(dice)}=${dice.whole(1, 9_999)}`;
    put({ t, type: 'navigated', tab, url, title });
    visits.push({ time: t, url });
    const path = `layers/browser/page-${String(visits.length).padStart(5, '0')}.html`;
    folder.write(path, page(dice, title));
    t += dice.whole(90_000, 400_000);
    put({ t, type: 'snapshot', tab, url, title, path, ...VIEWPORT, scroll_x: 0, scroll_y: 0 });
    for (let n = dice.whole(0, 3), y = 0; n > 0; n -= 1) {
      t += dice.whole(200_000, 900_000);
      y += dice.whole(60, 600);
      put({ t, type: 'scroll', tab, scroll_x: 0, scroll_y: y });
    }
    if (dice.chance(0.5)) {
      t += dice.whole(200_000, 700_000);
      const [x, y] = [dice.whole(20, 1_200), dice.whole(20, 800)];
      put({
        t,
        type: 'click',
        tab,
        target: { selector: `a[href="/${noun(dice)}"]`, tag: 'a', role: 'link', name: noun(dice) },
        x,
        y,
      });
    }
    if (dice.chance(0.3)) {
      const text = `${noun(dice)} ${noun(dice)}`;
      const start = t;
      for (let end = 1; end <= text.length; end += 1) {
        t += dice.whole(60_000, 160_000);
        put({ t, type: 'input', tab, target: SEARCH, value: text.slice(0, end) });
      }
      typed.push({ start, end: t, text });
    }
    if (dice.chance(0.25))
      put({
        t,
        type: 'console',
        tab,
        level: dice.pick(['log', 'info', 'warning', 'error']),
        text: sentence(dice),
      });
    last = t;
  }
  return { visits, typed };
}

/** The requests of the visits, as an HTTP archive. `origin`: milliseconds since 1970 of trace time 0. */
export function writeArchive(
  lines: LineWriter,
  seed: number,
  visits: readonly Visit[],
  origin: number,
): number {
  const dice = new Dice(seed, 'network');
  let count = 0;
  lines.add('{"log":{"version":"1.2","creator":{"name":"make-trace","version":"1"},"entries":[');
  for (const [index, { time, url }] of visits.entries()) {
    const requests = dice.whole(3, 14);
    for (let n = 0; n < requests; n += 1) {
      const start = origin + Math.round(time / 1_000) + n * dice.whole(2, 40);
      const type = n === 0 ? 'text/html' : dice.pick(REQUESTS);
      const address = n === 0 ? url : `${HOST}/assets/${noun(dice)}-${dice.hex(8)}`;
      const end = index === visits.length - 1 && n === requests - 1 ? '' : ',';
      lines.add(JSON.stringify(entry(dice, start, address, type)) + end);
      count += 1;
    }
  }
  lines.add(']}}');
  return count;
}

function entry(dice: Dice, start: number, url: string, mimeType: string): object {
  const time = dice.whole(1, 380);
  const size = dice.whole(120, 90_000);
  const status = dice.chance(0.94) ? 200 : dice.pick([304, 404, 500]);
  return {
    startedDateTime: new Date(start).toISOString(),
    time,
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      headers: [],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status,
      statusText: status === 200 ? 'OK' : '',
      httpVersion: 'HTTP/1.1',
      headers: [],
      cookies: [],
      content: { size, mimeType },
      redirectURL: '',
      headersSize: -1,
      bodySize: size,
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

function page(dice: Dice, title: string): string {
  const rows = Array.from({ length: dice.whole(15, 70) }, () => {
    const cells = [noun(dice), camel(dice), String(dice.whole(0, 99_999)), dice.hex(8)].map(
      (cell) => `<td>${cell}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const text = Array.from({ length: dice.whole(4, 16) }, () => `<p>${sentence(dice)} ${sentence(dice)}</p>`);
  return `<!doctype html><html lang="en"><head><title>${title}</title><style>body{font:15px/1.5 sans-serif;margin:24px;color:#222}
table{border-collapse:collapse}td{border:1px solid #ccc;padding:2px 8px}nav a{margin-right:12px}</style></head>
<body><nav>${Array.from({ length: 6 }, () => `<a href="/${noun(dice)}">${noun(dice)}</a>`).join('')}
<input type="search" name="q" aria-label="Search"></nav><h1>${title}</h1>
${text.join('\n')}
<table>${rows.join('\n')}</table></body></html>
`;
}

/** Milliseconds of a visit's last request, at most, after it: requests must end within the trace. */
export const VISIT_MICROS = 2 * SECOND;
