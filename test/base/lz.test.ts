import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../capture/record/random.ts';
import { pack, unpack } from '../../src/base/lz.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Bytes of which so many come again as `again` says, in [0, 1]. */
function made(length: number, again: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const run = Math.min(length - at, 1 + Math.floor(random() * 400));
    const from = Math.floor(random() * at);
    if (random() < again)
      for (let step = 0; step < run; step += 1) bytes[at + step] = bytes[from + step] ?? 0;
    else for (let step = 0; step < run; step += 1) bytes[at + step] = Math.floor(random() * 256);
    at += run;
  }
  return bytes;
}

describe('packing', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['less than a match', text('abc')],
    ['one match', text('abcdabcd')],
    ['one byte again and again', new Uint8Array(100_000).fill(7)],
    ['a run that reaches into itself', text('ab'.repeat(9) + 'x'.repeat(300))],
    ['what has no match', made(20_000, 0, 1)],
    [
      'literals of 15, 270 and 271 bytes',
      new Uint8Array([...made(15, 0, 2), ...made(270, 0, 3), ...made(271, 0, 4)]),
    ],
  ])('gives %s back', (_, bytes) => {
    expect(unpack(pack(bytes), bytes.length)).toEqual(Uint8Array.from(bytes));
  });

  it('gives back whatever there is, of any length', () => {
    for (let seed = 0; seed < 256; seed += 1) {
      const bytes = made(seed < 250 ? seed * 3 : 65_536 + seed * 40, (seed % 7) / 7, seed);
      // Compared as buffers: each byte as a value of a list would take seconds.
      expect(Buffer.from(unpack(pack(bytes), bytes.length)).equals(bytes), `seed ${seed}`).toBe(true);
    }
  });

  it('finds no match farther back than it can say', () => {
    const far = text('a line that comes again');
    const bytes = new Uint8Array([...far, ...made(70_000, 0, 9), ...far]);
    expect(unpack(pack(bytes), bytes.length)).toEqual(bytes);
  });

  it('makes output of a terminal small, and nothing much larger', () => {
    const lines = Array.from(
      { length: 800 },
      (_, line) => `\x1b[32m✓\x1b[0m test/unit/file-${line % 90}.test.ts (${line * 7} ms)\r\n`,
    );
    const output = text(lines.join(''));
    expect(pack(output).length).toBeLessThan(output.length / 3);
    expect(pack(made(65_536, 0, 5)).length).toBeLessThan(65_536 * 1.01);
  });

  it('reads only the part that it is given', () => {
    const bytes = made(3_000, 0.7, 6);
    const part = bytes.subarray(500, 2_500);
    expect(unpack(pack(part), part.length)).toEqual(part);
  });
});
