import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClipParts } from '../../../src/panes/video/clip-parts.ts';

const bytesOf = async (parts: ClipParts): Promise<readonly number[]> => [
  ...new Uint8Array(await parts.finish('video/mp4').arrayBuffer()),
];

it('keeps what is written one behind the other', async () => {
  const parts = new ClipParts();
  parts.write(0, Uint8Array.of(1, 2));
  parts.write(2, Uint8Array.of(3));
  expect(await bytesOf(parts)).toEqual([1, 2, 3]);
  expect(parts.size).toBe(3);
  expect(parts.finish('video/mp4').type).toBe('video/mp4');
});

it('writes over what is there, and fills what is skipped', async () => {
  const parts = new ClipParts();
  parts.write(0, Uint8Array.of(1, 2, 3));
  parts.write(1, Uint8Array.of(9));
  parts.write(5, Uint8Array.of(6));
  expect(await bytesOf(parts)).toEqual([1, 9, 3, 0, 0, 6]);
});

it('holds the same as memory would', async () => {
  const write = fc.tuple(fc.nat(40), fc.uint8Array({ minLength: 1, maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
      const parts = new ClipParts();
      const memory: number[] = [];
      for (const [position, bytes] of writes) {
        while (memory.length < position) memory.push(0);
        memory.splice(position, bytes.length, ...bytes);
        parts.write(position, Uint8Array.from(bytes));
      }
      expect(await bytesOf(parts)).toEqual(memory);
    }),
  );
});
