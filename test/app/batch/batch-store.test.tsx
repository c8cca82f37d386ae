/** What an open batch shows, opens and reads ahead. */
import { describe, expect, it, vi } from 'vitest';
import { createBatchStore, type BatchSources, type OpenBatch } from '../../../src/app/batch/batch-store.ts';
import type { ReadAhead } from '../../../src/app/batch/ahead.ts';
import type { SessionStore } from '../../../src/app/session-store.ts';
import { NO_FILTER } from '../../../src/review/batch/filter.ts';
import type { BatchVerdict } from '../../../src/schema/generated/types.ts';
import { batchOf, traceRow } from '../../review/batch/rows.ts';

const ADDRESS = new URL('https://x.example/all/batch.json');
const at = (name: string): string => `https://x.example/all/${name}/`;

function open(over: Partial<BatchSources> = {}) {
  const broken = { name: 'broken', href: 'broken/', problem: { code: 'zip-invalid', message: 'No zip.' } };
  const batch = batchOf(traceRow(1), broken, traceRow(2, { family: 'tdd' }), traceRow(3));
  const ahead = { wanted: [] as string[], dropped: 0 };
  const opened: string[] = [];
  const fake = {
    want: (url: URL) => ahead.wanted.push(url.href),
    drop: () => (ahead.dropped += 1),
    take: () => undefined,
    settled: () => Promise.resolve(),
  };
  const phase = { value: 'empty' as 'empty' | 'ready' };
  const sessions = { getState: () => ({ state: { phase: phase.value } }) as unknown as SessionStore };
  const store = createBatchStore(
    ADDRESS,
    {
      read: () => Promise.resolve(batch),
      kept: () => Promise.resolve(new Map()),
      viewer: () => ({ name: '', hasSeen: () => false }),
      keepSeen: () => undefined,
      fragment: '',
      sessions,
      openTrace: (url) => Promise.resolve(opened.push(url.href)),
      ...over,
    },
    fake as unknown as ReadAhead,
  );
  const state = (): OpenBatch => {
    const found = store.getState().state;
    if (found.phase !== 'open') throw new Error(`it is ${found.phase}`);
    return found;
  };
  const current = (): string | undefined => state().table.traces[state().current ?? -1]?.name;
  return { store, state, current, ahead, opened, phase };
}

describe('an open batch', () => {
  it('is at its first trace, or at the one that the address names, and reads it ahead', async () => {
    const first = open();
    await first.store.getState().load();
    expect([first.current(), first.ahead.wanted]).toEqual(['trace-1', [at('trace-1')]]);
    const named = open({ fragment: '#v=1&f-family=bug_fix&at=trace-3' });
    await named.store.getState().load();
    expect([named.current(), [...named.state().shown.rows]]).toEqual(['trace-3', [0, 3]]);
    expect(named.store.getState().fragment()).toBe('f-family=bug_fix&at=trace-3');
  });

  it('moves through what is shown, as far as there are any', async () => {
    const { store, current } = open();
    await store.getState().load();
    store.getState().move(1);
    expect(current()).toBe('broken');
    store.getState().move(Infinity);
    expect(current()).toBe('trace-3');
    store.getState().move(-Infinity);
    expect(current()).toBe('trace-1');
    store.getState().filter({ ...NO_FILTER, chosen: { family: ['tdd'] } });
    expect(current()).toBe('trace-2');
    store.getState().filter({ ...NO_FILTER, text: 'nothing like that' });
    expect(current()).toBeUndefined();
    store.getState().move(1);
    expect(current()).toBeUndefined();
  });

  it('steps over what cannot be read, and not beyond the ends', async () => {
    const { store, current, opened } = open();
    await store.getState().load();
    store.getState().open(1);
    expect(opened).toEqual([]);
    store.getState().open(0);
    expect(store.getState().step(1)).toBe(true);
    expect([current(), opened]).toEqual(['trace-2', [at('trace-1'), at('trace-2')]]);
    expect([store.getState().step(1), store.getState().step(1)]).toEqual([true, false]);
    expect(current()).toBe('trace-3');
  });

  it('reads ahead in the direction of the last step, while a trace is on screen', async () => {
    const { store, ahead, phase } = open();
    await store.getState().load();
    phase.value = 'ready';
    ahead.wanted.length = 0;
    store.getState().open(2);
    store.getState().lookAhead();
    store.getState().step(1);
    store.getState().lookAhead();
    store.getState().step(-1);
    store.getState().lookAhead();
    // After the last one, the one before it is the next that can be wanted.
    expect(ahead.wanted).toEqual([at('trace-3'), at('trace-2'), at('trace-1')]);
  });

  it('knows the place of an open trace, also of one that the filter leaves out', async () => {
    const { store, current } = open();
    await store.getState().load();
    expect(store.getState().placeOf(new URL(at('trace-3')))).toBe(4);
    expect(current()).toBe('trace-3');
    store.getState().filter({ ...NO_FILTER, chosen: { family: ['tdd'] } });
    expect(store.getState().placeOf(new URL(at('trace-1')))).toBe(0);
    expect(store.getState().placeOf(new URL('https://x.example/other/'))).toBe(0);
  });

  it('takes in what was judged meanwhile, and stays where it is', async () => {
    const kept = vi.fn<BatchSources['kept']>().mockResolvedValue(new Map());
    const viewer = () => ({ name: 'Ada', hasSeen: () => false });
    const { store, state, current } = open({ kept, viewer });
    await store.getState().load();
    store.getState().choose(2);
    const verdict: BatchVerdict = { by: 'Ada', verdict: 'accept', at: '2026-01-01T00:00:00.000Z' };
    kept.mockResolvedValue(
      new Map([
        [traceRow(2).bundle_id ?? '', { verdicts: [{ by: 'Ada', verdict, at: verdict.at }], waivers: [] }],
      ]),
    );
    await store.getState().refresh(new URL(at('trace-2')));
    expect(kept).toHaveBeenLastCalledWith(traceRow(2).bundle_id);
    expect([state().table.traces[2]?.verdicts, current()]).toEqual([[verdict], 'trace-2']);
  });

  it('keeps what others said of a trace from who has not judged it, assigned or not, until they have or ask', async () => {
    const at1 = '2026-01-01T00:00:00.000Z';
    const lin: BatchVerdict = { by: 'Lin', verdict: 'reject', at: at1 };
    const ada: BatchVerdict = { by: 'Ada', verdict: 'accept', at: at1 };
    const batch = batchOf(
      traceRow(1, { assigned: ['Ada', 'Lin'], verdicts: [lin] }),
      traceRow(2, { assigned: ['Lin'], verdicts: [lin] }),
    );
    const kept = vi.fn<BatchSources['kept']>().mockResolvedValue(new Map());
    const seen = new Set<string>();
    const who = { name: 'Ada' };
    const { store, state } = open({
      read: () => Promise.resolve(batch),
      kept,
      viewer: () => ({ name: who.name, hasSeen: (id) => seen.has(id) }),
      keepSeen: (ids) => {
        for (const id of ids) seen.add(id);
      },
    });
    await store.getState().load();
    const verdicts = () => state().table.traces.map((trace) => trace.verdicts);
    expect(verdicts()).toEqual([undefined, undefined]);
    expect(state().table.facet('verdict')).toMatchObject({ values: ['hidden'], of: [[0], [0]] });
    expect(state().table.facet('status')).toMatchObject({ values: ['reviewed'] });
    // By whom they were judged is told.
    expect(state().table.facet('reviewer')).toMatchObject({ values: ['Ada', 'Lin'], of: [[0, 1], [1]] });
    kept.mockResolvedValue(
      new Map([
        [traceRow(1).bundle_id ?? '', { verdicts: [{ by: 'Ada', verdict: ada, at: ada.at }], waivers: [] }],
      ]),
    );
    await store.getState().refresh(new URL(at('trace-1')));
    expect(verdicts()).toEqual([[ada, lin], undefined]);
    kept.mockResolvedValue(new Map());
    seen.add(traceRow(1).bundle_id ?? '');
    await store.getState().refresh(new URL(at('trace-1')));
    expect(verdicts()).toEqual([[lin], undefined]);
    store.getState().choose(1);
    store.getState().uncover();
    expect([verdicts(), state().current]).toEqual([[[lin], [lin]], 1]);
    expect([...seen]).toEqual([traceRow(1).bundle_id, traceRow(2).bundle_id]);
    seen.clear();
    who.name = ' LIN ';
    await store.getState().refresh(new URL(at('trace-1')));
    expect(verdicts()).toEqual([[lin], [lin]]);
    who.name = '';
    await store.getState().refresh(new URL(at('trace-1')));
    expect(verdicts()).toEqual([undefined, undefined]);
    store.getState().filter({ ...NO_FILTER, text: 'trace-2' });
    store.getState().uncover();
    expect(verdicts()).toEqual([undefined, [lin]]);
  });

  it('leaves a table as it is where nothing was judged, or nothing can be read', async () => {
    const kept = vi.fn<BatchSources['kept']>().mockResolvedValue(new Map());
    const { store, state } = open({ kept });
    await store.getState().load();
    const { table } = state();
    await store.getState().refresh(new URL(at('trace-2')));
    kept.mockRejectedValue(new Error('closed'));
    await store.getState().refresh(new URL(at('trace-2')));
    await store.getState().refresh(new URL('https://x.example/other/'));
    await store.getState().refresh(undefined);
    expect(state().table).toBe(table);
    expect(kept).toHaveBeenCalledTimes(3);
  });

  it('says why it cannot be read, and can be read again', async () => {
    const read = vi.fn<BatchSources['read']>().mockRejectedValueOnce(new Error('gone'));
    read.mockResolvedValue(batchOf());
    const { store, state } = open({ read });
    await store.getState().load();
    expect(store.getState().state).toMatchObject({ phase: 'failed', error: { code: 'internal' } });
    await store.getState().load();
    expect(state().current).toBeUndefined();
  });
});
