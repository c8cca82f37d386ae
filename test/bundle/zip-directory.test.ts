/** The table of contents of zips that other programs write, and of those that nobody should. */
import { ZipWriter, configure } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES, PAGE_BYTES } from '../../src/bundle/byte-cache.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';
import { crc32 } from '../../src/bundle/crc32.ts';
import { httpBytes } from '../../src/bundle/http.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { brokenServer } from './broken-server.ts';
import { hostileZip } from './hostile-zip.ts';

configure({ useWebWorkers: false });

const TEXT = new TextEncoder().encode('content '.repeat(100));

/** A zip as zip.js writes it with these options. */
async function written(
  options: Readonly<Record<string, unknown>>,
  comment?: Uint8Array,
): Promise<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bytes = new Response(readable as BodyInit).arrayBuffer();
  const zip = new ZipWriter(writable, options);
  for (const name of [MANIFEST_PATH, 'layers/a.txt'])
    await zip.add(name, new Blob([name === MANIFEST_PATH ? '{}' : (TEXT as BlobPart)]).stream());
  await zip.close(comment);
  return new Uint8Array(await bytes);
}

async function reasonOf(zip: Uint8Array): Promise<string> {
  const opened = zipBundle(blobBytes(new Blob([zip as BlobPart]), 'a.zip'));
  const { code, details } = asTraceError(
    await opened.then(() => new Error('it opened')).catch((error: unknown) => error),
  );
  return `${code}: ${(details as { reason?: string }).reason ?? ''}`;
}

describe('a zip', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['with ZIP64 fields', { zip64: true }],
    ['with sizes behind the data', { dataDescriptor: true }],
    [
      'with sizes behind the data, without their signature',
      { dataDescriptor: true, dataDescriptorSignature: false },
    ],
    ['with stored entries', { level: 0 }],
    ['with times in extra fields', { extendedTimestamp: true }],
    ['with ZIP64 fields and sizes behind the data', { zip64: true, dataDescriptor: true }],
  ])('%s is read', async (_what, options) => {
    const bundle = await zipBundle(blobBytes(new Blob([(await written(options)) as BlobPart]), 'a.zip'));
    expect(Buffer.compare(await (await bundle.open('layers/a.txt')).bytes(), TEXT)).toBe(0);
  });

  it('with a comment is read', async () => {
    const zip = await written({}, new TextEncoder().encode('a comment of some length'));
    await expect(zipBundle(blobBytes(new Blob([zip as BlobPart]), 'a.zip'))).resolves.toBeDefined();
  });

  it('whose comment looks like an end is refused: two programs could read two zips', async () => {
    const end = new Uint8Array(22);
    end.set([0x50, 0x4b, 5, 6]);
    expect(await reasonOf(await written({}, end))).toContain('it has two ends');
  });

  const plain = hostileZip([{ name: MANIFEST_PATH, data: Buffer.from('{}') }, { name: 'a.txt' }]);
  const changed = (change: (view: DataView, end: number) => void): Uint8Array => {
    const zip = plain.slice();
    change(new DataView(zip.buffer), zip.length - 22);
    return zip;
  };

  it.each<readonly [string, Uint8Array, string]>([
    ['bytes before it', Buffer.concat([Buffer.from('#!/bin/sh\n'), plain]), 'does not stand before its end'],
    ['bytes after it', Buffer.concat([plain, Buffer.from('x')]), 'it has no end'],
    [
      'fewer entries than it says',
      changed((view, end) => [8, 10].forEach((at) => view.setUint16(end + at, 3, true))),
      'entry 3 of its table',
    ],
    [
      'more entries than it says',
      changed((view, end) => [8, 10].forEach((at) => view.setUint16(end + at, 1, true))),
      'longer than its entries',
    ],
    [
      'a table of contents elsewhere',
      changed((view, end) => view.setUint32(end + 16, 5, true)),
      'does not stand before its end',
    ],
    ['a second disk', changed((view, end) => view.setUint16(end + 4, 1, true)), 'one of several parts'],
    [
      'a ZIP64 size that is missing',
      changed((view, end) => view.setUint32(view.getUint32(end + 16, true) + 20, 0xffffffff, true)),
      'ZIP64 size is missing',
    ],
  ])('with %s is refused', async (_what, zip, reason) => {
    expect(await reasonOf(zip)).toMatch(new RegExp(`^zip-invalid: .*${reason}`));
  });
});

describe('a table of contents of a gigabyte', () => {
  it('is refused before it is read', async () => {
    const [table, end] = [2 ** 30, Buffer.alloc(22)];
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt32LE(table, 12);
    const asked: number[] = [];
    const read = (from: number, to: number): Promise<Uint8Array> => {
      asked.push(to - from);
      const bytes = new Uint8Array(to - from);
      bytes.set(end, to - from - end.length);
      return Promise.resolve(bytes);
    };
    const size = (): Promise<number> => Promise.resolve(table + end.length);
    await expect(zipBundle({ label: 'a.zip', size, read })).rejects.toMatchObject({ code: 'zip-limit' });
    expect(Math.max(...asked)).toBeLessThan(100_000);
  });
});

describe('ten thousand entries on the web', () => {
  it('open with three requests: the first page, the end, and the rest of the table', async () => {
    const noise = Uint8Array.from({ length: 1_000_000 }, (_, at) => (at * 193 + (at >> 9)) & 0xff);
    const zip = hostileZip([
      { name: MANIFEST_PATH, data: Buffer.from('{}') },
      { name: 'layers/screen.mp4', data: noise },
      ...Array.from({ length: 10_000 }, (_, index) => ({ name: `layers/pages/resource-${index}.bin` })),
    ]);
    const server = await brokenServer(zip);
    try {
      const bundle = await zipBundle(cachedBytes(httpBytes(server.url), new ByteCache(CACHE_BYTES)));
      expect(server.asked[0]).toBe(`bytes=0-${PAGE_BYTES - 1}`);
      expect(server.asked.length).toBeLessThanOrEqual(3);
      const before = server.asked.length;
      await (await bundle.open(MANIFEST_PATH)).bytes();
      expect(server.asked).toHaveLength(before);
    } finally {
      await server.close();
    }
  });
});

describe('crc32', () => {
  it('is that of the check value, in one piece or in several', () => {
    const check = new TextEncoder().encode('123456789');
    expect(crc32(check)).toBe(0xcbf43926);
    expect(crc32(check.subarray(5), crc32(check.subarray(0, 5)))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
