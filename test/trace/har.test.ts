import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asTraceError, type Problem } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { parseHar, placeNetwork } from '../../src/trace/har.ts';
import type { LayerContext } from '../../src/trace/read-records.ts';

const DATA = '../shared/data/har';
const START = '2026-01-02T03:04:05.000Z';

interface EntryParts {
  readonly at?: unknown;
  readonly time?: unknown;
  readonly url?: unknown;
  readonly [more: string]: unknown;
}

const entry = ({ at = START, time = 10, url = 'https://a.example/', ...more }: EntryParts = {}) => ({
  startedDateTime: at,
  time,
  request: { method: 'GET', url },
  response: { status: 200, statusText: 'OK', content: { size: 5, mimeType: 'text/html; charset=utf-8' } },
  ...more,
});
const har = (...entries: readonly unknown[]): string => JSON.stringify({ log: { version: '1.2', entries } });
const parsed = (...entries: readonly unknown[]) => parseHar(har(...entries), 'a.har').entries;

function context(problems: Problem[] = []): LayerContext {
  const map = clockMap({
    domain: 'wall',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [{ native: Date.parse(START) - 1000, trace_us: 0 }],
  });
  return {
    id: 'network',
    map,
    duration: fromSeconds(60),
    newer: false,
    report: (problem) => problems.push(problem),
  };
}

describe('parseHar', () => {
  it('reads an entry', () => {
    expect(parsed(entry())).toEqual([
      {
        startedAt: Date.parse(START),
        duration: 10,
        method: 'GET',
        url: 'https://a.example/',
        status: 200,
        statusText: 'OK',
        mimeType: 'text/html',
        bytes: 5,
        failure: undefined,
      },
    ]);
  });

  it('puts entries in the order in which they began, keeping that of equals', () => {
    const late = '2026-01-02T03:04:06Z';
    const urls = parsed(entry({ at: late, url: 'c:' }), entry({ url: 'a:' }), entry({ url: 'b:' })).map(
      ({ url }) => url,
    );
    expect(urls).toEqual(['a:', 'b:', 'c:']);
  });

  it.each([
    ['2026-01-02T04:04:05.000+01:00', 0],
    ['2026-01-02T04:04:05+0100', 0],
    ['2026-01-02T03:04:05.000250Z', 0.25],
  ])('reads the date %s', (at, millis) => {
    expect(parsed(entry({ at }))[0]?.startedAt).toBeCloseTo(Date.parse(START) + millis, 3);
  });

  it.each([['2026-01-02T03:04:05'], ['yesterday'], [12], [null], ['2026-13-99T99:99:99Z']])(
    'leaves out an entry that began at %s, and counts it',
    (at) => {
      expect(parseHar(har(entry({ at }), entry()), 'a.har')).toMatchObject({ skipped: 1, entries: [{}] });
    },
  );

  it('takes no unknown for a number', () => {
    const unknown = { status: 0, content: { size: -1 }, bodySize: -1, _error: 'net::ERR_FAILED' };
    expect(parsed(entry({ time: -1, response: unknown }))[0]).toMatchObject({
      duration: undefined,
      status: undefined,
      bytes: undefined,
      mimeType: undefined,
      failure: 'net::ERR_FAILED',
    });
    expect(parsed({ startedDateTime: START, request: { url: 'x:' } })[0]).toMatchObject({
      method: undefined,
      status: undefined,
    });
  });

  it('adds up the timings where there is no time, without counting ssl twice', () => {
    const timings = { blocked: -1, dns: 1, connect: 5, ssl: 4, send: 0, wait: 10, receive: 2 };
    expect(parsed(entry({ time: null, timings }))[0]?.duration).toBe(18);
  });

  it.each([['{'], ['[]'], ['null'], ['{"log":{}}'], ['{"log":{"entries":{}}}'], ['']])(
    'refuses %s',
    (text) => {
      expect(() => parseHar(text, 'a.har')).toThrow(
        expect.objectContaining({ code: 'format-broken' }) as Error,
      );
    },
  );

  it.each([[null], [[]], [7], ['x'], [{ request: null }]])('leaves out %j', (value) => {
    expect(parseHar(har(value), 'a.har')).toEqual({ entries: [], skipped: 1 });
  });
});

describe('placeNetwork', () => {
  it('gives trace times by the wall clock of the layer', () => {
    const [item] = placeNetwork(parseHar(har(entry()), 'a.har'), 'a.har', context()).items;
    expect(item).toMatchObject({ time: fromSeconds(1), end: fromSeconds(1.01) });
    const [open] = placeNetwork(parseHar(har(entry({ time: null })), 'a.har'), 'a.har', context()).items;
    expect(open?.end).toBeUndefined();
  });

  it('tells of what has no place, and of what lies outside', () => {
    const problems: Problem[] = [];
    placeNetwork(
      parseHar(har(entry({ at: null }), entry({ at: '2020-01-01T00:00:00Z' })), 'a.har'),
      'a.har',
      context(problems),
    );
    expect(problems.map(({ code }) => code)).toEqual(['unsupported-here', 'time-outside']);
  });
});

describe.skipIf(!existsSync(DATA))('archives by other tools', () => {
  it.each(existsSync(DATA) ? readdirSync(DATA) : [])('%s is read, or refused with a code', (name) => {
    const text = readFileSync(join(DATA, name), 'utf8');
    try {
      const { entries, skipped } = parseHar(text, name);
      expect(entries.length).toBeGreaterThan(0);
      expect(skipped).toBe(0);
      expect(entries.every(({ startedAt }) => startedAt > Date.parse('2015-01-01T00:00:00Z'))).toBe(true);
    } catch (error) {
      expect(asTraceError(error).code).toBe('format-broken');
    }
  });
});
