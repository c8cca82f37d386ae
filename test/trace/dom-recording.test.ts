import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import type { DomRecording } from '../../src/trace/dom-recording.ts';
import { change, EPOCH, full, meta, node, read } from './rrweb-data.ts';

const DATA = '../shared/data/rrweb';

const failure = (events: readonly unknown[] | string, native?: number): unknown => {
  try {
    read(events, native);
  } catch (error) {
    return error;
  }
  return undefined;
};

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

  it('are too many in a recording of more than 20 million characters', () => {
    expect(failure(`[${' '.repeat(20_000_000)}]`)).toMatchObject({
      code: 'unsupported-here',
      details: { what: 'page.json', reason: 'it has more than 20 million characters' },
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
