/** Zips that were made to do harm are refused, each for its own reason. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TraceError, asTraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
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

function zipsOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.zip(?:_fragment)?$|^test\/failure\/.+\.[^/]*zip$/.test(name))
    .sort();
}

describe('the zips of other people', () => {
  if (!existsSync(REAL))
    it('are absent', ({ skip }) => {
      skip(`${REAL} is absent`);
    });

  // None of them holds a manifest, so none is a bundle: what matters is that each ends with a reason, and soon.
  it.each(existsSync(REAL) ? zipsOf(REAL) : [])('%s is refused with a reason', async (name) => {
    const bytes = readFileSync(join(REAL, name));
    const error: unknown = await zipBundle(blobBytes(new Blob([bytes]), name)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TraceError);
    expect(['zip-invalid', 'zip-limit', 'path-refused', 'manifest-missing']).toContain(
      (error as TraceError).code,
    );
  });
});
