/** What is written is what the strict reader reads, in one fixed form. */
import { describe, expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { FILES, MEDIA, zipOf } from './sources.ts';

const SIGNATURE = 0x04034b50;

/** Name and method (0 stored, 8 deflated) of the local headers, in the order of the file. */
function localHeaders(zip: Uint8Array): readonly (readonly [string, number])[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found: (readonly [string, number])[] = [];
  for (let at = 0; at + 30 < zip.length; at++) {
    if (view.getUint32(at, true) !== SIGNATURE) continue;
    const name = new TextDecoder().decode(zip.subarray(at + 30, at + 30 + view.getUint16(26 + at, true)));
    found.push([name, view.getUint16(at + 8, true)]);
  }
  return found;
}

describe('writeZip', () => {
  it('stores the manifest first, then the files by path: media stored, text deflated', async () => {
    expect(localHeaders(await zipOf(FILES))).toEqual([
      [MANIFEST_PATH, 0],
      ['layers/notes/empty.txt', 0],
      ['layers/notes/text.txt', 8],
      [MEDIA, 0],
    ]);
  });

  it('gives equal bytes for equal content, in whatever order it comes', async () => {
    expect(Buffer.compare(await zipOf(new Map([...FILES].reverse())), await zipOf(FILES))).toBe(0);
  });

  it('stores text that would shrink so far that a reader takes it for a bomb', async () => {
    const path = 'layers/main/idle.txt';
    const idle = new Uint8Array(9 * 1024 * 1024).fill(32);
    const zip = await zipOf(new Map([...FILES, [path, idle]]));
    const bundle = await zipBundle(blobBytes(new Blob([zip as BlobPart]), 'idle.zip'));
    expect((await (await bundle.open(path)).bytes()).length).toBe(idle.length);
  });
});
