import { describe, expect, it } from 'vitest';
import { PackedBytes } from '../../src/base/packed-bytes.ts';

const BLOCK = 65_536;
const now = { now: () => 0, breathe: () => Promise.resolve() };

/** Bytes that tell where they stand, and that can be packed. */
function numbered(length: number, from = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => ((from + at) >> 8) & 0xff);
}

function filled(length: number, piece: number): PackedBytes {
  const bytes = new PackedBytes();
  for (let at = 0; at < length; at += piece) bytes.append(numbered(Math.min(piece, length - at), at));
  return bytes;
}

const RANGES = [
  [0, 0],
  [0, 10],
  [BLOCK - 5, BLOCK],
  [BLOCK - 5, BLOCK + 5],
  [BLOCK, BLOCK],
  [10, 3 * BLOCK + 10],
  [3 * BLOCK, 3 * BLOCK + 100],
  [0, 3 * BLOCK + 100],
] as const;

describe('packed bytes', () => {
  it.each([7_000, BLOCK, 3 * BLOCK])('gives back any part, added in pieces of %i', async (piece) => {
    const bytes = filled(3 * BLOCK + 100, piece);
    expect(bytes.length).toBe(3 * BLOCK + 100);
    for (const [start, end] of RANGES) expect(bytes.read(start, end)).toEqual(numbered(end - start, start));
    await bytes.pack(now);
    for (const [start, end] of RANGES) expect(bytes.read(start, end)).toEqual(numbered(end - start, start));
  });

  it('takes less memory once it is packed, however much was read', async () => {
    const bytes = filled(40 * BLOCK, BLOCK);
    expect(bytes.byteLength).toBeGreaterThanOrEqual(40 * BLOCK);
    await bytes.pack(now);
    for (let at = 0; at < 40; at += 1) bytes.read(at * BLOCK, (at + 1) * BLOCK);
    expect(bytes.byteLength).toBeLessThan(12 * BLOCK);
  });

  it('keeps as it is what cannot be made smaller', async () => {
    let word = 1;
    const noise = Uint8Array.from(
      { length: BLOCK },
      () => (word = (Math.imul(word, 1_103_515_245) + 12_345) >>> 0) >>> 24,
    );
    const bytes = new PackedBytes();
    bytes.append(noise);
    await bytes.pack(now);
    expect(bytes.read(0, BLOCK)).toEqual(noise);
    expect(bytes.byteLength).toBe(2 * BLOCK);
  });

  it('can be added to and read while it is packed, and after', async () => {
    const bytes = filled(2 * BLOCK, BLOCK);
    let turns = 0;
    let time = 0;
    await bytes.pack({
      now: () => (time += 10),
      breathe: () => {
        turns += 1;
        if (turns === 1) bytes.append(numbered(BLOCK + 9, 2 * BLOCK));
        expect(bytes.read(0, 2 * BLOCK)).toEqual(numbered(2 * BLOCK));
        return Promise.resolve();
      },
    });
    expect(turns).toBe(3);
    bytes.append(numbered(BLOCK, 3 * BLOCK + 9));
    expect(bytes.read(BLOCK, 4 * BLOCK)).toEqual(numbered(3 * BLOCK, BLOCK));
  });
});
