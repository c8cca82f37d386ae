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
