import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepCorrections, keptCorrections } from '../../src/app/corrections-store.ts';
import { MAX_POINTS, NO_CORRECTIONS, type Corrections } from '../../src/trace/corrections.ts';
import { fromMicros } from '../../src/base/time.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const { manifest: some } = buildTrace({ input: ['1 key a'] });
const manifest = (id: number): Manifest => ({
  ...some,
  bundle_id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
});
const keyOf = (id: number): string => `playhead.corrections.v1.${manifest(id).bundle_id}`;
const moved = (micros: number): Corrections => new Map([['input', { shift: micros, points: [] }]]);

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

describe('what this browser keeps of corrections', () => {
  it('is there on the next visit, for that bundle alone', () => {
    expect(keepCorrections(manifest(1), moved(5_000))).toBe(true);
    expect(keptCorrections(manifest(1))).toEqual({ corrections: moved(5_000), problems: [] });
    expect(keptCorrections(manifest(2))).toEqual({ corrections: NO_CORRECTIONS, problems: [] });
  });

  it('is forgotten when nothing is corrected any more', () => {
    keepCorrections(manifest(1), moved(5_000));
    expect(keepCorrections(manifest(1), NO_CORRECTIONS)).toBe(true);
    expect(localStorage.length).toBe(0);
  });

  it('is a problem where it cannot be read', () => {
    localStorage.setItem(keyOf(1), '{"layers": 5}');
    const { corrections, problems } = keptCorrections(manifest(1));
    expect(corrections.size).toBe(0);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'corrections-invalid' }]);
  });

  it('gives way to newer bundles, the oldest first', () => {
    vi.useFakeTimers({ now: 0 });
    for (let id = 1; id <= 203; id++) {
      vi.setSystemTime(id * 1_000);
      keepCorrections(manifest(id), moved(id));
    }
    vi.useRealTimers();
    const left = Object.keys(localStorage).sort();
    expect(left).toHaveLength(200);
    expect(left[0]).toBe(keyOf(4));
    expect(left.at(-1)).toBe(keyOf(203));
  });

  it('is said not to be kept where storage is full, or they are too long', () => {
    const points = Array.from({ length: MAX_POINTS }, (_, index) => {
      const time = fromMicros(index * 1_000_000);
      return { native: time, trace: time, uncertainty: undefined, method: 'x'.repeat(200) };
    });
    const long = new Map(
      Array.from({ length: 10 }, (_, index) => [`input-${index}`, { shift: 0, points }] as const),
    );
    expect(keepCorrections(manifest(1), long)).toBe(false);
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(keepCorrections(manifest(1), moved(1))).toBe(false);
  });
});
