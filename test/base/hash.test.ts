import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex, sha256InSlices } from '../../src/base/hash.ts';

const BYTES = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 31) % 251);
const PIECES = [BYTES.slice(0, 7), BYTES.slice(7, 2_000_000), new Uint8Array(), BYTES.slice(2_000_000)];

afterEach(() => vi.unstubAllGlobals());

describe('sha256InSlices', () => {
  it('is that of all pieces in their order, by the browser and without it', async () => {
    const breathe = vi.fn(() => Promise.resolve());
    expect(await sha256InSlices(PIECES, breathe)).toBe(sha256Hex(BYTES));
    expect(breathe).not.toHaveBeenCalled();
    vi.stubGlobal('crypto', {});
    expect(await sha256InSlices(PIECES, breathe)).toBe(sha256Hex(BYTES));
    expect(breathe.mock.calls.length).toBeGreaterThan(2);
  });

  it('is that of nothing', async () => {
    expect(await sha256InSlices([], () => Promise.resolve())).toBe(sha256Hex(new Uint8Array()));
  });
});
