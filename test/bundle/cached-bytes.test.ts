/** The byte cache gives the same bytes as what it stands before, with fewer requests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError, isAbort, TraceError } from '../../src/base/errors.ts';
import { collect } from '../../src/bundle/bundle-source.ts';
import { ByteCache, PAGE_BYTES } from '../../src/bundle/byte-cache.ts';
import type { ByteSource } from '../../src/bundle/byte-source.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';

const PAGES = 160;
const FILE = Uint8Array.from(
  { length: PAGES * PAGE_BYTES - 12_345 },
  (_, at) => (at * 7 + (at >> 15)) & 0xff,
);

interface Ask {
  readonly start: number;
  readonly end: number;
  readonly signal: AbortSignal | undefined;
}

/** A source that answers when it is told to, or at once. */
class Slow implements ByteSource {
  readonly label = 'slow';
  readonly asked: Ask[] = [];
  readonly #waiting: (() => void)[] = [];
  held = false;
  fails = false;
  stream?: NonNullable<ByteSource['stream']>;

  size(): Promise<number> {
    return Promise.resolve(FILE.length);
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    this.asked.push({ start, end, signal });
    if (this.held)
      await new Promise<void>((go, stop) => {
        this.#waiting.push(go);
        signal?.addEventListener('abort', () => stop(signal.reason as Error));
      });
    if (this.fails) throw new TraceError('network-failed', { url: 'x', crossOrigin: false });
    return FILE.slice(start, end);
  }

  go(): void {
    this.held = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  get ranges(): readonly string[] {
    return this.asked.map(({ start, end }) => `${pages(start)}–${pages(end)}`);
  }
}

/** Whole numbers where a request keeps to pages. */
const pages = (at: number): number => (at === FILE.length ? PAGES : at / PAGE_BYTES);
const at = (page: number): number => page * PAGE_BYTES;
const same = (bytes: Uint8Array, start: number, end: number): boolean =>
  Buffer.compare(bytes, FILE.subarray(start, end)) === 0;

function make(limit = 400 * PAGE_BYTES): { source: Slow; cache: ByteCache; cached: ByteSource } {
  const source = new Slow();
  const cache = new ByteCache(limit);
  return { source, cache, cached: cachedBytes(source, cache) };
}

describe('cachedBytes', () => {
  it('gives the bytes of its source, whatever is read in whatever order, at once or after each other, with any limit', async () => {
    const place = fc.integer({ min: 0, max: FILE.length });
    const range = fc.tuple(
      place,
      fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 24 * PAGE_BYTES })),
    );
    const step = fc.record({
      ranges: fc.array(range, { minLength: 1, maxLength: 4 }),
      streams: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 0, max: 48 }),
        async (steps, limit) => {
          const { cache, cached } = make(limit * PAGE_BYTES);
          for (const { ranges, streams } of steps)
            await Promise.all(
              ranges.map(async ([start, length]) => {
                const end = Math.min(FILE.length, start + length);
                const bytes =
                  streams && cached.stream
                    ? await collect(cached.stream(start, end))
                    : await cached.read(start, end);
                expect(same(bytes, start, end)).toBe(true);
              }),
            );
          // The page that came last is always kept.
          expect(cache.bytes).toBeLessThanOrEqual(Math.max(1, limit) * PAGE_BYTES);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  it('fetches pages side by side with one request, also for several readers of one moment', async () => {
    const { source, cached } = make();
    await Promise.all([
      cached.read(at(3) + 5, at(3) + 10),
      cached.read(at(4), at(5) + 1),
      cached.read(at(9), at(9) + 1),
    ]);
    expect(source.ranges).toEqual(['3–6', '9–10']);
  });

  it('fetches nothing twice', async () => {
    const { source, cached } = make();
    await cached.read(10, 20);
    await cached.read(15, at(1));
    expect(source.ranges).toEqual(['0–1']);
  });

  it('waits for what is on its way', async () => {
    const { source, cached } = make();
    source.held = true;
    const first = cached.read(0, 10);
    await expect.poll(() => source.asked.length).toBe(1);
    const second = cached.read(20, 30);
    source.go();
    expect(same(await first, 0, 10) && same(await second, 20, 30)).toBe(true);
    expect(source.ranges).toEqual(['0–1']);
  });

  it('lets one reader give up without ending it for the other', async () => {
    const { source, cached } = make();
    source.held = true;
    const stop = new AbortController();
    const given = cached.read(0, 10, stop.signal);
    const other = cached.read(0, 10);
    await expect.poll(() => source.asked.length).toBe(1);
    stop.abort();
    expect(isAbort(await given.catch((error: unknown) => error))).toBe(true);
    source.go();
    expect(same(await other, 0, 10)).toBe(true);
    expect(source.asked[0]?.signal?.aborted).toBe(false);
  });

  it('ends a request when the last reader has given up, and asks anew for the next', async () => {
    const { source, cached } = make();
    source.held = true;
    const stop = new AbortController();
    const readers = [cached.read(0, 10, stop.signal), cached.read(5, 10, stop.signal)];
    await expect.poll(() => source.asked.length).toBe(1);
    stop.abort();
    await Promise.allSettled(readers);
    expect(source.asked[0]?.signal?.aborted).toBe(true);
    source.held = false;
    expect(same(await cached.read(0, 10), 0, 10)).toBe(true);
  });

  it('keeps no failure', async () => {
    const { source, cached } = make();
    source.fails = true;
    const error = asTraceError(await cached.read(0, 10).catch((reason: unknown) => reason));
    expect(error.code).toBe('network-failed');
    source.fails = false;
    expect(same(await cached.read(0, 10), 0, 10)).toBe(true);
  });

  it('forgets what was used longest ago', async () => {
    const { source, cached } = make(3 * PAGE_BYTES);
    for (const page of [0, 10, 20, 0, 30]) await cached.read(at(page), at(page) + 1);
    source.asked.length = 0;
    for (const page of [0, 30, 20]) await cached.read(at(page), at(page) + 1);
    expect(source.ranges).toEqual([]);
    await cached.read(at(10), at(10) + 1);
    expect(source.ranges).toEqual(['10–11']);
  });

  it('reads ahead of who reads on in order, in few requests, and of nobody else', async () => {
    const { source, cached } = make();
    for (let start = 0; start + 40_000 < FILE.length; start += 40_000) {
      expect(same(await cached.read(start, start + 40_000), start, start + 40_000)).toBe(true);
    }
    expect(source.asked.length).toBeLessThan(0.35 * PAGES);
    const random = make();
    for (const page of [30, 3, 17, 8, 25]) await random.cached.read(at(page), at(page) + 1);
    expect(random.source.asked).toHaveLength(5);
  });

  it('streams what is long past itself, from where it has nothing', async () => {
    const { source, cache, cached } = make();
    const streamed: Ask[] = [];
    source.stream = async function* (start, end, signal) {
      streamed.push({ start, end, signal });
      yield Promise.resolve(FILE.slice(start, start + 1_000));
      yield FILE.slice(start + 1_000, end);
    };
    await cached.read(at(2), at(3));
    const kept = cache.bytes;
    const bytes = await collect(cached.stream?.(at(2) + 100, at(90)) ?? (async function* () {})());
    expect(same(bytes, at(2) + 100, at(90))).toBe(true);
    expect(streamed.map(({ start, end }) => [pages(start), pages(end)])).toEqual([[3, 90]]);
    expect(cache.bytes).toBe(kept);
  });

  it('streams at once also where somebody has read in order before', async () => {
    const { source, cached } = make();
    for (let page = 0; page < 8; page += 1) await cached.read(at(page), at(page) + 1);
    const asked = source.asked.length;
    const streamed: Ask[] = [];
    source.stream = async function* (start, end, signal) {
      streamed.push({ start, end, signal });
      yield Promise.resolve(FILE.slice(start, end));
    };
    const bytes = await collect(cached.stream?.(at(7) + 5, at(90)) ?? (async function* () {})());
    expect(same(bytes, at(7) + 5, at(90))).toBe(true);
    expect([source.asked.length - asked, streamed.length]).toEqual([0, 1]);
  });

  it('learns the size with the first page, and does not fetch that again', async () => {
    const { source, cached } = make();
    let begun = 0;
    const beginning: ByteSource['begin'] = (most) => {
      begun += 1;
      return Promise.resolve({ size: FILE.length, head: FILE.slice(0, most) });
    };
    Object.assign(source, { begin: beginning });
    expect(await cached.size()).toBe(FILE.length);
    expect(same(await cached.read(0, 100), 0, 100)).toBe(true);
    expect([begun, source.asked.length]).toEqual([1, 0]);
  });
});
