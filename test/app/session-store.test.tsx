import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSessionStore, type FindBundle } from '../../src/app/session-store.ts';
import { TraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from '../../src/bundle/bundle-source.ts';
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

  it('can be given up', async () => {
    const opening = sessions.getState().open('a', never);
    sessions.getState().close();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(state()).toEqual({ phase: 'empty' });
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
