/** Who lends a zip does not unpack it: that is the work of who borrows it. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collect, MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { lendBundle } from '../../src/bundle/lent-bundle.ts';
import { unpacked, type Packing } from '../../src/bundle/unpack.ts';
import { crc32 } from '../../src/bundle/crc32.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { hostileZip } from './hostile-zip.ts';

const TEXT = Buffer.from('one line of text\n'.repeat(500));

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += length)
    yield await Promise.resolve(bytes.subarray(at, at + length));
}

describe('lendBundle', () => {
  it('gives what is deflated as it is, and how to unpack it', async () => {
    const zip = hostileZip([
      { name: MANIFEST_PATH, data: Buffer.from('{}') },
      { name: 'a.txt', data: TEXT, deflate: true },
    ]);
    const bundle = await zipBundle(blobBytes(new Blob([zip as BlobPart]), 'a.zip'));
    const lent = lendBundle(bundle, new AbortController().signal);
    const { number, packing } = await lent.begin('a.txt');
    const piece = await lent.next(number);
    expect(piece && Buffer.compare(piece, deflateRawSync(TEXT))).toBe(0);
    expect(await lent.next(number)).toBeUndefined();
    expect(packing).toMatchObject({ name: 'a.txt', isStored: false, size: TEXT.length });
  });
});

describe('unpacked', () => {
  const packing = (over: Partial<Packing>): Packing => ({
    label: 'a.zip',
    name: 'a.txt',
    isStored: false,
    size: TEXT.length,
    crc: crc32(TEXT, 0),
    ...over,
  });
  const from = (over: Partial<Packing>): Promise<Uint8Array> =>
    collect(unpacked(inPieces(over.isStored === true ? TEXT : deflateRawSync(TEXT), 7), packing(over)));

  it.each([true, false])('gives what was packed, stored: %s', async (isStored) => {
    expect(Buffer.compare(await from({ isStored }), TEXT)).toBe(0);
  });

  it.each([true, false])('ends as soon as there is more than it says, stored: %s', async (isStored) => {
    await expect(from({ isStored, size: TEXT.length - 1 })).rejects.toMatchObject({
      code: 'zip-limit',
      details: { source: 'a.zip', reason: 'entry a.txt is larger than it says' },
    });
  });

  it.each([
    ['is shorter than it says', { size: TEXT.length + 1 }],
    ['is damaged: its CRC-32 differs', { crc: 1 }],
  ])('refuses what %s', async (what, over) => {
    await expect(from(over)).rejects.toMatchObject({
      code: 'zip-invalid',
      details: { reason: `entry a.txt ${what}` },
    });
  });
});
