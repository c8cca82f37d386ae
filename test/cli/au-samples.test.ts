import { describe, expect, it } from 'vitest';
import { AuSamples } from '../../src/cli/au-samples.ts';

/** A header of `headerBytes`, and these samples as they follow each other, all channels of a moment together. */
function au(channels: number, samples: readonly number[], headerBytes = 32): Buffer {
  const bytes = Buffer.alloc(headerBytes + samples.length * 4);
  bytes.write('.snd');
  bytes.writeUInt32BE(headerBytes, 4);
  bytes.writeUInt32BE(channels, 20);
  samples.forEach((sample, index) => bytes.writeFloatBE(sample, headerBytes + index * 4));
  return bytes;
}

/** The samples of each channel, with the sound fed in pieces of `size` bytes. */
function read(bytes: Buffer, size: number, channels: number) {
  const found = Array.from({ length: channels }, (): number[] => []);
  let turn = 0;
  const samples = new AuSamples((some, start) => {
    const channel = found[turn % channels];
    expect(channel).toHaveLength(start);
    channel?.push(...some);
    turn += 1;
  });
  for (let from = 0; from < bytes.length; from += size) samples.add(bytes.subarray(from, from + size));
  return { found, count: samples.count };
}

describe('AuSamples', () => {
  it.each([1, 3, 4, 7, 24, 1_000])('tells channels apart, in pieces of %s bytes', (size) => {
    const bytes = au(2, [1, -1, 0.5, -0.5, 0.25, -0.25]);
    const expected = [
      [1, 0.5, 0.25],
      [-1, -0.5, -0.25],
    ];
    expect(read(bytes, size, 2)).toEqual({ found: expected, count: 3 });
    expect(read(au(1, [1, 2, 3], 24), size, 1)).toEqual({ found: [[1, 2, 3]], count: 3 });
  });

  it('leaves out what is cut off in the middle of a moment', () => {
    expect(read(au(2, [1, -1, 0.5]), 5, 2)).toEqual({ found: [[1], [-1]], count: 1 });
  });

  it('has no samples without a header, and without channels', () => {
    expect(read(Buffer.from('.snd'), 4, 1).count).toBe(0);
    expect(read(au(0, [1, 2]), 5, 1).count).toBe(0);
  });
});
