import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../src/base/chunks-of.ts';

/** A stream of numbers from 1 on that tells what became of it, and cannot be walked, as in older browsers. */
function counting(end: number): { readonly stream: ReadableStream<number>; readonly told: string[] } {
  const told: string[] = [];
  let next = 0;
  const stream = new ReadableStream<number>(
    {
      pull: (controller) => {
        next += 1;
        told.push(`asked for ${next}`);
        if (next > end) controller.close();
        else controller.enqueue(next);
      },
      cancel: () => void told.push('cancelled'),
    },
    { highWaterMark: 0 },
  );
  Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
  return { stream, told };
}

describe('chunksOf', () => {
  it('gives all chunks, and asks for one at a time', async () => {
    const { stream, told } = counting(2);
    const seen: number[] = [];
    for await (const chunk of chunksOf(stream)) {
      seen.push(chunk);
      expect(told).toHaveLength(chunk);
    }
    expect(seen).toEqual([1, 2]);
  });

  it('ends the stream where nobody asks any more', async () => {
    const { stream, told } = counting(9);
    for await (const chunk of chunksOf(stream)) if (chunk === 2) break;
    expect(told).toEqual(['asked for 1', 'asked for 2', 'cancelled']);
  });

  it('fails as the stream does', async () => {
    const stream = new ReadableStream<number>({ pull: () => Promise.reject(new Error('the disk is gone')) });
    await expect(chunksOf(stream).next()).rejects.toThrow('the disk is gone');
  });
});
