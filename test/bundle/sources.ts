/** Every way to hold the same bundle, for the contract suite. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect } from '../../src/base/rpc.ts';
import { MANIFEST_PATH, collect, type BundleSource } from '../../src/bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES } from '../../src/bundle/byte-cache.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';
import { encrypted } from '../../src/bundle/encrypt.ts';
import { decrypted, readEncrypted } from '../../src/bundle/encrypted-bytes.ts';
import { directoryBundle, filesBundle } from '../../src/bundle/directory-bundle.ts';
import { httpBytes } from '../../src/bundle/http.ts';
import { borrowedBundle, lendBundle, type LentBundle } from '../../src/bundle/lent-bundle.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { writeZip } from '../../src/bundle/zip-write.ts';
import { fileBytes, fsBundle } from '../../src/cli/fs-bundle.ts';
import { parseRange } from '../../src/cli/send-file.ts';

export const TEXT = 'layers/notes/text.txt';
export const MEDIA = 'layers/screen/media.mp4';
export const EMPTY = 'layers/notes/empty.txt';

/** Bytes that do not repeat, so that a range read from the wrong place is seen. */
function pattern(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
}

export const FILES: ReadonlyMap<string, Uint8Array> = new Map([
  [MANIFEST_PATH, new TextEncoder().encode('{"schema":{}}')],
  [TEXT, new TextEncoder().encode('one line of text\n'.repeat(500))],
  [MEDIA, pattern(100_000)],
  [EMPTY, new Uint8Array()],
]);

const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  mp4: 'video/mp4',
  json: 'application/json',
};

/** The bundle as a zip. */
export async function zipOf(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const items = [...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    mediaType: TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    stream: () => Promise.resolve(new Blob([bytes as BlobPart]).stream() as ReadableStream<Uint8Array>),
  }));
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const [bytes] = await Promise.all([
    new Response(readable as BodyInit).arrayBuffer(),
    writeZip(items, writable),
  ]);
  return new Uint8Array(bytes);
}

const KEY = new Uint8Array(32).fill(7);

async function encryptedZip(): Promise<Uint8Array> {
  const plain = new Blob([(await zipOf(FILES)) as BlobPart]).stream();
  return collect(encrypted(plain, KEY));
}

export interface Opened {
  readonly source: BundleSource;
  readonly close: () => Promise<void>;
}

export interface Served {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** A web server for `files`; `ranges: false` answers every range with all of the file. */
export async function serveFiles(files: ReadonlyMap<string, Uint8Array>, ranges: boolean): Promise<Served> {
  const server = createServer((request, response) => {
    const bytes = files.get((request.url ?? '').slice(1));
    if (!bytes) return response.writeHead(404).end();
    const range = ranges ? parseRange(request.headers.range, bytes.length) : undefined;
    if (range === 'unsatisfiable')
      return response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    if (!range) return response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
    const { start, end } = range;
    response.writeHead(206, { 'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}` });
    return response.end(bytes.subarray(start, end));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function served(
  ranges: boolean,
  open: (origin: string) => BundleSource | Promise<BundleSource>,
  zipped: boolean,
): Promise<Opened> {
  const files = zipped ? new Map([['bundle.zip', await zipOf(FILES)]]) : FILES;
  const server = await serveFiles(files, ranges);
  return { source: await open(server.origin), close: server.close };
}

async function onDisk(open: (folder: string) => Promise<Opened>): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'playhead-source-'));
  for (const [path, bytes] of FILES) {
    await mkdir(dirname(join(folder, 'bundle', path)), { recursive: true });
    await writeFile(join(folder, 'bundle', path), bytes);
  }
  await writeFile(join(folder, 'bundle.zip'), await zipOf(FILES));
  const { source, close } = await open(folder);
  return {
    source,
    close: async () => {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

const nothing = (): Promise<void> => Promise.resolve();

function lent(bundle: BundleSource): Opened {
  const { port1, port2 } = new MessageChannel();
  connect(port1, lendBundle(bundle, new AbortController().signal));
  const close = (): Promise<void> => {
    port1.close();
    return nothing();
  };
  return { source: borrowedBundle('lent', connect<LentBundle>(port2)), close };
}

export const SOURCES: Readonly<Record<string, () => Promise<Opened>>> = {
  'a web folder': () => served(true, (origin) => directoryBundle(new URL('/', origin)), false),
  'a web folder without ranges': () =>
    served(false, (origin) => directoryBundle(new URL('/', origin)), false),
  'picked files': () => {
    const files = [...FILES].map(([path, bytes]) => [path, new File([bytes as BlobPart], path)] as const);
    return Promise.resolve({ source: filesBundle(new Map(files), 'picked'), close: nothing });
  },
  'a picked zip': async () => {
    const zip = new Blob([(await zipOf(FILES)) as BlobPart]);
    return { source: await zipBundle(blobBytes(zip, 'picked.zip')), close: nothing };
  },
  'a cached web zip': () =>
    served(
      true,
      (origin) =>
        zipBundle(cachedBytes(httpBytes(new URL('/bundle.zip', origin)), new ByteCache(CACHE_BYTES))),
      true,
    ),
  'an encrypted web zip': async () => {
    const server = await serveFiles(new Map([['bundle.trace.enc', await encryptedZip()]]), true);
    const file = await readEncrypted(httpBytes(new URL('/bundle.trace.enc', server.origin)));
    const cached = cachedBytes(await decrypted(file, KEY), new ByteCache(CACHE_BYTES));
    return { source: await zipBundle(cached), close: server.close };
  },
  'a picked encrypted zip': async () => {
    const blob = new Blob([(await encryptedZip()) as BlobPart]);
    const file = await readEncrypted(blobBytes(blob, 'picked.trace.enc'));
    return { source: await zipBundle(await decrypted(file, KEY)), close: nothing };
  },
  'a web zip': () => served(true, (origin) => zipBundle(httpBytes(new URL('/bundle.zip', origin))), true),
  'a web zip without ranges': () =>
    served(false, (origin) => zipBundle(httpBytes(new URL('/bundle.zip', origin))), true),
  'a bundle on another thread': () => {
    const files = [...FILES].map(([path, bytes]) => [path, new File([bytes as BlobPart], path)] as const);
    return Promise.resolve(lent(filesBundle(new Map(files), 'lent')));
  },
  'a zip on another thread': async () => {
    const zip = new Blob([(await zipOf(FILES)) as BlobPart]);
    return lent(await zipBundle(blobBytes(zip, 'picked.zip')));
  },
  'a folder on disk': () =>
    onDisk((folder) => Promise.resolve({ source: fsBundle(join(folder, 'bundle')), close: nothing })),
  'a zip on disk': () =>
    onDisk(async (folder) => {
      const file = await fileBytes(join(folder, 'bundle.zip'));
      return { source: await zipBundle(file), close: () => file.close() };
    }),
};
