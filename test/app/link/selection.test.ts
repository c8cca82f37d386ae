import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { awaitSelection } from '../../../src/app/link/await-selection.ts';
import { hitSelection } from '../../../src/app/link/hit-selection.ts';
import { hitAtMoment } from '../../../src/app/search-hits.ts';
import { limitsOf, spanWords } from '../../../src/app/link/link-limits.ts';
import { carrying, hasPart, LINK_PARTS } from '../../../src/app/link/link-parts.ts';
import { shownLink } from '../../../src/app/link/shown-link.ts';
import { createSideStore } from '../../../src/app/link/side-store.ts';
import type { SearchState, SearchStore } from '../../../src/app/search-state.ts';
import type { UrlState } from '../../../src/app/url-state.ts';
import { fromMicros } from '../../../src/base/time.ts';
import type { Problem } from '../../../src/base/errors.ts';

const TIMES = Float64Array.of(10, 20, 20, 20, 30, NaN);
const GROUP = { source: 'terminal', times: TIMES, more: false };
const HIT = { kind: 'hit', source: 'terminal', time: fromMicros(20), nth: 2 } as const;

describe('a hit by its time', () => {
  it.each([0, 1, 2, 3, 4])('%i comes back', (index) => {
    const current = { source: 'terminal', index };
    const hit = hitSelection({ current, groups: new Map([['terminal', GROUP]]) });
    expect(hit && hitAtMoment(GROUP, hit)).toEqual(current);
  });

  it('is none where it has no time, or is not there', () => {
    const groups = new Map([['terminal', GROUP]]);
    expect(hitSelection({ current: { source: 'terminal', index: 5 }, groups })).toBeUndefined();
    expect(hitSelection({ current: { source: 'voice', index: 0 }, groups })).toBeUndefined();
    expect(hitSelection({ current: undefined, groups })).toBeUndefined();
    expect(hitAtMoment(GROUP, { ...HIT, time: fromMicros(25) })).toBeUndefined();
    expect(hitAtMoment(GROUP, { ...HIT, nth: 99 })).toEqual({ source: 'terminal', index: 3 });
  });
});

describe('a hit that a link leads to', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function waiting() {
    const search = createStore<Partial<SearchState>>()((set) => ({
      open: true,
      sources: [
        {
          id: 'terminal',
          title: 'Terminal',
          colour: 'terminal',
          layer: undefined,
          state: { status: 'waiting' },
        },
      ],
      groups: new Map(),
      searching: true,
      error: undefined,
      current: undefined,
      choose: (current) => set({ current }),
    }));
    const sides = createSideStore();
    sides.setState({ awaited: HIT });
    const lost: Problem[] = [];
    awaitSelection(search as unknown as SearchStore, sides, (problem) => lost.push(problem));
    const come = (status: 'reading' | 'ready', part: Partial<SearchState>): void => {
      const state = status === 'ready' ? { status, whole: true } : { status, done: 0, part: true };
      search.setState({
        sources: [{ id: 'terminal', title: 'Terminal', colour: 'terminal', layer: undefined, state }],
        ...part,
      });
    };
    return { search, sides, lost, come };
  }

  it('is chosen as soon as it is found', () => {
    const { search, sides, lost, come } = waiting();
    come('reading', { groups: new Map([['terminal', { ...GROUP, times: Float64Array.of(10) }]]) });
    vi.runAllTimers();
    expect(search.getState().current).toBeUndefined();
    come('ready', { groups: new Map([['terminal', GROUP]]) });
    expect(search.getState().current).toEqual({ source: 'terminal', index: 3 });
    expect(sides.getState().awaited).toBeUndefined();
    vi.runAllTimers();
    expect(lost).toEqual([]);
  });

  it('is waited for where its source is read and asked only now', () => {
    const { search, lost, come } = waiting();
    come('ready', { searching: false });
    search.setState({ searching: true });
    vi.runAllTimers();
    expect(lost).toEqual([]);
    search.setState({ groups: new Map([['terminal', GROUP]]) });
    expect(search.getState().current).toEqual({ source: 'terminal', index: 3 });
  });

  it('is said to be lost where all is read and it is not there', () => {
    const { sides, lost, come } = waiting();
    come('ready', { searching: false });
    vi.runAllTimers();
    expect(lost).toEqual([{ severity: 'info', code: 'address-lost', details: { what: 'hit' } }]);
    expect(sides.getState().awaited).toBeUndefined();
  });

  it('is given up where a person chooses another, or closes the search', () => {
    const one = waiting();
    one.search.getState().choose?.({ source: 'terminal', index: 0 });
    expect(one.sides.getState().awaited).toBeUndefined();
    const other = waiting();
    other.search.setState({ open: false });
    expect(other.sides.getState().awaited).toBeUndefined();
    expect([...one.lost, ...other.lost]).toEqual([]);
  });
});

describe('what a link carries', () => {
  const state: UrlState = {
    time: fromMicros(5),
    layout: 'inspect',
    views: new Map([['browser.view', 'network']]),
    side: 'quality',
    selection: { kind: 'finding', id: 'gaps/1' },
    note: 'before',
  };

  it('is what was asked for', () => {
    expect(carrying(state, new Set(LINK_PARTS), undefined)).toEqual({ ...state, note: undefined });
    expect(carrying(state, new Set(['moment']), 'Look')).toEqual({ time: 5, note: 'Look' });
    expect(carrying(state, new Set(), undefined)).toEqual({});
    // It would not be seen without.
    expect(carrying(state, new Set(['selection']), undefined)).toEqual({
      side: 'quality',
      selection: state.selection,
    });
    expect(LINK_PARTS.map((part) => hasPart(state, part))).toEqual([true, false, true, true]);
  });
});

describe('a link as it is shown', () => {
  const end = '#v=2&t=5&note=Is%20it%3F';
  it.each([
    ['?trace=a/', ''],
    ['?trace=a.zip%3F…', 'se%3D1%26sig%3Daa'],
    ['?batch=all/b.json%3F…&trace=a.zip%3F…', 'sig%3Daa'],
  ])('of %s has no signature and no key', (shown, query) => {
    const link = `https://x.example/${shown.replaceAll('…', query)}${end}`;
    expect(shownLink(link)).toBe(`https://x.example/${shown}${end}`);
    expect(shownLink(`${link}&key=abc`)).toBe(`https://x.example/${shown}${end}&key=…`);
  });
});

describe('how far a link reaches', () => {
  const NOON = Date.UTC(2026, 10, 26, 12);
  const page = new URL('https://playhead.example/');
  const limits = (address: string | undefined, now = NOON, from = page): unknown =>
    limitsOf(address === undefined ? undefined : new URL(address), from, now);

  it('is said', () => {
    expect(limits(undefined)).toEqual([{ kind: 'files' }]);
    expect(limits('https://x.example/a/')).toEqual([]);
    expect(limits('http://127.0.0.1:8080/a/')).toEqual([{ kind: 'machine' }]);
    const local = new URL('http://localhost:5173/');
    expect(limits('https://x.example/a/', NOON, local)).toEqual([{ kind: 'machine' }]);
    expect(limits('https://x.example/a.trace.zip.enc')).toEqual([{ kind: 'encrypted' }]);
    const signed = `https://x.example/a.zip?se=2026-11-26T12:00:00Z&sig=aa`;
    expect(limits(signed, NOON - 1)).toEqual([{ kind: 'signed', of: 'trace', expires: NOON, over: false }]);
    expect(limits(signed, NOON)).toEqual([{ kind: 'signed', of: 'trace', expires: NOON, over: true }]);
    // None hides another.
    expect(limits(signed.replace('.zip', '.trace.enc'), NOON, local)).toEqual([
      { kind: 'signed', of: 'trace', expires: NOON, over: true },
      { kind: 'encrypted' },
      { kind: 'machine' },
    ]);
  });

  it('is until the first of the addresses ends', () => {
    const until = (hour: number): URL => new URL(`https://x.example/a?se=2026-11-26T${hour}:00:00Z&sig=aa`);
    const plain = new URL('https://x.example/a');
    const [now, later] = [Date.UTC(2026, 10, 26, 13), Date.UTC(2026, 10, 26, 14)];
    const signed = (of: string, expires: number): unknown => ({
      kind: 'signed',
      of,
      expires,
      over: expires <= now,
    });
    expect(limitsOf(until(13), page, now, until(14))).toEqual([signed('trace', now)]);
    expect(limitsOf(until(14), page, now, until(13))).toEqual([signed('batch', now)]);
    expect(limitsOf(plain, page, now, until(14))).toEqual([signed('batch', later)]);
    expect(limitsOf(until(14), page, now, plain)).toEqual([signed('trace', later)]);
    expect(limitsOf(plain, page, now, plain)).toEqual([]);
    expect(limitsOf(plain, page, now, new URL('http://localhost/b.json'))).toEqual([{ kind: 'machine' }]);
  });

  it.each([
    [59_000, 'less than a minute'],
    [60_000, '1 minute'],
    [7_199_000, '119 minutes'],
    [7_200_000, '2 hours'],
    [172_800_000, '2 days'],
  ])('%i ms is %s', (millis, words) => expect(spanWords(millis)).toBe(words));
});
