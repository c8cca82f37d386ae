import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { storedEntry } from '../../bench/trace-file.ts';
import { LOCAL, serveTrace, type TraceServer } from '../../bench/trace-server.ts';
import { writeZip } from '../../src/bundle/zip-write.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';

let folder = '';
let server: TraceServer | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trace-server-test-'));
  await writeFile(join(folder, 'index.html'), 'the page');
  await writeFile(join(folder, 'data.zip'), '0123456789');
});
afterEach(() => server?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

it('serves folders, files, and parts of files by ranges, and counts what it sent of each', async () => {
  const file = join(folder, 'data.zip');
  server = await serveTrace({ '/': folder }, { '/t.zip': file, '/part.mp4': { file, start: 2, end: 8 } });
  const get = (path: string, range?: string): Promise<Response> =>
    fetch(`${server?.origin ?? ''}${path}`, range === undefined ? {} : { headers: { Range: range } });
  expect(await (await get('/')).text()).toBe('the page');
  expect((await get('/none.js')).status).toBe(404);
  expect((await get('/../secret')).status).toBe(404);
  const ranged = await get('/t.zip', 'bytes=4-6');
  expect([ranged.status, ranged.headers.get('Content-Range'), await ranged.text()]).toEqual([
    206,
    'bytes 4-6/10',
    '456',
  ]);
  const part = await get('/part.mp4', 'bytes=1-');
  expect([part.headers.get('Content-Type'), await part.text()]).toEqual(['video/mp4', '34567']);
  expect((await get('/part.mp4', 'bytes=6-')).status).toBe(416);
  expect(server.sent('/t.zip')).toEqual({ requests: 1, bytes: 3 });
  expect(server.sent('/part')).toEqual({ requests: 2, bytes: 5 });
  expect(server.sent('/t.zip', 0)).toEqual({ requests: 0, bytes: 0 });
});

it('is no faster than its line', async () => {
  const big = join(folder, 'big.bin');
  await writeFile(big, Buffer.alloc(100_000));
  server = await serveTrace({}, { '/big.bin': big }, { ...LOCAL, latency: 30, mbit: 8 });
  const began = performance.now();
  const response = await fetch(`${server.origin}/big.bin`);
  await response.arrayBuffer();
  // 100 kB at 1 MB a second, after the latency. How much slower it is, is the machine's business.
  expect(performance.now() - began).toBeGreaterThan(120);
});

it('finds a stored file within a zip', async () => {
  const zip = join(folder, 'x.zip');
  const item = (path: string, text: string) => ({
    path,
    bytes: text.length,
    mediaType: 'video/mp4',
    stream: () => Promise.resolve(new Response(text).body ?? new ReadableStream<Uint8Array>()),
  });
  const items = [
    item(MANIFEST_PATH, '{"mentions": "a/b.mp4"}'),
    item('a/b.mp4', 'the video'),
    item('a/c.mp4', 'another'),
  ];
  await writeZip(items, Writable.toWeb(createWriteStream(zip)) as WritableStream<Uint8Array>);
  server = await serveTrace({}, { '/b.mp4': await storedEntry(zip, 'a/b.mp4', 9) });
  expect(await (await fetch(`${server.origin}/b.mp4`)).text()).toBe('the video');
  await expect(storedEntry(zip, 'a/d.mp4', 1)).rejects.toThrow('no entry a/d.mp4');
});
