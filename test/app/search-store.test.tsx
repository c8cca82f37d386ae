/** The store of a search, over a client that answers when it is told to. */
import { describe, expect, it, vi } from 'vitest';
import { shownGroups } from '../../src/app/search-state.ts';
import { createSearchStore } from '../../src/app/search-store.ts';
import { TraceError } from '../../src/base/errors.ts';
import { fromMicros } from '../../src/base/time.ts';
import type { HitRow } from '../../src/search/hit-row.ts';
import { NO_QUERY, type Query } from '../../src/search/query.ts';
import type { Found, ReadSource } from '../../src/search/search-service.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';

const WHOLE: ReadSource = { lines: 1, size: 1, whole: true };
const row = (text: string): HitRow => ({ text, marks: [], before: false, after: false, place: '', row: 0 });

interface Asked {
  readonly id: string;
  readonly query: Query;
  readonly answer: (found: Found) => void;
  readonly fail: (error: Error) => void;
}

type Told = Parameters<NonNullable<Parameters<typeof createSearchStore>[1]>>[1];

async function setup() {
  const trace = await openTrace(
    buildBundle({
      layers: [
        { id: 'notes', kind: 'annotations', content: lines({ t: 1, type: 'note', text: 'a' }) },
        { id: 'commands', kind: 'commands', content: '' },
        { id: 'screen', kind: 'screen_video', content: 'x' },
      ],
    }),
  );
  const asked: Asked[] = [];
  const reading = new Map<
    string,
    { readonly done: (read: ReadSource) => void; readonly fail: (error: Error) => void }
  >();
  const opened = vi.fn();
  const disposed = vi.fn();
  const told: Told[] = [];
  const search = createSearchStore(trace, (of, tell) => {
    opened(of);
    told.push(tell);
    return Promise.resolve({
      read: ({ layer }) => new Promise((done, fail) => reading.set(layer.id, { done, fail })),
      put: () => Promise.resolve(WHOLE),
      find: (id, query, _search, signal) =>
        new Promise((answer, fail) => {
          signal.addEventListener('abort', () => fail(signal.reason as Error));
          asked.push({ id, query, answer, fail });
        }),
      rows: (_id, _search, from, to) =>
        Promise.resolve(Array.from({ length: to - from }, (_, index) => row(`row ${from + index}`))),
      dispose: disposed,
    });
  });
  const look = (text: string): void => search.getState().look({ ...NO_QUERY, text });
  const turn = (): Promise<void> => new Promise((done) => setTimeout(done));
  const found = (...times: readonly number[]): Found => ({
    times: Float64Array.from(times),
    more: false,
    rows: times.map((time) => row(`at ${time}`)),
  });
  /** Looks for something that is in no problem of the trace. */
  const beginSearch = async (): Promise<void> => {
    search.getState().show(false);
    await turn();
    look('a');
    await turn();
    asked.at(-1)?.answer(found());
    await turn();
  };
  return {
    ...{ trace, search, asked, reading, opened, disposed },
    ...{ look, turn, found, beginSearch, told: () => told[0] },
  };
}

describe('a search', () => {
  it('reads nothing before it is shown, then each source in turn', async () => {
    const { search, opened, reading, turn } = await setup();
    expect(search.getState().sources.map(({ id }) => id)).toEqual(['notes', 'commands', 'problems']);
    search.getState().look({ ...NO_QUERY, text: 'a' });
    await turn();
    expect(opened).not.toHaveBeenCalled();
    search.getState().show(true);
    await turn();
    expect([...reading.keys()]).toEqual(['commands']);
    reading.get('commands')?.done(WHOLE);
    await turn();
    expect([...reading.keys()]).toEqual(['commands', 'notes']);
    reading.get('notes')?.fail(new TraceError('artifact-missing', { path: 'x' }));
    await turn();
    expect(Object.fromEntries(search.getState().sources.map(({ id, state }) => [id, state.status]))).toEqual({
      notes: 'failed',
      commands: 'ready',
      problems: 'ready',
    });
  });

  it('asks sources that become ready meanwhile, and adds what they hold', async () => {
    const { search, asked, reading, turn, look, found } = await setup();
    search.getState().show(false);
    look('a');
    await turn();
    expect(asked.map(({ id }) => id)).toEqual(['problems']);
    asked[0]?.answer(found());
    reading.get('commands')?.done(WHOLE);
    await turn();
    expect(asked.map(({ id }) => id)).toEqual(['problems', 'commands']);
    asked[1]?.answer(found(3));
    await turn();
    expect([...search.getState().groups.keys()]).toEqual(['problems', 'commands']);
    expect(search.getState().searching).toBe(false);
    expect(search.getState().row({ source: 'commands', index: 0 })?.text).toBe('at 3');
    expect(shownGroups(search.getState(), undefined).map(({ source }) => source)).toEqual(['commands']);
  });

  it('tells what the hit that was gone to is, once its row is there, and until the search is over', async () => {
    const { search, asked, reading, turn, look, found } = await setup();
    search.getState().show(false);
    look('row');
    await turn();
    asked[0]?.answer(found());
    reading.get('commands')?.done(WHOLE);
    await turn();
    asked[1]?.answer(found(3));
    await turn();
    search.getState().choose({ source: 'commands', index: 0 });
    const first = search.getState().led;
    expect(first).toEqual({
      layer: 'commands',
      kind: 'commands',
      place: '',
      line: 0,
      words: [],
      text: 'at 3',
    });
    // Another object, though it is the same hit.
    search.getState().choose({ source: 'commands', index: 0 });
    expect(search.getState().led).not.toBe(first);
    // Its row is fetched first.
    search.getState().choose({ source: 'commands', index: 70 });
    expect(search.getState().led).toBeUndefined();
    await turn();
    expect(search.getState().led).toMatchObject({ kind: 'commands' });
    search.getState().hide();
    expect(search.getState().led).toBeUndefined();
    search.getState().choose({ source: 'problems', index: 0 });
    expect(search.getState().led).toBeUndefined();
  });

  it('lists sources of which no hit has a time last', async () => {
    const { search } = await setup();
    const { sources, hidden, inRange } = search.getState();
    const groups = new Map(
      sources.map(({ id }, index) => [
        id,
        { source: id, times: Float64Array.of(index === 0 ? NaN : 1, NaN), more: false },
      ]),
    );
    const ids = sources.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    expect(shownGroups({ sources, hidden, inRange, groups }, undefined).map(({ source }) => source)).toEqual([
      ...ids.slice(1),
      ...ids.slice(0, 1),
    ]);
  });

  it('never lists what an earlier query found, however late it comes', async () => {
    const { search, asked, turn, look, found } = await setup();
    search.getState().show(false);
    await turn();
    look('a');
    look('ab');
    look('abc');
    await turn();
    const last = asked.at(-1);
    expect(last?.query.text).toBe('abc');
    for (const one of asked.slice(0, -1)) one.answer(found(1, 2, 3, 4));
    await turn();
    expect(search.getState().groups.size).toBe(0);
    last?.answer(found(7));
    await turn();
    expect([...(search.getState().groups.get('problems')?.times ?? [])]).toEqual([7]);
    for (const one of asked.slice(0, -1)) one.answer(found(1, 2));
    await turn();
    expect([...(search.getState().groups.get('problems')?.times ?? [])]).toEqual([7]);
  });

  it('lists nothing of the query before once it looks for longer than that may stay', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { search, asked, look, found } = await setup();
      search.getState().show(false);
      look('a');
      await vi.advanceTimersByTimeAsync(1);
      asked[0]?.answer(found(1));
      await vi.advanceTimersByTimeAsync(1);
      expect(search.getState().groups.size).toBe(1);
      look('ab');
      await vi.advanceTimersByTimeAsync(10);
      expect(search.getState().groups.size).toBe(1);
      await vi.advanceTimersByTimeAsync(200);
      expect(search.getState().groups.size).toBe(0);
      look('');
      expect(search.getState().searching).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('says why a pattern finds nothing, and goes on with the next', async () => {
    const { search, asked, turn, look, found } = await setup();
    search.getState().show(false);
    await turn();
    look('(a');
    await turn();
    asked.at(-1)?.fail(new TraceError('pattern-invalid', { reason: 'Unterminated group' }));
    await turn();
    expect(search.getState()).toMatchObject({ searching: false, error: { code: 'pattern-invalid' } });
    look('a');
    await turn();
    expect(search.getState().error).toBeUndefined();
    asked.at(-1)?.answer(found(1));
    await turn();
    expect(search.getState().groups.size).toBe(1);
  });

  it('follows corrected times without asking again', async () => {
    const { trace, search, asked, reading, turn, look, found } = await setup();
    search.getState().show(false);
    await turn();
    for (const id of ['commands', 'notes']) {
      reading.get(id)?.done(WHOLE);
      await turn();
    }
    look('a');
    for (let source = 0; source < 3; source++) {
      await turn();
      asked.at(-1)?.answer(found(1_000, 9_000));
    }
    await turn();
    const count = asked.length;
    search.getState().setTrace(trace.corrected(new Map([['notes', { points: [], shift: -2_000 }]])));
    const timesOf = (id: string) => [...(search.getState().groups.get(id)?.times ?? [])];
    expect(timesOf('notes')).toEqual([0, 7_000]);
    expect(timesOf('commands')).toEqual([1_000, 9_000]);
    expect(asked.length).toBe(count);
  });

  it('fetches rows that did not come with the hits', async () => {
    const { search, asked, turn, look, found } = await setup();
    search.getState().show(false);
    await turn();
    look('a');
    await turn();
    asked.at(-1)?.answer(found(...Array.from({ length: 100 }, (_, time) => time)));
    await turn();
    const before = search.getState().rows;
    expect(search.getState().row({ source: 'problems', index: 75 })).toBeUndefined();
    await turn();
    expect(search.getState().rows).toBe(before + 1);
    expect(search.getState().row({ source: 'problems', index: 75 })?.text).toBe('row 75');
  });

  it('looks only where it is asked to, and ends with the trace', async () => {
    const { search, asked, turn, look, found, disposed } = await setup();
    search.getState().show(false);
    await turn();
    look('a');
    await turn();
    asked.at(-1)?.answer(found(1, 5));
    await turn();
    const range = { start: fromMicros(2), end: fromMicros(9) };
    search.getState().setInRange(true);
    expect(shownGroups(search.getState(), range)).toMatchObject([{ from: 1, to: 2 }]);
    search.getState().toggleSource('problems');
    expect(shownGroups(search.getState(), range)).toEqual([]);
    search.getState().showAll();
    expect(shownGroups(search.getState(), range)).toMatchObject([{ from: 0, to: 2 }]);
    search.getState().dispose();
    await turn();
    expect(disposed).toHaveBeenCalledOnce();
  });

  it('lists what was found first until all is found, of the running search alone', async () => {
    const { search, asked, turn, look, found, told } = await setup();
    search.getState().show(false);
    await turn();
    look('a');
    await turn();
    const timesOf = (): readonly number[] => [...(search.getState().groups.get('problems')?.times ?? [])];
    told()?.onFirst('problems', 1, found(1, 2));
    expect(timesOf()).toEqual([1, 2]);
    expect(search.getState().searching).toBe(true);
    expect(search.getState().row({ source: 'problems', index: 1 })?.text).toBe('at 2');
    asked.at(-1)?.answer(found(1, 2, 3));
    await turn();
    expect(timesOf()).toEqual([1, 2, 3]);
    told()?.onFirst('problems', 1, found(1));
    expect(timesOf()).toEqual([1, 2, 3]);
    look('b');
    told()?.onFirst('problems', 1, found(9));
    expect(timesOf()).not.toContain(9);
  });

  it('asks a source that is still read as often as there is more of it', async () => {
    const { search, asked, turn, found, told, reading, beginSearch } = await setup();
    await beginSearch();
    const askedOf = (id: string): number => asked.filter((one) => one.id === id).length;
    const answer = async (...times: readonly number[]): Promise<void> => {
      asked.at(-1)?.answer(found(...times));
      await turn();
    };
    expect(askedOf('commands')).toBe(0);
    told()?.onPart('commands');
    await turn();
    expect(askedOf('commands')).toBe(1);
    // More of it comes before the answer: that is listed, and the rest asked for.
    told()?.onPart('commands');
    await answer(1);
    expect([...(search.getState().groups.get('commands')?.times ?? [])]).toEqual([1]);
    expect(askedOf('commands')).toBe(2);
    await answer(1, 2);
    told()?.onProgress('commands', 0.7);
    expect(search.getState().sources.find(({ id }) => id === 'commands')?.state).toEqual({
      status: 'reading',
      done: 0.7,
      part: true,
    });
    expect(askedOf('commands')).toBe(2);
    reading.get('commands')?.done(WHOLE);
    await turn();
    await answer(1, 2, 3);
    expect(askedOf('commands')).toBe(3);
    expect([...(search.getState().groups.get('commands')?.times ?? [])]).toEqual([1, 2, 3]);
  });

  it('stays on the hit that was gone to when more of its source has hits before it', async () => {
    const { search, asked, turn, found, told, beginSearch } = await setup();
    await beginSearch();
    told()?.onPart('commands');
    await turn();
    asked.at(-1)?.answer(found(5, 9, 9, NaN));
    await turn();
    search.getState().choose({ source: 'commands', index: 2 });
    told()?.onPart('commands');
    await turn();
    asked.at(-1)?.answer(found(5, 7, 8, 9, 9, 10, NaN));
    await turn();
    expect(search.getState().current).toEqual({ source: 'commands', index: 4 });
  });

  it('lists nothing of a source that could not be read to its end, whatever was found in it', async () => {
    const { search, asked, turn, found, told, reading, beginSearch } = await setup();
    await beginSearch();
    told()?.onPart('commands');
    await turn();
    asked.at(-1)?.answer(found(1, 2));
    await turn();
    search.getState().choose({ source: 'commands', index: 1 });
    expect(search.getState().groups.has('commands')).toBe(true);
    told()?.onPart('commands');
    await turn();
    reading.get('commands')?.fail(new TraceError('internal', { reason: 'broke' }));
    await turn();
    expect(search.getState().sources.find(({ id }) => id === 'commands')?.state.status).toBe('failed');
    expect(search.getState()).toMatchObject({ current: undefined, led: undefined });
    expect(search.getState().groups.has('commands')).toBe(false);
    // What was asked for before comes too late.
    asked.at(-1)?.answer(found(1, 2, 3));
    told()?.onFirst('commands', 1, found(1));
    await turn();
    expect(search.getState().groups.has('commands')).toBe(false);
    expect(search.getState().searching).toBe(false);
  });
});
