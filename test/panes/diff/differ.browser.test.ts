/** Comparing texts: small ones at once, large ones in a worker, which goes when there is nothing more to do. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Differ, isComparable } from '../../../src/panes/diff/differ.client.ts';
import { diffTexts } from '../../../src/trace/line-diff.ts';

const many = (count: number, changed?: number): string =>
  Array.from({ length: count }, (_, line) => `${line === changed ? 'changed' : 'line'} ${line}\n`).join('');
const LARGE = many(30_000);

/** Workers that were started and not ended. */
let running = 0;
let started = 0;
const RealWorker = globalThis.Worker;

beforeEach(() => {
  [running, started] = [0, 0];
  vi.stubGlobal(
    'Worker',
    class extends RealWorker {
      constructor(...args: ConstructorParameters<typeof RealWorker>) {
        super(...args);
        running += 1;
        started += 1;
      }
      override terminate(): void {
        running -= 1;
        super.terminate();
      }
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('Differ', () => {
  it('compares small texts without a worker', async () => {
    const [before, after] = [many(50), many(50, 7)];
    expect(await new Differ().diff(before, after)).toEqual(diffTexts(before, after));
    expect(started).toBe(0);
  });

  it('finds in a worker what it would find itself, and has one for all', async () => {
    const differ = new Differ();
    const afters = [1, 15_000, 29_999].map((line) => many(30_000, line));
    const found = await Promise.all(afters.map((after) => differ.diff(LARGE, after)));
    expect(found).toEqual(afters.map((after) => diffTexts(LARGE, after)));
    expect(found.map(([change]) => change?.newStart)).toEqual([1, 15_000, 29_999]);
    expect(started).toBe(1);
  });

  it('does first what was asked for last', async () => {
    const differ = new Differ();
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2].map(async (number) => {
        await differ.diff(LARGE, many(30_000, number));
        order.push(number);
      }),
    );
    // The first was under way already.
    expect(order).toEqual([0, 2, 1]);
  });

  it('ends the worker after a rest, and starts another when it is needed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const differ = new Differ();
    await differ.diff(LARGE, many(30_000, 3));
    vi.advanceTimersByTime(9_000);
    expect(running).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(running).toBe(0);
    await differ.diff(LARGE, many(30_000, 4));
    expect([running, started]).toEqual([1, 2]);
    vi.advanceTimersByTime(11_000);
  });

  it('says so where the worker does not load, and tries another the next time', async () => {
    const differ = new Differ();
    vi.stubGlobal(
      'Worker',
      class extends RealWorker {
        constructor() {
          super('/there-is-no-such-worker.js', { type: 'module' });
        }
      },
    );
    await expect(differ.diff(LARGE, many(30_000, 3))).rejects.toMatchObject({
      code: 'internal',
      details: { reason: expect.stringContaining('did not load') as string },
    });
    vi.stubGlobal('Worker', RealWorker);
    expect(await differ.diff(LARGE, many(30_000, 5))).toHaveLength(1);
  });
});

describe('isComparable', () => {
  it('refuses what is too large', () => {
    expect(isComparable('a\n', 'b\n')).toBe(true);
    expect(isComparable('\n'.repeat(200_001), 'b\n')).toBe(false);
    expect(isComparable('a', 'b'.repeat(8_000_001))).toBe(false);
  });
});
