/** Who proves a copy finds what is left in it, wherever and however packed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { proveCopy } from '../../../src/cli/redact/prove.ts';
import { scratch } from '../helpers.ts';
import { writeBundle } from './write-bundle.ts';

const SECRET = 'hunter2-of-Ada';
let folder: string;

beforeAll(async () => {
  folder = await scratch();
});

describe('proveCopy', () => {
  const removed = [{ id: 'pw', text: SECRET }];
  const around = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0, 1, 255, 254]), bytes, Buffer.from([9, 200])]);
  const zipEntry = (): Buffer => {
    const packed = deflateRawSync(SECRET.repeat(9));
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(8, 8);
    return Buffer.concat([head, packed]);
  };

  it.each([
    ['as it is', Buffer.from(SECRET)],
    ['in UTF-16', around(Buffer.from(SECRET, 'utf16le'))],
    ['in gzip', around(gzipSync(`a ${SECRET} b`))],
    ['in zlib, as git packs', around(deflateSync(SECRET.repeat(3)))],
    ['in gzip in gzip', gzipSync(gzipSync(SECRET))],
    ['in brotli', brotliCompressSync(`a ${SECRET} b`)],
    ['in a zip', around(zipEntry())],
    ['in base64', Buffer.from(JSON.stringify({ a: Buffer.from(`xx${SECRET}`).toString('base64') }))],
    ['with tags between', Buffer.from('hunter2<i>-of</i>-Ada')],
  ])('finds what is left %s', async (name, bytes) => {
    const place = await writeBundle(join(folder, name), {
      files: { 'files/clean.txt': 'hunter2 of Ada', 'files/left.bin': bytes },
    });
    expect(await proveCopy(place, removed, new Map())).toEqual(['files/left.bin (pw)']);
  });

  it('finds what is left in names, in files that nobody lists, and on screens', async () => {
    const cast = '{"version":2,"width":30,"height":5}\n[0.1,"o","\\u001b[1;9Hof-Ada\\rhunter2-"]\n';
    const place = await writeBundle(join(folder, 'elsewhere'), {
      layers: [{ id: 'terminal', kind: 'terminal', content: cast }],
    });
    await writeFile(join(place, SECRET), '');
    expect(await proveCopy(place, removed, new Map())).toEqual([
      `${SECRET} (pw)`,
      'the screen of terminal (pw)',
    ]);
  });
});
