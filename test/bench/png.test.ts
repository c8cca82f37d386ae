import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../bench/png.ts';

function chunk(type: string, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
}

/** A PNG of RGB rows that are packed already, each with its filter in front. */
function png(width: number, rows: readonly (readonly number[])[], depth = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([depth, 2], 8);
  const packed = deflateSync(Uint8Array.from(rows.flat()));
  // In two chunks, as large pictures come.
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', packed.subarray(0, 5)),
    chunk('IDAT', packed.subarray(5)),
    chunk('IEND', new Uint8Array()),
  ]);
}

describe('a PNG', () => {
  it('is read whatever its rows are predicted from', () => {
    const rows = [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 30, 30, 30],
      [2, 1, 1, 1, 250, 1, 1],
      [3, 5, 5, 5, 1, 2, 3],
      [4, 1, 0, 2, 9, 9, 9],
    ];
    const { width, height, channels, data } = readPng(png(2, rows));
    expect({ width, height, channels }).toEqual({ width: 2, height: 5, channels: 3 });
    expect([...data]).toEqual([
      ...[10, 20, 30, 40, 50, 60],
      // Left: + 10, 20, 30.
      ...[10, 20, 30, 40, 50, 60],
      // Above: 250 + 40 goes round.
      ...[11, 21, 31, 34, 51, 61],
      // Half of left and above: 5 + 11 >> 1 = 10; then 1 + (10 + 34) >> 1 = 23.
      ...[10, 15, 20, 23, 35, 43],
      // Without a left neighbour, above; then of left 11, above 23 and corner 10 the nearest to 24: above.
      ...[11, 15, 22, 32, 44, 52],
    ]);
  });

  it('of another kind is refused', () => {
    expect(() => readPng(png(1, [[0, 1, 2, 3]], 16))).toThrow('eight bits');
    expect(() => readPng(png(1, [[9, 1, 2, 3]]))).toThrow('unknown kind');
    expect(() => readPng(Buffer.from('GIF89a, and so on'))).toThrow('no PNG');
  });
});
