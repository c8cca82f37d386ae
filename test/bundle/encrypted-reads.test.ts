/** What is asked of an encrypted file for what one looks at: over the network each chunk counts. */
import { expect, it } from 'vitest';
import { collect, MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES } from '../../src/bundle/byte-cache.ts';
import type { ByteSource } from '../../src/bundle/byte-source.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';
import { CHUNK_BYTES, HEADER_BYTES, placeOf, SEALED_BYTES } from '../../src/bundle/chunked-encryption.ts';
import { encrypted } from '../../src/bundle/encrypt.ts';
import { decrypted, readEncrypted } from '../../src/bundle/encrypted-bytes.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { MEDIA, TEXT, zipOf } from './sources.ts';

const KEY = new Uint8Array(32).fill(7);
const MIB = 1024 * 1024;
const FILES = new Map([
  [MANIFEST_PATH, new TextEncoder().encode('{"schema":{}}')],
  ['layers/first/first.mp4', noise(1_200_000)],
  [TEXT, noise(MIB / 4)],
  [MEDIA, noise(3 * MIB)],
]);

/** Bytes that do not shrink. */
function noise(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
}

/** A file on the web, which writes down what it is asked for. */
class Asked implements ByteSource {
  readonly label: string;
  /** Each range [start, end), in the order in which they were asked for. */
  readonly ranges: (readonly [start: number, end: number])[] = [];
  readonly #bytes: Uint8Array;

  constructor(label: string, bytes: Uint8Array) {
    this.label = label;
    this.#bytes = bytes;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#bytes.length);
  }

  async begin(most: number): Promise<{ readonly size: number; readonly head: Uint8Array }> {
    const { length: size } = this.#bytes;
    return { size, head: await this.read(0, Math.min(size, most)) };
  }

  read(start: number, end: number): Promise<Uint8Array> {
    this.ranges.push([start, end]);
    return Promise.resolve(this.#bytes.slice(start, end));
  }

  async *stream(start: number, end: number): AsyncGenerator<Uint8Array, void> {
    yield await this.read(start, end);
  }

  /** The pieces of `length` bytes, from `from` on, that were asked for; as often as they were. */
  pieces(from: number, length: number): readonly number[] {
    return this.ranges
      .flatMap(([start, end]) => {
        const first = Math.floor(Math.max(0, start - from) / length);
        return Array.from({ length: Math.ceil((end - from) / length) - first }, (_, index) => first + index);
      })
      .sort((a, b) => a - b);
  }
}

/** Opens a bundle, and looks at the same of it each time, one after the other. */
async function look(source: ByteSource): Promise<void> {
  const bundle = await zipBundle(cachedBytes(source, new ByteCache(CACHE_BYTES)));
  await (await bundle.open(MANIFEST_PATH)).bytes();
  await collect(await (await bundle.open(TEXT)).stream());
  const media = await bundle.open(MEDIA);
  // Read ahead of, jumped in, and read again.
  for (let at = 0; at < MIB / 2; at += 50_000) await media.read(at, at + 50_000);
  for (const at of [2, 1.5, 2.9, 2, 0.3]) await media.read(at * MIB, at * MIB + 40_000);
  // Past the cache.
  await collect(await (await bundle.open('layers/first/first.mp4')).stream());
}

/** The file that a zip is encrypted to. */
async function sealedFile(bytes: Uint8Array): Promise<Asked> {
  const plain = new Blob([bytes as BlobPart]).stream();
  return new Asked('a.trace.enc', await collect(encrypted(plain, KEY)));
}

it('is its beginning and its end to open it, and whole chunks around a range, in one request', async () => {
  const source = await sealedFile(noise(100 * CHUNK_BYTES + 77));
  const opened = await decrypted(await readEncrypted(source), KEY);
  expect(source.ranges).toEqual([
    [0, placeOf(4)],
    [placeOf(96), placeOf(100) + 77 + 16],
  ]);
  source.ranges.length = 0;
  await opened.read(0, 5 * CHUNK_BYTES - 1);
  await opened.read(20 * CHUNK_BYTES - 1, 40 * CHUNK_BYTES + 1);
  // What came when it was opened is not asked for again.
  await opened.read(98 * CHUNK_BYTES, 100 * CHUNK_BYTES + 77);
  await opened.read(0, 4 * CHUNK_BYTES);
  expect(source.ranges).toEqual([
    [placeOf(0), placeOf(5)],
    [placeOf(19), placeOf(41)],
  ]);
});

it('is what is asked of the plain zip, in whole chunks, and that by which it is opened', async () => {
  const bytes = await zipOf(FILES);
  const plain = new Asked('a.trace.zip', bytes);
  await look(plain);
  const sealed = await sealedFile(bytes);
  await look(await decrypted(await readEncrypted(sealed), KEY));

  const [needed, asked] = [plain.pieces(0, CHUNK_BYTES), sealed.pieces(HEADER_BYTES, SEALED_BYTES)];
  const chunks = Math.floor(bytes.length / CHUNK_BYTES) + 1;
  const isOpening = (index: number): boolean => index < 4 || index >= Math.ceil(chunks / 4) * 4 - 8;
  expect(asked.filter((index) => !isOpening(index))).toEqual(needed.filter((index) => !isOpening(index)));
  // These are read to open it, and then not once more.
  expect(asked.filter(isOpening)).toEqual(
    Array.from({ length: chunks }, (_, index) => index).filter(isOpening),
  );
  // Not most of it: else any two ways of reading would be alike.
  expect(needed.length).toBeLessThan(chunks * 0.7);
  expect(sealed.ranges.length).toBeLessThanOrEqual(plain.ranges.length + 1);
});
