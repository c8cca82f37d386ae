/** Zips that were made to do harm are refused, each for its own reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { readZipDirectory } from '../../src/bundle/zip-directory.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { hostileZip, type HostileEntry } from './hostile-zip.ts';

const MANIFEST: HostileEntry = { name: MANIFEST_PATH, data: Buffer.from('{}') };
const REAL = resolve('..', 'shared', 'data', 'security', 'zip');

/** Opens the zip and reads every file that is asked for; the code of what refused it, or undefined. */
async function refusal(
  bytes: Uint8Array,
  paths: readonly string[] = [MANIFEST_PATH, 'a.txt'],
): Promise<string | undefined> {
  try {
    const bundle = await zipBundle(blobBytes(new Blob([bytes as BlobPart]), 'hostile.zip'));
    for (const path of paths) await (await bundle.open(path)).bytes();
    return undefined;
  } catch (error) {
    return asTraceError(error).code;
  }
}

const ENCRYPTED = 1;
const SYMLINK = 0o120777;
const a = (over: Partial<HostileEntry>): readonly HostileEntry[] => [MANIFEST, { name: 'a.txt', ...over }];

const HOSTILE: readonly (readonly [string, string, readonly HostileEntry[]])[] = [
  ['a path that leads out', 'path-refused', a({ name: '../a.txt' })],
  ['a path that leads out in its middle', 'path-refused', a({ name: 'layers/../../a.txt' })],
  ['an absolute path', 'path-refused', a({ name: '/etc/passwd' })],
  ['a drive', 'path-refused', a({ name: 'C:/a.txt' })],
  ['a backslash', 'path-refused', a({ name: '..\\a.txt' })],
  ['a backslash in its middle', 'path-refused', a({ name: 'layers\\a.txt' })],
  ['a drive without a slash', 'path-refused', a({ name: 'c:a.txt' })],
  ['a NUL', 'path-refused', a({ name: 'a\0.txt' })],
  ['two entries of one name', 'path-refused', [...a({}), { name: 'a.txt' }]],
  ['two entries that differ by case', 'path-refused', [...a({}), { name: 'A.txt' }]],
  ['a symbolic link', 'path-refused', a({ unixMode: SYMLINK })],
  ['an encrypted entry', 'zip-invalid', a({ flags: ENCRYPTED })],
  ['a checksum that lies', 'zip-invalid', a({ crc: 1 })],
  ['a stored size that lies', 'zip-invalid', a({ uncompressedSize: 3 })],
  [
    'a size that lies low',
    'zip-limit',
    a({ data: Buffer.alloc(1_000_000), deflate: true, uncompressedSize: 10 }),
  ],
  [
    'a size that lies high',
    'zip-invalid',
    a({ data: Buffer.alloc(100), deflate: true, uncompressedSize: 1_000 }),
  ],
  ['a bomb', 'zip-limit', a({ data: Buffer.alloc(20_000_000), deflate: true })],
  ['two names for the same bytes', 'zip-invalid', [...a({}), { name: 'b.txt', offset: 0 }]],
  ['a local header with another name', 'zip-invalid', a({ localName: 'b.txt' })],
  ['no manifest', 'manifest-missing', [{ name: 'a.txt' }]],
  ['a manifest two folders deep', 'manifest-missing', [{ name: `one/two/${MANIFEST_PATH}` }]],
  [
    'two folders with a manifest',
    'manifest-missing',
    [{ name: `one/${MANIFEST_PATH}` }, { name: `two/${MANIFEST_PATH}` }],
  ],
];

describe('a hostile zip', () => {
  it.each(HOSTILE)('with %s is refused as %s', async (_what, code, entries) => {
    const refused = await refusal(
      hostileZip(entries),
      entries.map(({ name }) => name),
    );
    // zip.js notices a lying size in either of two ways, and both end the reading.
    if (code === 'zip-limit') expect(['zip-limit', 'zip-invalid']).toContain(refused);
    else expect(refused).toBe(code);
  });

  it('that is honest passes', async () => {
    expect(await refusal(hostileZip(a({ deflate: true })))).toBeUndefined();
  });

  it.each([
    '.DS_Store',
    '.git/config',
    '__MACOSX/._a.txt',
    `__MACOSX/._${MANIFEST_PATH}`,
    'a b.txt',
    'résumé.txt',
    'a\u0007.txt',
    'a\u202Etxt',
    `${'long'.repeat(60)}.txt`,
  ])('opens with %j in it, which no manifest can list and nobody can open', async (name) => {
    const zip = hostileZip([MANIFEST, { name: 'a.txt' }, { name }]);
    expect(await refusal(zip)).toBeUndefined();
    expect(await refusal(zip, [name])).toBe('artifact-missing');
  });

  it('opens in a folder whose name no manifest could list', async () => {
    const entries = [MANIFEST_PATH, 'a.txt', '.DS_Store'].map((name) => ({ name: `My trace (1)/${name}` }));
    expect(
      await refusal(hostileZip([...entries, { name: '__MACOSX/My trace (1)/._a.txt' }])),
    ).toBeUndefined();
  });

  it('that says so little of what it leaves out is refused for it all the same', async () => {
    expect(await refusal(hostileZip([MANIFEST, { name: '.link', unixMode: SYMLINK }]))).toBe('path-refused');
    expect(await refusal(hostileZip([MANIFEST, { name: '.a' }, { name: '.A' }]))).toBe('path-refused');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('this is no zip, however long it may be: '.repeat(10))],
    ['the first half of one', hostileZip(a({})).subarray(0, 80)],
    ['one without its last byte', hostileZip(a({})).subarray(0, -1)],
  ])('of %s is refused', async (_what, bytes) => {
    expect(await refusal(bytes)).toBe('zip-invalid');
  });

  it('pollutes no prototype', async () => {
    const zip = hostileZip([MANIFEST, { name: '__proto__/polluted' }, { name: 'constructor' }]);
    expect(await refusal(zip, [MANIFEST_PATH, '__proto__/polluted', 'constructor'])).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

/**
 * The zip with a manifest as its last entry, so that it is one of a bundle, but for what is wrong with it; as it is where
 * its end cannot be found.
 */
function withManifest(zip: Buffer): Uint8Array {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const start = end < 0 ? 0 : zip.readUInt32LE(end + 16);
  if (end < 0 || start > end) return zip;
  const own = Buffer.from(hostileZip([{ ...MANIFEST, offset: start }]));
  const ownEnd = own.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const ownStart = own.readUInt32LE(ownEnd + 16);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(tail.readUInt16LE(8) + 1, 8);
  tail.writeUInt16LE(tail.readUInt16LE(10) + 1, 10);
  tail.writeUInt32LE(tail.readUInt32LE(12) + ownEnd - ownStart, 12);
  tail.writeUInt32LE(start + ownStart, 16);
  return Buffer.concat([
    zip.subarray(0, start),
    own.subarray(0, ownStart),
    zip.subarray(start, end),
    own.subarray(ownStart, ownEnd),
    tail,
  ]);
}

/** What refuses the zip, or one of its files once it is read. */
async function verdict(zip: Buffer): Promise<string | undefined> {
  try {
    const bytes = blobBytes(new Blob([withManifest(zip) as BlobPart]), 'other.zip');
    const bundle = await zipBundle(bytes);
    for (const { name } of await readZipDirectory(bytes)) await (await bundle.open(name)).bytes();
    return undefined;
  } catch (error) {
    const { code, details } = asTraceError(error);
    return `${code}: ${(details as { readonly reason: string }).reason}`;
  }
}
/** Name in the collection, and what refuses it. */
const FAILURES: Readonly<Record<string, string>> = {
  'End of central directory record signature not found Either not a zip file or file is truncated.zip':
    'zip-invalid: it has no end',
  'End of central directory record signature not found Either not a zip file or file is truncated_1.zip':
    'zip-invalid: it has no end',
  'Invalid comment length Expected 1 Found 0 Are there extra bytes at the end of the file Or is the end of central dir signature PK in the com.zip':
    'zip-invalid: it has no end',
  'absolute path C xt.zip': 'path-refused: it leads out',
  'absolute path atxt.zip': 'path-refused: it leads out',
  'compressed uncompressed size mismatch for stored file 2147483647 5.zip':
    'zip-invalid: entry a.txt reaches into what follows it',
  'extra field length exceeds extra field buffer size.zip': 'zip-invalid: an extra field',
  'file data overflows file bounds 63 2147483647 308.zip':
    'zip-invalid: entry a.txt reaches into what follows it',
  'invalid central directory file header signature 0x1014b50.zip':
    'zip-invalid: entry 2 of its table of contents is damaged',
  'invalid characters in fileName a txt.zip': 'path-refused: it holds a backslash',
  'invalid code lengths set.zip': 'zip-invalid: entry index.js cannot be unpacked',
  'invalid local file header signature 0x3034b50.zip': 'zip-invalid: entry b.txt has a header',
  'invalid relative path xt.zip': 'path-refused: it leads out',
  'invalid zip64 end of central directory record signature.zip': 'zip-invalid: its ZIP64 end',
  'multi-disk zip files are not supported found disk number 1.zip': 'zip-invalid: it is one of several parts',
  'not enough bytes in the stream expected 2048576 got only 1000000.zip':
    'zip-invalid: entry zeros.bin has a header',
  'strong encryption is not supported.zip': 'zip-invalid: entry a.txt is encrypted',
  'too many bytes in the stream expected 82496 got at least 98304.zip':
    'zip-invalid: entry zeros.bin has a header',
  'too many length or distance symbols.zip': 'zip-invalid: entry index.js cannot be unpacked',
  'unexpected EOF.zip': 'zip-invalid: a ZIP64 size is missing',
  'unsupported compression method 1.zip': 'zip-invalid: entry b.txt is packed by method 1',
  'zip64 extended information extra field does not include compressed size.zip':
    'zip-invalid: a ZIP64 size is missing',
  'zip64 extended information extra field does not include relative header offset.zip':
    'zip-invalid: a ZIP64 size is missing',
  'zip64 extended information extra field does not include uncompressed size.zip':
    'zip-invalid: a ZIP64 size is missing',
};

/** The same for files under `REAL`. */
const COLLECTED: Readonly<Record<string, string>> = {
  'generated/bad-crc.zip': 'zip-invalid: entry a is damaged',
  'generated/bomb-100MB-honest.zip': 'zip-limit: entry b.txt unpacks to over 300 times',
  'generated/bomb-lying-size_us_10_.zip': 'zip-limit: entry b.txt is larger than it says',
  'generated/dup-names.zip': 'path-refused: another entry has the same name',
  'generated/lfh-name-mismatch.zip': 'zip-invalid: entry good.txt has a header',
  'generated/nul-bidi.zip': 'path-refused: it holds a backslash or NUL',
  'generated/overlap-500x.zip': 'zip-invalid: entry a.txt reaches into what follows it',
  'generated/slip.zip': 'path-refused: it leads out',
  'generated/symlink.zip': 'path-refused: it is a symbolic link',
  'test/wrong-entry-sizes/wrong-entry-sizes.zip': 'zip-invalid: entry a.txt is shorter than it says',
  'test/zip64/zip64.zip_fragment': 'zip-invalid: its ZIP64 end',
};

describe('a zip of yauzl', () => {
  const packed = JSON.parse(readFileSync('test/fixtures/yauzl/failure.json', 'utf8')) as Readonly<
    Record<string, string>
  >;

  it('is one of those that are told of below', () => {
    expect(Object.keys(packed).sort()).toEqual(Object.keys(FAILURES).sort());
  });

  it.each(Object.entries(FAILURES))('%s is refused as %s', async (name, refused) => {
    expect(await verdict(Buffer.from(packed[name] ?? '', 'base64'))).toContain(refused);
  });
});

describe.skipIf(!existsSync(REAL))(`a zip of ${REAL}`, () => {
  it.each(Object.entries(COLLECTED))('%s is refused as %s', async (name, refused) => {
    expect(await verdict(readFileSync(join(REAL, name)))).toContain(refused);
  });

  it('of names that objects have by themselves is an honest one, and pollutes none', async () => {
    expect(await verdict(readFileSync(join(REAL, 'generated/proto-names.zip')))).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
