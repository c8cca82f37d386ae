import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { BrowserLog } from '../../../src/panes/browser/browser-log.ts';
import { actsOf, valueAt } from '../../../src/panes/browser/interactions.ts';
import { barOf, formatBytes, shortType, spanOf, underWay } from '../../../src/panes/browser/network-list.ts';
import { resourceName, visibleText } from '../../../src/panes/browser/visible-text.ts';
import { noPage, wantedPage } from '../../../src/panes/browser/wanted-page.ts';
import { wantedDom } from '../../../src/panes/browser/wanted-dom.ts';
import type { DomRecording } from '../../../src/trace/dom-recording.ts';
import type { NetworkEntry } from '../../../src/trace/har.ts';
import type { BrowserEvent } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';
import { page, recordingOf } from './dom-data.ts';
import { timed } from './pane-data.ts';

const URL_A = 'https://example.org/a';
const open = (t: number, tab = 'a'): BrowserEvent => ({ t, type: 'tab_opened', tab });
const go = (t: number, url = URL_A, more: object = {}): BrowserEvent => ({
  t,
  type: 'navigated',
  tab: 'a',
  url,
  ...more,
});
const shot = (t: number, path = 'a.html', more: object = {}): BrowserEvent => ({
  t,
  type: 'snapshot',
  tab: 'a',
  url: URL_A,
  path,
  ...more,
});
const act = (t: number, type: 'click' | 'input' | 'change' | 'submit', more: object = {}): BrowserEvent => ({
  t,
  type,
  tab: 'a',
  target: { selector: '#q', name: 'Search' },
  ...more,
});

const logOf = (...layers: readonly (readonly BrowserEvent[])[]): BrowserLog =>
  new BrowserLog(
    layers.map((events, index) => ({ id: `layer-${index}`, track: new Track(timed(events)) })),
    [],
  );
const stateOf = (seconds: number, ...events: readonly BrowserEvent[]) => {
  const log = logOf(events);
  return log.state(log.countAt(fromSeconds(seconds)));
};

describe('tabs', () => {
  it('are open from their opening to their end, in that order', () => {
    const events = [open(1), open(2, 'b'), { t: 3, type: 'tab_closed', tab: 'a' }] as const;
    const tabs = (seconds: number) => stateOf(seconds, ...events).tabs.map(({ tab }) => tab);
    expect([0.5, 1, 2, 3].map(tabs)).toEqual([[], ['a'], ['a', 'b'], ['b']]);
  });

  it('come to the front by activation or by what a person does; else it is not known', () => {
    const events = [
      open(1),
      open(2, 'b'),
      act(3, 'click'),
      { t: 4, type: 'tab_activated', tab: 'b' },
    ] as const;
    const front = (seconds: number) => stateOf(seconds, ...events).active?.tab;
    expect([0, 1, 2, 3, 4].map(front)).toEqual([undefined, 'a', undefined, 'a', 'b']);
  });

  it('of several layers are several, whatever their names', () => {
    const log = logOf([open(1), go(2)], [open(1), go(3)]);
    const { tabs } = log.state(log.countAt(fromSeconds(4)));
    expect(tabs.map(({ tab, history }) => [tab, history.length])).toEqual([
      ['layer-0/a', 1],
      ['layer-1/a', 1],
    ]);
  });
});

describe('the page', () => {
  it('is the last snapshot, until a navigation', () => {
    const events = [go(1), shot(2), shot(3, 'b.html'), go(4), shot(5, 'c.html')] as const;
    const path = (seconds: number) => wantedPage(stateOf(seconds, ...events))?.snapshot.path;
    expect([1, 2, 3, 3.9, 4, 5].map(path)).toEqual([
      undefined,
      'a.html',
      'b.html',
      'b.html',
      undefined,
      'c.html',
    ]);
  });

  it('stays through a step to a fragment, and goes with another address of the same document', () => {
    const same = { same_document: true };
    expect(wantedPage(stateOf(9, go(1), shot(2), go(3, `${URL_A}#x`, same)))).toBeDefined();
    expect(wantedPage(stateOf(9, go(1), shot(2), go(3, `${URL_A}/b`, same)))).toBeUndefined();
  });

  it('is scrolled as last recorded, and not at all on a new page', () => {
    const scroll: BrowserEvent = { t: 3, type: 'scroll', tab: 'a', scroll_x: 0, scroll_y: 50 };
    const events = [go(1), shot(2, 'a.html', { scroll_y: 7 }), scroll, shot(4), go(5)] as const;
    const top = (seconds: number) => stateOf(seconds, ...events).active?.scroll?.y;
    expect([1, 2, 3, 4, 5].map(top)).toEqual([undefined, 7, 50, 50, undefined]);
  });

  it('shows a click until it is left', () => {
    const events = [go(1), act(2, 'click', { x: 3, y: 4 }), act(3, 'click'), go(4)] as const;
    const click = (seconds: number) => stateOf(seconds, ...events).active?.click?.x;
    expect([1, 2, 3, 4].map(click)).toEqual([undefined, 3, 3, undefined]);
  });

  it('tells why it is not there', () => {
    const log = logOf([open(1), go(2), shot(3), go(4), go(5), shot(6)]);
    const why = (seconds: number) => {
      const now = fromSeconds(seconds);
      return noPage(log.state(log.countAt(now)), log, now);
    };
    expect(why(0).reason).toBe('No tab is open.');
    expect(why(1).reason).toBe('No page was opened in this tab yet.');
    expect(why(2)).toEqual({
      reason: 'No snapshot of this page yet.',
      next: { time: fromSeconds(3), label: 'Next snapshot' },
    });
    expect(why(4)).toEqual({ reason: 'No snapshot of this page was taken.', next: undefined });
  });

  it('has all of the history of a tab that was closed', () => {
    const log = logOf([open(1), go(2), { t: 3, type: 'tab_closed', tab: 'a' }]);
    expect(log.tab('a').visits.length).toBe(1);
    expect(log.tab(undefined).visits.length).toBe(0);
  });
});

describe('a DOM recording', () => {
  const recorded = (...times: readonly number[]) =>
    recordingOf(
      times.flatMap((time, index) =>
        page(time * 1000, [], { href: index === 0 ? URL_A : `${URL_A}/${index}` }),
      ),
    );
  const logWith = (events: readonly BrowserEvent[], ...recordings: readonly DomRecording[]): BrowserLog =>
    new BrowserLog(
      events.length > 0 ? [{ id: 'events', track: new Track(timed(events)) }] : [],
      [],
      recordings.map((recording, index) => ({ id: `dom-${index}`, recording })),
    );
  const shows = (log: BrowserLog, ...seconds: readonly number[]) =>
    seconds.map((time) => wantedDom(log, fromSeconds(time))?.layer);

  it('is shown from its first full snapshot on, while its page is in front', () => {
    const log = logWith([go(1, `${URL_A}#x`), go(4, 'https://b.example/'), go(6)], recorded(2));
    expect(shows(log, 1, 2, 3.9, 4, 6)).toEqual([undefined, 'dom-0', 'dom-0', undefined, 'dom-0']);
  });

  it('stays through a step within its document', () => {
    const log = logWith(
      [go(1), go(3, `${URL_A}/b`, { same_document: true }), go(5, `${URL_A}/b`)],
      recorded(2),
    );
    expect(shows(log, 2, 3, 5)).toEqual(['dom-0', 'dom-0', undefined]);
  });

  it('of several that show the page, is the one that moved last', () => {
    const log = logWith([go(1)], recorded(2), recorded(3));
    expect(shows(log, 2.5, 3.5)).toEqual(['dom-0', 'dom-1']);
  });

  it('by itself is a tab, and each of several is one', () => {
    const alone = logWith([], recorded(2, 4));
    const state = (log: BrowserLog, time: number) => log.state(log.countAt(fromSeconds(time)));
    expect(state(alone, 1).tabs).toEqual([]);
    expect(state(alone, 5).active).toMatchObject({ tab: 'page', url: `${URL_A}/1` });
    expect(alone.tab('page').visits.length).toBe(2);
    const both = logWith([], recorded(2), recorded(3));
    expect(state(both, 5).tabs.map(({ tab }) => tab)).toEqual(['dom-0/page', 'dom-1/page']);
  });

  it('has a key for each event, and for each place of the pointer', () => {
    const log = logWith(
      [],
      recordingOf([
        ...page(0, []),
        { type: 3, timestamp: 2000, data: { source: 1, positions: [{ id: 4, timeOffset: -1000 }] } },
      ]),
    );
    const keys = [0, 0.9, 1, 2].map((time) => wantedDom(log, fromSeconds(time))?.key);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });

  it('tells when it will be there', () => {
    const log = logWith([go(1), go(8, 'https://b.example/')], recorded(3));
    const now = fromSeconds(1);
    expect(noPage(log.state(log.countAt(now)), log, now)).toEqual({
      reason: 'The page is not recorded yet.',
      next: { time: fromSeconds(3), label: 'Recorded' },
    });
  });
});

describe('actions', () => {
  const typed = [
    act(1, 'input', { value: 'a' }),
    act(2, 'input', { value: 'ab' }),
    act(3, 'change', { value: 'ab' }),
  ];
  const acts = (...events: readonly BrowserEvent[]) =>
    actsOf(stateOf(99, ...events).active?.interactions ?? []);

  it('are one while typing goes on', () => {
    const [first, second, ...rest] = acts(...typed, act(4, 'submit'));
    expect([first?.parts.length, second?.kind, rest.length]).toEqual([3, 'submit', 0]);
    expect([0, 1, 2.5, 9].map((time) => first && valueAt(first, fromSeconds(time)))).toEqual([
      undefined,
      'a',
      'ab',
      'ab',
    ]);
  });

  it.each([[{ masked: true }], [{ target: { selector: '#p', input_type: 'password' } }]])(
    'keep %j secret',
    (more) => {
      const [first] = acts(act(1, 'input', { value: 'hunter2', ...more }));
      expect(JSON.stringify(first)).not.toContain('hunter2');
      expect(first && valueAt(first, fromSeconds(1))).toBe('•••');
    },
  );
});

describe('the network list', () => {
  const request = (start: number, end?: number): NetworkEntry => ({
    time: fromSeconds(start),
    end: end === undefined ? undefined : fromSeconds(end),
    method: 'GET',
    url: URL_A,
    status: 200,
    statusText: 'OK',
    mimeType: undefined,
    bytes: undefined,
    failure: undefined,
  });
  const requests = [request(1, 5), request(2, 3), request(4)];

  it('spans all requests, and lays each in it', () => {
    const span = spanOf(requests);
    expect(span).toEqual({ start: fromSeconds(1), end: fromSeconds(5) });
    expect(span && requests.map((item) => barOf(item, span))).toEqual([
      { left: 0, width: 1 },
      { left: 0.25, width: 0.25 },
      { left: 0.75, width: 0 },
    ]);
    expect(spanOf([])).toBeUndefined();
  });

  it('knows which are under way', () => {
    expect([0.5, 2, 3, 4.5, 5].map((time) => underWay(requests, fromSeconds(time)))).toEqual([
      [],
      [0, 1],
      [0],
      [0],
      [],
    ]);
  });

  it('writes sizes and types short', () => {
    expect([0, 999, 1000, 999_960, 1_500_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.0 MB',
      '1.5 MB',
    ]);
    expect(['text/html', 'image/svg+xml', 'application/x-www-form-urlencoded'].map(shortType)).toEqual([
      'html',
      'svg',
      'www-form-urlencoded',
    ]);
  });
});

describe('text of a recording', () => {
  it('shows what would not be seen', () => {
    expect(visibleText('a\u202Eb\u200B\n\u{E0041}')).toBe('a\\u202Eb\\u200B\\u000A\\u{E0041}');
    expect(visibleText('Größe 👩‍💻 日本')).toBe('Größe 👩‍💻 日本');
  });

  it('names a resource', () => {
    expect(resourceName('https://a.example/b/c?d=1')).toEqual({ name: '/b/c?d=1', host: 'a.example' });
    expect(resourceName('not an address')).toEqual({ name: 'not an address', host: '' });
  });
});
