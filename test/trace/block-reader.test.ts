import { describe, expect, it } from 'vitest';
import { BlockReader, type BlockSizes } from '../../src/trace/block-reader.ts';

const BLOCK = 1 << 19;
const SIZE = 3 * BLOCK + 100;
const SIZES: BlockSizes = { block: BLOCK, kept: 32, ahead: 1 };
const file = Uint8Array.from({ length: SIZE }, (_, index) => index % 251);

/** `toEqual` would compare them byte by byte, in seconds. */
const equal = (bytes: Uint8Array, start: number, end: number): boolean =>
  Buffer.compare(bytes, file.subarray(start, end)) === 0;

function reader(sizes = SIZES) {
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
    [17, 3 * BLOCK + 50],
    [SIZE - 1, SIZE],
  ])('gives bytes %i to %i', async (start, end) => {
    const { blocks } = reader();
    expect(equal(await blocks.read(start, end), start, end)).toBe(true);
  });

  it('asks for a block once, and for the next one before it is needed', async () => {
    const { blocks, asked } = reader();
    for (let at = 0; at < 50; at += 10) await blocks.read(at, at + 10);
    await blocks.read(BLOCK + 1, BLOCK + 2);
    expect(asked).toEqual([`0:${BLOCK}`, `1:${BLOCK}`, `2:${BLOCK}`]);
    await blocks.read(SIZE - 10, SIZE);
    expect(asked.at(-1)).toBe('3:100');
  });

  it('asks for those that are read ahead at one go, and for none where the reader jumps', async () => {
    const { blocks, asked } = reader({ ...SIZES, ahead: 2 });
    await blocks.read(0, 10);
    expect(asked).toEqual([`0:${BLOCK}`, `1:${2 * BLOCK}`]);
    blocks.readsOn = false;
    await blocks.read(2 * BLOCK, 2 * BLOCK + 10);
    expect(asked).toHaveLength(2);
  });

  it('gives bytes of their own, which keep no block', async () => {
    const { blocks } = reader();
    expect((await blocks.read(5, 15)).buffer.byteLength).toBe(10);
  });

  it('keeps the latest blocks only', async () => {
    const asked: number[] = [];
    const size = 60 * BLOCK;
    const blocks = new BlockReader(
      (start, end) => {
        asked.push(start / BLOCK);
        return Promise.resolve(new Uint8Array(end - start));
      },
      size,
      SIZES,
    );
    for (let block = 0; block < 50; block += 1) await blocks.read(block * BLOCK, block * BLOCK + 1);
    const before = asked.length;
    await blocks.read(48 * BLOCK, 48 * BLOCK + 1);
    expect(asked.length).toBe(before);
    await blocks.read(0, 1);
    expect(asked.length).toBe(before + 2);
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
