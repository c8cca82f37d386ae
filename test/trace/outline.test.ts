import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { Lazy } from '../../src/base/lazy.ts';
import { Outline, outlineOf, type OutlineState } from '../../src/trace/outline.client.ts';
import type { PeakOptions, Peaks } from '../../src/trace/peaks.ts';
import type { Voice } from '../../src/trace/trace.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const PEAKS: Peaks = { min: Float32Array.of(-1), max: Float32Array.of(1), sliceSeconds: 0.02, seconds: 0.02 };
const FILE = { path: 'voice.m4a', size: 0, read: () => Promise.resolve(new Uint8Array()) };

function voice(shipped?: Peaks): Voice {
  return {
    mediaType: 'audio/mp4',
    isDirect: () => Promise.resolve(true),
    url: () => Promise.reject(new Error('nobody plays it')),
    file: () => Promise.resolve(FILE),
    shippedOutline: () => Promise.resolve(shipped),
  };
}

/** Work that a test ends by hand, one entry a call. */
function bench(shipped?: Peaks) {
  const runs: {
    readonly options: PeakOptions;
    readonly resolve: (peaks: Peaks) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  const compute = (_: unknown, options: PeakOptions): Promise<Peaks> =>
    new Promise((resolve, reject) => runs.push({ options, resolve, reject }));
  const outline = new Outline({ content: new Lazy(() => Promise.resolve(voice(shipped))) }, compute);
  const seen: OutlineState[] = [];
  const forget = outline.subscribe(() => seen.push(outline.getState()));
  const run = async (index: number) => {
    await vi.waitFor(() => expect(runs.length).toBeGreaterThan(index));
    const found = runs[index];
    if (!found) throw new Error('it has not begun');
    return found;
  };
  return { outline, seen, forget, run, runs };
}

describe('Outline', () => {
  it('gives the one in the bundle, and decodes nothing', async () => {
    const { outline, seen, runs } = bench(PEAKS);
    expect(outline.getState()).toEqual({ status: 'idle' });
    outline.start();
    await vi.waitFor(() => expect(outline.getState()).toEqual({ status: 'ready', peaks: PEAKS }));
    expect(seen.map(({ status }) => status)).toEqual(['reading', 'ready']);
    expect(runs).toHaveLength(0);
  });

  it('computes it once for all, and tells how far it is', async () => {
    const { outline, seen, run, runs } = bench();
    const other = vi.fn();
    outline.subscribe(other);
    outline.start();
    outline.start();
    const { options, resolve } = await run(0);
    for (const part of [0.001, 0.5, 0.503, 1]) options.onProgress?.(part);
    resolve(PEAKS);
    await vi.waitFor(() => expect(outline.getState().status).toBe('ready'));
    const done = seen.flatMap((state) => (state.status === 'computing' ? [state.done] : []));
    expect(done).toEqual([0, 50, 100]);
    expect(other).toHaveBeenCalledTimes(seen.length);
    outline.start();
    expect(runs).toHaveLength(1);
  });

  it('ends the work when the last listener leaves, and begins anew for the next', async () => {
    const { outline, forget, run } = bench();
    const leave = outline.subscribe(() => undefined);
    outline.start();
    const first = await run(0);
    forget();
    expect(first.options.signal?.aborted).toBe(false);
    leave();
    expect(first.options.signal?.aborted).toBe(true);
    expect(outline.getState()).toEqual({ status: 'idle' });
    outline.subscribe(() => undefined);
    outline.start();
    const second = await run(1);
    // What was ended comes too late to be taken for the new one.
    first.options.onProgress?.(0.9);
    first.reject(new Error('ended'));
    await Promise.resolve();
    expect(outline.getState()).toEqual({ status: 'computing', done: 0 });
    second.resolve(PEAKS);
    await vi.waitFor(() => expect(outline.getState().status).toBe('ready'));
  });

  it('keeps what is ready when nobody listens', async () => {
    const { outline, forget } = bench(PEAKS);
    outline.start();
    await vi.waitFor(() => expect(outline.getState().status).toBe('ready'));
    forget();
    expect(outline.getState().status).toBe('ready');
  });

  it('says why it failed, and tries again when asked', async () => {
    const { outline, run } = bench();
    outline.start();
    (await run(0)).reject(new TraceError('codec-unsupported', { path: 'voice.m4a', codec: 'x' }));
    await vi.waitFor(() => expect(outline.getState().status).toBe('failed'));
    expect(outline.getState()).toMatchObject({ error: { code: 'codec-unsupported' } });
    outline.start();
    (await run(1)).resolve(PEAKS);
    await vi.waitFor(() => expect(outline.getState().status).toBe('ready'));
  });

  it('is the same for a layer, however often it is asked for', () => {
    const [layer] = buildTrace({ duration: 10, voice: true }).voices;
    if (!layer) throw new Error('there is no voice');
    expect(outlineOf(layer)).toBe(outlineOf(layer));
  });
});
