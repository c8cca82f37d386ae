import { describe, expect, it } from 'vitest';
import { BlockReader, type BlockSizes } from '../../src/trace/block-reader.ts';

const BLOCK = 1 << 16;
const SIZE = 9 * BLOCK + 100;
const file = Uint8Array.from({ length: SIZE }, (_, index) => index % 251);

/** `toEqual` would compare them byte by byte, in seconds. */
const equal = (bytes: Uint8Array, start: number, end: number): boolean =>
  Buffer.compare(bytes, file.subarray(start, end)) === 0;

function reader(sizes?: BlockSizes) {
  const asked: string[] = [];
  const blocks = new BlockReader(
    (start, end) => {
      asked.push(`${start / BLOCK}:${end - start}`);
      return Promise.resolve(file.slice(start, end));
    },
    SIZE,
    sizes,
  );
  return { blocks, asked };
}

describe('BlockReader', () => {
  it.each([
    [0, 10],
    [BLOCK - 5, BLOCK + 5],
    [17, 9 * BLOCK + 50],
    [SIZE - 1, SIZE],
  ])('gives bytes %i to %i', async (start, end) => {
    const { blocks } = reader();
    expect(equal(await blocks.read(start, end), start, end)).toBe(true);
  });

  it('gives bytes that keep no block, where they lie in one or in two', async () => {
    const { blocks } = reader();
    for (const start of [10, BLOCK - 5])
      expect((await blocks.read(start, start + 10)).buffer.byteLength).toBe(10);
  });

  it('asks for a block once, and for the next ones at one go before they are needed', async () => {
    const { blocks, asked } = reader();
    for (let at = 0; at < 50; at += 10) await blocks.read(at, at + 10);
    await blocks.read(BLOCK + 1, BLOCK + 2);
    await blocks.read(2 * BLOCK, 3 * BLOCK);
    expect(asked).toEqual([`0:${BLOCK}`, `1:${3 * BLOCK}`]);
    await blocks.read(3 * BLOCK, 4 * BLOCK);
    expect(asked.slice(2)).toEqual([`4:${3 * BLOCK}`]);
    await blocks.read(SIZE - 10, SIZE);
    expect(asked.at(-1)).toBe('9:100');
  });

  it('asks at one go for blocks side by side that are not here, and for no other', async () => {
    const { blocks, asked } = reader({ block: BLOCK, kept: 64, ahead: 0 });
    await blocks.read(2 * BLOCK, 2 * BLOCK + 1);
    expect(equal(await blocks.read(5, 5 * BLOCK - 5), 5, 5 * BLOCK - 5)).toBe(true);
    expect(asked).toEqual([`2:${BLOCK}`, `0:${2 * BLOCK}`, `3:${2 * BLOCK}`]);
  });

  it('asks for the bytes alone of a reader who jumps, where they are not here', async () => {
    const { blocks, asked } = reader({ block: BLOCK, kept: 64, ahead: 0 });
    await blocks.read(0, 10);
    blocks.readsOn = false;
    expect(equal(await blocks.read(5, 15), 5, 15)).toBe(true);
    expect(equal(await blocks.read(BLOCK, 2 * BLOCK + 7), BLOCK, 2 * BLOCK + 7)).toBe(true);
    expect(asked).toEqual([`0:${BLOCK}`, `1:${BLOCK + 7}`]);
  });

  it('gives bytes of their own, which keep no block', async () => {
    const { blocks } = reader();
    expect((await blocks.read(5, 15)).buffer.byteLength).toBe(10);
  });

  it('keeps the latest blocks only', async () => {
    const asked: number[] = [];
    const blocks = new BlockReader(
      (start, end) => {
        asked.push(start);
        return Promise.resolve(file.slice(start, end));
      },
      SIZE,
      { block: 100, kept: 3, ahead: 0 },
    );
    for (const at of [0, 100, 200, 0, 300]) await blocks.read(at, at + 1);
    expect(asked).toEqual([0, 100, 200, 300]);
    await blocks.read(0, 1);
    expect(asked).toEqual([0, 100, 200, 300]);
    await blocks.read(100, 101);
    expect(asked).toEqual([0, 100, 200, 300, 100]);
    // More than are kept.
    expect(equal(await blocks.read(1_000, 2_000), 1_000, 2_000)).toBe(true);
  });

  it('asks anew for what could not be read', async () => {
    let fails = true;
    const blocks = new BlockReader(
      (start, end) =>
        fails ? Promise.reject(new Error('offline')) : Promise.resolve(file.slice(start, end)),
      SIZE,
    );
    await expect(blocks.read(0, 10)).rejects.toThrow('offline');
    fails = false;
    expect(equal(await blocks.read(0, 10), 0, 10)).toBe(true);
  });
});
