import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { readDom, type DomRecording } from '../../src/trace/dom-recording.ts';

const DATA = '../shared/data/rrweb';
/** A moment of 2023, in milliseconds. */
const EPOCH = 1_700_000_000_000;

interface Read {
  readonly recording: DomRecording;
  readonly problems: readonly Problem[];
}

function read(events: readonly unknown[] | string, native = EPOCH, seconds = 100): Read {
  const problems: Problem[] = [];
  const text = typeof events === 'string' ? events : JSON.stringify(events);
  const map = clockMap({
    domain: 'wall',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [{ native, trace_us: 0 }],
  });
  const recording = readDom(text, 'page.json', {
    id: 'page',
    map,
    duration: fromSeconds(seconds),
    newer: false,
    report: (problem) => void problems.push(problem),
  });
  return { recording, problems };
}

const failure = (events: readonly unknown[] | string, native?: number): unknown => {
  try {
    read(events, native);
  } catch (error) {
    return error;
  }
  return undefined;
};

const meta = (ms: number, href = 'https://example.org/', more: object = {}) => ({
  type: 4,
  timestamp: EPOCH + ms,
  data: { href, width: 800, height: 600, ...more },
});
const full = (ms: number, body: readonly object[] = [], title = '') => ({
  type: 2,
  timestamp: EPOCH + ms,
  data: {
    node: {
      type: 0,
      id: 1,
      childNodes: [
        {
          type: 2,
          id: 2,
          tagName: 'html',
          attributes: {},
          childNodes: [
            {
              type: 2,
              id: 3,
              tagName: 'head',
              attributes: {},
              childNodes: [
                {
                  type: 2,
                  id: 4,
                  tagName: 'title',
                  attributes: {},
                  childNodes: [{ type: 3, id: 5, textContent: title }],
                },
              ],
            },
            { type: 2, id: 6, tagName: 'body', attributes: {}, childNodes: body },
          ],
        },
      ],
    },
    initialOffset: { left: 0, top: 0 },
  },
});
const change = (ms: number, source: number, data: object) => ({
  type: 3,
  timestamp: EPOCH + ms,
  data: { source, ...data },
});
const node = (id: number, tagName: string, attributes: object = {}, text?: string) => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes: text === undefined ? [] : [{ type: 3, id: id + 1000, textContent: text }],
});
const times = ({ events }: DomRecording): readonly number[] => events.items.map(({ time }) => time / 1000);

describe('events', () => {
  it('stand in trace time, in the order of the file where times are equal', () => {
    const { recording, problems } = read([meta(0), full(0), change(1500, 3, { id: 1 }), change(1500, 4, {})]);
    expect(times(recording)).toEqual([0, 0, 1500, 1500]);
    expect(recording.events.items.map(({ data }) => data['source'])).toEqual([undefined, undefined, 3, 4]);
    expect(problems).toEqual([]);
  });

  it('are read from lines as well, whatever vendors add, and a torn last line is said to be so', () => {
    const lines = [meta(0), { ...full(5), vendor: { seq: 2 } }].map((event) => JSON.stringify(event));
    expect(times(read(lines.join('\n')).recording)).toEqual([0, 5]);
    const { recording, problems } = read(`\uFEFF${[...lines, '{"type":3,"ti'].join('\n')}`);
    expect(recording.events.length).toBe(2);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'last-line-torn', details: { line: 3 } }]);
    expect(read([lines[0], 'broken', 'again', lines[1], ''].join('\n')).problems).toMatchObject([
      { code: 'line-broken', details: { line: 2, count: 2 } },
    ]);
  });

  it('may be of one line of any length', () => {
    const long = full(0, [node(10, 'p', {}, 'x'.repeat(2_000_000))]);
    expect(read([meta(0), long].map((event) => JSON.stringify(event)).join('\n')).problems).toEqual([]);
  });

  it('that go back, or lie outside, are reported as those of other layers are', () => {
    const { recording, problems } = read([meta(0), full(9), change(4, 3, {}), change(999_999, 3, {})]);
    expect(times(recording)).toEqual([0, 9, 9, 100_000]);
    expect(problems).toMatchObject([
      { code: 'time-backwards', details: { layer: 'page', count: 1, maxMicros: 5000 } },
      { code: 'time-outside', details: { layer: 'page', count: 1 } },
    ]);
  });

  it('without a time stand with the one before, and that is said', () => {
    const { recording, problems } = read([meta(3), full(7), { type: 3, data: { source: 3 } }]);
    expect(times(recording)).toEqual([3, 7, 7]);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'unsupported-here' }]);
  });

  it('may count from 0, where the clock does so too', () => {
    const events = [meta(0), full(10)].map((event) => ({ ...event, timestamp: event.timestamp - EPOCH }));
    expect(times(read(events, 0).recording)).toEqual([0, 10]);
    expect(failure(events)).toMatchObject({
      code: 'format-broken',
      details: { reason: expect.stringContaining('count from its own start') as string },
    });
  });

  it.each([
    ['no JSON', '[{', /JSON/],
    ['nothing', '[]', /no events/],
    ['another kind of JSON', '{"log":{"entries":[]}}', /no events/],
    ['packed events', '["eJy","eJz"]', /packed/],
    ['no Meta event', JSON.stringify([full(0)]), /no Meta event/],
    ['no full snapshot', JSON.stringify([meta(0)]), /no full snapshot/],
    [
      'no times',
      JSON.stringify([
        { type: 4, data: {} },
        { type: 2, data: {} },
      ]),
      /no timestamp/,
    ],
  ])('cannot be had from %s', (_, text, reason) => {
    expect(failure(text)).toMatchObject({
      code: 'format-broken',
      details: { path: 'page.json', format: 'rrweb', reason: expect.stringMatching(reason) as string },
    });
  });
});

describe('pages', () => {
  it('begin with a full snapshot, at the address that was told before it', () => {
    const { recording } = read([
      meta(0, 'https://a.example/'),
      full(1),
      change(2, 3, {}),
      meta(3, 'https://b.example/'),
      full(4, [], ' B\n page '),
      full(5),
    ]);
    expect(recording.pages.items.map(({ href, first, last }) => [href, first, last])).toEqual([
      ['https://a.example/', 1, 4],
      ['https://b.example/', 4, 5],
      ['https://b.example/', 5, 6],
    ]);
    expect(recording.visits.items.map(({ time, url, title }) => [time, url, title])).toEqual([
      [0, 'https://a.example/', undefined],
      [3000, 'https://b.example/', 'B page'],
    ]);
  });

  it('are visited once, however often the recorder takes a snapshot', () => {
    const { recording } = read([meta(0), full(1), meta(10), full(11)]);
    expect(recording.pages.length).toBe(2);
    expect(recording.visits.length).toBe(1);
  });

  it('have the size that was told last, within reason', () => {
    const { recording } = read([
      meta(0),
      full(1),
      change(2, 4, { width: 500, height: 400 }),
      change(3, 4, { width: 0, height: -4 }),
      change(4, 4, { width: 1e9, height: 10 }),
    ]);
    expect(recording.viewports.items.map(({ time, width, height }) => [time / 1000, width, height])).toEqual([
      [0, 800, 600],
      [2, 500, 400],
      [4, 16_384, 10],
    ]);
  });

  it('have the pointer where it was, before the bundle that tells it', () => {
    const positions = [
      { x: 1, y: 1, id: 8, timeOffset: -450 },
      { x: 2, y: 1, id: 9, timeOffset: 0 },
    ];
    const { recording } = read([
      meta(0),
      full(1),
      change(800, 2, { type: 2, id: 7, x: 1, y: 1 }),
      change(1000, 1, { positions }),
    ]);
    expect(recording.pointer.items.map(({ time, id }) => [time / 1000, id])).toEqual([
      [550, 8],
      [800, 7],
      [1000, 9],
    ]);
  });
});

describe('actions', () => {
  const body = [
    {
      ...node(20, 'label', { for: 'mail' }, 'E-mail  address'),
    },
    node(21, 'input', { id: 'mail', type: 'email' }),
    node(23, 'input', { type: 'password', name: 'pin' }),
    node(24, 'input', { type: 'checkbox', 'aria-label': 'Stay' }),
    node(25, 'input', { type: 'radio', name: 'r' }),
    { ...node(26, 'button'), childNodes: [node(27, 'span', {}, 'Send it')] },
    node(28, 'select', { name: 'size' }),
    node(29, 'input', { name: 'starred' }),
  ];
  const acts = (...events: readonly object[]) =>
    read([meta(0), full(1, body), ...events]).recording.actions.items.map(({ time, event }) => ({
      ...event,
      t: time / 1000,
    }));

  it('begin with a tab and the visit', () => {
    expect(acts()).toEqual([
      { t: 0, tab: 'page', type: 'tab_opened' },
      { t: 0, tab: 'page', type: 'navigated', url: 'https://example.org/' },
    ]);
  });

  it('name what was pressed, and where', () => {
    expect(acts(change(9, 2, { type: 2, id: 27, x: 4, y: 5 })).at(-1)).toEqual({
      t: 9,
      tab: 'page',
      type: 'click',
      target: { tag: 'button', name: 'Send it' },
      x: 4,
      y: 5,
    });
    expect(acts(change(9, 2, { type: 1, id: 27, x: 4, y: 5 }))).toHaveLength(2);
    expect(acts(change(9, 2, { type: 2, id: 999, x: 4, y: 5 }))).toHaveLength(2);
  });

  it('tell what was typed and chosen, secrets never', () => {
    const typed = acts(
      change(1, 5, { id: 21, text: 'a@b', isChecked: false }),
      change(2, 5, { id: 23, text: 'hunter2', isChecked: false }),
      change(3, 5, { id: 24, text: 'on', isChecked: true }),
      change(4, 5, { id: 25, text: 'on', isChecked: false }),
      change(5, 5, { id: 28, text: 'XL', isChecked: false }),
      change(6, 5, { id: 29, text: '*****', isChecked: false }),
      change(7, 5, { id: 21, text: 'by a script', isChecked: false, userTriggered: false }),
    ).slice(2);
    expect(typed).toEqual([
      {
        t: 1,
        tab: 'page',
        type: 'input',
        target: { tag: 'input', name: 'E-mail address', selector: '#mail', input_type: 'email' },
        value: 'a@b',
      },
      {
        t: 2,
        tab: 'page',
        type: 'input',
        target: { tag: 'input', name: 'pin', input_type: 'password' },
        masked: true,
      },
      {
        t: 3,
        tab: 'page',
        type: 'change',
        target: { tag: 'input', name: 'Stay', input_type: 'checkbox' },
        value: 'checked',
      },
      { t: 5, tab: 'page', type: 'change', target: { tag: 'select', name: 'size' }, value: 'XL' },
      { t: 6, tab: 'page', type: 'input', target: { tag: 'input', name: 'starred' }, masked: true },
    ]);
    expect(JSON.stringify(typed)).not.toContain('hunter2');
  });

  it('keep a password secret while the page shows it', () => {
    const attributes = [{ id: 23, attributes: { type: 'text' } }];
    const shows = change(2, 0, { adds: [], removes: [], texts: [], attributes });
    expect(acts(shows, change(3, 5, { id: 23, text: 'hunter2' })).at(-1)).toMatchObject({ masked: true });
  });

  it('follow the page as it changes', () => {
    const adds = [
      { parentId: 6, nextId: null, node: node(40, 'a', { href: '/x' }) },
      { parentId: 40, nextId: null, node: { type: 3, id: 41, textContent: 'New link' } },
    ];
    const changes = change(2, 0, {
      adds,
      removes: [{ parentId: 6, id: 26 }],
      texts: [],
      attributes: [],
    });
    const clicks = acts(changes, change(3, 2, { type: 2, id: 40 }), change(4, 2, { type: 2, id: 27 })).slice(
      2,
    );
    expect(clicks).toMatchObject([{ type: 'click', target: { tag: 'a', name: 'New link' } }]);
  });
});

describe.skipIf(!existsSync(DATA))('real recordings', () => {
  it.each(existsSync(DATA) ? readdirSync(DATA) : [])('%s is read without a problem', (name) => {
    const text = readFileSync(`${DATA}/${name}`, 'utf8');
    const first = (JSON.parse(text) as readonly { readonly timestamp: number }[])[0]?.timestamp;
    const { recording, problems } = read(text, first);
    expect(problems).toEqual([]);
    expect(recording.pages.length).toBe(1);
    expect(recording.events.items.every(({ time }) => time >= fromMicros(0))).toBe(true);
  });

  it('player-demo-81s.json tells what was clicked and typed', () => {
    const text = readFileSync(`${DATA}/player-demo-81s.json`, 'utf8');
    const { recording } = read(text, 1544756766750);
    expect(recording.visits.items).toMatchObject([
      { time: 0, url: 'https://demoit.app/e/react#ReactHooks.js', title: 'demoit' },
    ]);
    const clicks = recording.actions.items.filter(({ event }) => event.type === 'click');
    expect(clicks).toHaveLength(3);
  });
});
