import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreparedTrace } from '../../src/app/prepare-trace.ts';
import { createSessionStore, type FindBundle, type TraceSession } from '../../src/app/session-store.ts';
import { TraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from '../../src/bundle/bundle-source.ts';
import { fromSeconds } from '../../src/base/time.ts';
import type { PaneReport } from '../../src/panes/pane.tsx';
import type { Corrections } from '../../src/trace/corrections.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const { manifest } = buildTrace({ duration: 5 });

/** A bundle that holds a manifest and nothing else. */
const found: FindBundle = () =>
  Promise.resolve({
    label: 'found',
    open: (path: string) =>
      path === MANIFEST_PATH
        ? Promise.resolve({
            path,
            size: undefined,
            bytes: () => Promise.resolve(new TextEncoder().encode(JSON.stringify(manifest))),
          })
        : Promise.reject(new TraceError('artifact-missing', { path })),
  } as unknown as BundleSource);
const missing: FindBundle = () => Promise.reject(new TraceError('artifact-missing', { path: 'x' }));
const never: FindBundle = (_progress, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

const sessions = createSessionStore();
const state = () => sessions.getState().state;
const quiet = (opening: Promise<unknown>): Promise<unknown> => opening.catch(() => undefined);

afterEach(() => sessions.getState().close());

describe('opening a trace', () => {
  it('is told while it goes on, and fails with its reason', async () => {
    const opening = quiet(sessions.getState().open('a', missing));
    expect(state()).toMatchObject({ phase: 'opening', label: 'a' });
    await opening;
    expect(state()).toMatchObject({ phase: 'failed', label: 'a', error: { code: 'artifact-missing' } });
  });

  it('is over where it failed, whoever goes on telling of it', async () => {
    let goOn: () => void = () => undefined;
    let ended: AbortSignal | undefined;
    const opening = sessions.getState().open('a', (progress, signal) => {
      [goOn, ended] = [() => progress('Trying again'), signal];
      return Promise.reject(new TraceError('artifact-missing', { path: 'x' }));
    });
    await quiet(opening);
    expect(ended?.aborted).toBe(true);
    goOn();
    expect(state()).toMatchObject({ phase: 'failed', error: { code: 'artifact-missing' } });
  });

  it('can be given up', async () => {
    const opening = sessions.getState().open('a', never);
    sessions.getState().close();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(state()).toEqual({ phase: 'empty' });
  });
});

describe('opening by a mapping', () => {
  it('asks once more for what was asked for last, and by another one the next time', async () => {
    const asked: (string | undefined)[] = [];
    const refusing: FindBundle = (_progress, _signal, _ask, mapping) => {
      asked.push(mapping?.name);
      return Promise.reject(new TraceError('import-refused', { source: 'x', refusals: [] }));
    };
    await quiet(sessions.getState().open('a', refusing));
    for (const name of ['orbit', 'lab']) {
      sessions.getState().openBy({ name, text: '' });
      await vi.waitFor(() => expect(state().phase).toBe('failed'));
    }
    expect(asked).toEqual([undefined, 'orbit', 'lab']);
  });
});

describe('opening another trace', () => {
  it('leaves what is open until the other is there', async () => {
    const first = await sessions.getState().open('a', found);
    void quiet(sessions.getState().open('b', never));
    expect(state()).toMatchObject({ phase: 'ready', session: first, next: { label: 'b' } });
    const second = await sessions.getState().open('c', found);
    expect(state()).toEqual({ phase: 'ready', session: second });
    expect(second.id).not.toBe(first.id);
  });

  it('lets the panes of what is open go before the other is there', async () => {
    const first = await sessions.getState().open('a', found);
    const seen: unknown[] = [];
    const stop = sessions.subscribe(({ state: now }) => {
      if (now.phase === 'ready') seen.push([now.session.id - first.id, now.leaving ?? false]);
    });
    await sessions.getState().open('b', found);
    stop();
    expect(seen.slice(-2)).toEqual([
      [0, true],
      [1, false],
    ]);
  });

  it('brings them back where it is given up by then', async () => {
    const first = await sessions.getState().open('a', found);
    const other = sessions.getState().open('b', found);
    const stop = sessions.subscribe(({ state: now }) => {
      if (now.phase !== 'ready' || !now.leaving) return;
      stop();
      sessions.getState().dismissNext();
    });
    await expect(other).rejects.toMatchObject({ code: 'aborted' });
    expect(state()).toEqual({ phase: 'ready', session: first });
  });

  describe('that was read ahead', () => {
    const ahead = (): PreparedTrace => {
      let goOn: () => void = () => undefined;
      const pictured = new Promise<void>((resolve) => (goOn = resolve));
      const trace = buildTrace({ duration: 5, video: { fps: 30, keyEvery: 30 } });
      const controller = new AbortController();
      return { trace, controller, pictured, ahead: true, goOn: () => goOn(), keep: () => true };
    };
    const picture = { frame: 0, exact: true, error: null };
    /** Opens a trace whose video pane shows `shown`, and then one that was read ahead. */
    async function openTwo(shown: PaneReport = picture) {
      const first = await sessions.getState().open('a', found);
      first.reports.set('video', shown);
      const prepared = ahead();
      const opening = sessions.getState().open('b', never, undefined, Promise.resolve(prepared));
      return { first, prepared, opening };
    }
    const arriving = (): Promise<TraceSession> =>
      vi.waitFor(() => {
        const now = state();
        if (now.phase !== 'ready' || !now.arriving) throw new Error('nothing arrives');
        return now.arriving;
      });

    it('shows its picture before anything else of it, and what was open goes then', async () => {
      const { first, prepared, opening } = await openTwo();
      first.clock.play();
      const next = await arriving();
      expect(state()).toMatchObject({ phase: 'ready', session: first, arriving: next });
      expect([first.clock.playing, next.trace]).toEqual([false, prepared.trace]);
      const seen: unknown[] = [];
      const stop = sessions.subscribe(({ state: now }) => {
        if (now.phase === 'ready') seen.push([now.session.id - first.id, now.arriving === next, now.leaving]);
      });
      next.reports.set('video', picture);
      expect(await opening).toBe(next);
      stop();
      expect(seen).toEqual([
        [0, true, true],
        [1, false, undefined],
      ]);
      // What waits for the picture goes on.
      await prepared.pictured;
    });

    it('is not waited for alone for long', async () => {
      const { opening } = await openTwo();
      const next = await arriving();
      const session = await opening;
      expect(state()).toEqual({ phase: 'ready', session });
      expect(session).toBe(next);
    });

    it('gives the picture back where it is given up by then, and goes on to play', async () => {
      const { first, prepared, opening } = await openTwo();
      first.clock.play();
      await arriving();
      expect(first.clock.playing).toBe(false);
      sessions.getState().dismissNext();
      await expect(opening).rejects.toMatchObject({ code: 'aborted' });
      expect(state()).toEqual({ phase: 'ready', session: first });
      expect(prepared.controller.signal.aborted).toBe(true);
      expect(first.clock.playing).toBe(true);
    });

    it('makes way for another that is asked for by then', async () => {
      const { first, opening } = await openTwo();
      await arriving();
      // Its pane is that of the second by now.
      first.reports.remove('video');
      const third = sessions.getState().open('c', never, undefined, Promise.resolve(ahead()));
      await expect(opening).rejects.toMatchObject({ code: 'aborted' });
      const session = await third;
      expect(state()).toEqual({ phase: 'ready', session });
    });

    it('comes at once where no video is shown that could become its own', async () => {
      // Behind another pane it has no picture.
      const { opening } = await openTwo({ frame: -1, exact: null, error: null });
      const session = await opening;
      expect(state()).toEqual({ phase: 'ready', session });
    });
  });

  it('leaves what is open where the other cannot be opened, and says why', async () => {
    const first = await sessions.getState().open('a', found);
    await quiet(sessions.getState().open('b', missing));
    expect(state()).toMatchObject({
      phase: 'ready',
      session: first,
      next: { label: 'b', error: { code: 'artifact-missing' } },
    });
    // Its clock still tells: a closed one has no listeners.
    const told = vi.fn();
    first.clock.subscribe(told);
    first.clock.seek(first.clock.duration);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    sessions.getState().dismissNext();
    expect(state()).toEqual({ phase: 'ready', session: first });
  });

  it('can be given up without losing what is open', async () => {
    const first = await sessions.getState().open('a', found);
    const other = sessions.getState().open('b', never);
    sessions.getState().dismissNext();
    await expect(other).rejects.toMatchObject({ code: 'aborted' });
    expect(state()).toEqual({ phase: 'ready', session: first });
  });
});

describe('correcting the times of layers', () => {
  const moved = (micros: number): Corrections => new Map([['input', { shift: micros, points: [] }]]);
  const bundle = buildBundle({
    layers: [{ id: 'input', kind: 'input_events', content: '{"t":1,"type":"move","x":1,"y":1}\n' }],
  });
  const open = (): Promise<TraceSession> => sessions.getState().open('a', () => Promise.resolve(bundle));
  const session = (): TraceSession => {
    const now = state();
    if (now.phase !== 'ready') throw new Error('nothing is open');
    return now.session;
  };

  beforeEach(() => localStorage.clear());

  it('keeps session, clock and moment, and can be undone step by step', async () => {
    const first = await open();
    first.clock.seek(fromSeconds(2));
    sessions.getState().correct(moved(5_000));
    const second = session();
    expect(second).not.toBe(first);
    expect(second).toMatchObject({ id: first.id, kept: true });
    expect(second.clock).toBe(first.clock);
    expect(second.clock.now()).toBe(fromSeconds(2));
    expect(second.frames).toBe(first.frames);
    expect(second.trace.corrections).toEqual(moved(5_000));
    sessions.getState().correct(moved(6_000));
    sessions.getState().undoCorrection();
    expect(session().trace.corrections).toEqual(moved(5_000));
    sessions.getState().undoCorrection();
    expect(session().trace.corrections.size).toBe(0);
    sessions.getState().undoCorrection();
    expect(session().corrected).toEqual([]);
  });

  it('is in force when the same bundle is opened again', async () => {
    await open();
    sessions.getState().correct(moved(5_000));
    const again = await open();
    expect(again.trace.corrections).toEqual(moved(5_000));
    expect(again.corrected).toEqual([]);
    sessions.getState().correct(new Map());
    expect((await open()).trace.corrections.size).toBe(0);
  });

  it('says what was kept and cannot be in force', async () => {
    await open();
    sessions.getState().correct(new Map([['gone', { shift: 1, points: [] }]]));
    const { trace } = await open();
    expect(trace.corrections.size).toBe(0);
    expect(trace.problems.all).toMatchObject([{ code: 'correction-dropped', details: { layer: 'gone' } }]);
  });
});
