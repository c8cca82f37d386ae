import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FileHash, sha256Hex, sha256InSlices } from '../../src/base/hash.ts';

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

describe('FileHash', () => {
  const hashed = async (pieces: readonly Uint8Array[]) => {
    const hash = new FileHash();
    const reused = new Uint8Array(Math.max(1, ...pieces.map(({ length }) => length)));
    for (const piece of pieces) {
      reused.set(piece);
      hash.update(reused.subarray(0, piece.length));
    }
    return { bytes: hash.bytes, sha256: await hash.hex() };
  };

  it('is that of all pieces, whose bytes may be others by then, by the browser and without it', async () => {
    const expected = { bytes: BYTES.length, sha256: sha256Hex(BYTES) };
    expect(await hashed(PIECES)).toEqual(expected);
    vi.stubGlobal('crypto', {});
    expect(await hashed(PIECES)).toEqual(expected);
  });

  it('is the same of more than is kept', async () => {
    const piece = BYTES.slice(0, 1_000_000);
    const pieces = Array.from({ length: 68 }, () => piece);
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const { sha256 } = await hashed(pieces);
    expect(digest).not.toHaveBeenCalled();
    expect(sha256).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
  });
});
