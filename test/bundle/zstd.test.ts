import { describe, expect, it } from 'vitest';
import { readZipFiles, openForeignZipFile, openZipFile } from '../../src/bundle/zip-files.ts';
import type { ByteSource } from '../../src/bundle/byte-source.ts';
import { hostileZip } from './hostile-zip.ts';

const TEXT = `{"hello":"${'x'.repeat(200)}"}`;
/** What `zstd -19` makes of it. */
const PACKED = Buffer.from('KLUv/STUpQAAaHsiaGVsbG8iOiJ4In0BAEQKeAHzkOmQ', 'base64');

function source(zip: Uint8Array): ByteSource {
  return {
    label: 'a.eval',
    size: () => Promise.resolve(zip.length),
    read: (start, end) => Promise.resolve(zip.slice(start, end)),
  };
}

async function opened(packed: Uint8Array, open: typeof openZipFile, size?: number): Promise<string> {
  const data = Buffer.from(TEXT);
  const zip = source(
    hostileZip([{ name: 'a', data, zstd: packed, ...(size !== undefined && { uncompressedSize: size }) }]),
  );
  const entry = (await readZipFiles(zip)).get('a');
  if (!entry) throw new Error('no entry');
  return new TextDecoder().decode(await (await open(zip, entry, 'a')).bytes());
}

describe('a zip entry that is packed by Zstandard', () => {
  it('is read of zips by other programs, and refused in bundles', async () => {
    expect(await opened(PACKED, openForeignZipFile)).toBe(TEXT);
    await expect(opened(PACKED, openZipFile)).rejects.toMatchObject({ code: 'zip-invalid' });
  });

  it('that asks for a window of 128 MiB for a few bytes is refused before any is made', async () => {
    // One frame (RFC 8878): no content size, exponent 17, and a block that repeats one byte, which is the last.
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 17 << 3, (1 << 3) | (1 << 1) | 1, 0, 0, 0x41);
    const error = { code: 'zip-limit', details: { reason: 'entry a asks for a window of 134217728 bytes' } };
    await expect(opened(frame, openForeignZipFile)).rejects.toMatchObject(error);
    // Also behind an honest one, and behind one that is to be passed over.
    const skipped = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9);
    for (const before of [PACKED, skipped])
      await expect(opened(Buffer.concat([before, frame]), openForeignZipFile)).rejects.toMatchObject(error);
  });

  it('that is cut off, damaged, or longer than it says is refused', async () => {
    await expect(opened(PACKED.subarray(0, 20), openForeignZipFile)).rejects.toMatchObject({
      code: 'zip-invalid',
    });
    await expect(opened(Buffer.from('no zstd at all'), openForeignZipFile)).rejects.toMatchObject({
      code: 'zip-invalid',
    });
    await expect(opened(PACKED, openForeignZipFile, 100)).rejects.toMatchObject({ code: 'zip-limit' });
  });
});
