/** Whoever has the file can do what they like with it: each attack is refused, and none shows a byte that was not encrypted there. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import { asTraceError, type ErrorCode } from '../../src/base/errors.ts';
import { collect } from '../../src/bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES } from '../../src/bundle/byte-cache.ts';
import { blobBytes, type ByteSource } from '../../src/bundle/byte-source.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';
import {
  BUNDLES,
  CHUNK_BYTES,
  HEADER_BYTES,
  layoutOf,
  placeOf,
  SEALED_BYTES,
} from '../../src/bundle/chunked-encryption.ts';
import { encrypted } from '../../src/bundle/encrypt.ts';
import { decrypted, readEncrypted } from '../../src/bundle/encrypted-bytes.ts';

const KEY = new Uint8Array(32).fill(1);
const OTHER_KEY = new Uint8Array(32).fill(2);
const CHUNKS = 13;
const SIZE = (CHUNKS - 1) * CHUNK_BYTES + 1_234;

/** Bytes that do not repeat, so that a chunk from another place is seen. */
function pattern(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
}

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += length)
    yield await Promise.resolve(bytes.subarray(at, at + length));
}

function encrypt(plain: Uint8Array, key = KEY, salt = 0, scheme = BUNDLES): Promise<Uint8Array> {
  return collect(encrypted(pieces(plain, 50_000), key, new Uint8Array(24).fill(salt), scheme));
}

/** A file that gives its bytes as a network does, unless it cannot stream. */
function fileOf(bytes: Uint8Array, streams = true): ByteSource {
  const source = blobBytes(new Blob([bytes as BlobPart]), 'session.trace.enc');
  if (!streams) return source;
  return { ...source, stream: (start, end) => pieces(bytes.subarray(start, end), 10_007) };
}

async function open(sealed: Uint8Array, key = KEY): Promise<ByteSource> {
  return decrypted(await readEncrypted(fileOf(sealed)), key);
}

const PLAIN = pattern(SIZE);

describe('what was encrypted', () => {
  it.each([
    0,
    1,
    1_000,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    4 * CHUNK_BYTES,
    64 * CHUNK_BYTES,
    131 * CHUNK_BYTES + 5,
  ])('comes back, of %i bytes', async (size) => {
    const plain = pattern(size);
    const sealed = await encrypt(plain);
    expect(layoutOf(sealed.length)?.size).toBe(size);
    const source = await open(sealed);
    expect(await source.size()).toBe(size);
    expect(Buffer.compare(await source.read(0, size), plain)).toBe(0);
    expect(Buffer.compare(await collect(source.stream?.(0, size) ?? pieces(plain, 1)), plain)).toBe(0);
  });

  it('is the same in any range, read and streamed, through the cache and past it', async () => {
    const sealed = await encrypt(PLAIN);
    const past = await open(sealed);
    const unstreamed = await decrypted(await readEncrypted(fileOf(sealed, false)), KEY);
    const cached = cachedBytes(await open(sealed), new ByteCache(CACHE_BYTES));
    const range = fc
      .tuple(fc.integer({ min: 0, max: SIZE }), fc.integer({ min: 0, max: SIZE }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    await fc.assert(
      fc.asyncProperty(range, fc.constantFrom(past, unstreamed, cached), async ([start, end], source) => {
        const expected = PLAIN.subarray(start, end);
        expect(Buffer.compare(await source.read(start, end), expected)).toBe(0);
        const streamed = source.stream?.(start, end);
        if (streamed) expect(Buffer.compare(await collect(streamed), expected)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is not the same bytes twice, for one key and one content', async () => {
    const twice = await Promise.all([1, 2].map(() => collect(encrypted(pieces(PLAIN, 999), KEY))));
    expect(Buffer.compare(twice[0] ?? PLAIN, twice[1] ?? PLAIN)).not.toBe(0);
  });
});

interface Attack {
  readonly name: string;
  readonly make: (sealed: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** How it is refused where it is opened … */
  readonly opening?: ErrorCode;
  /** … or where this chunk is read, in which alone anything is wrong. */
  readonly chunk?: number;
}

const flipped = (sealed: Uint8Array, at: number): Uint8Array => {
  const bytes = sealed.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const chunk = (sealed: Uint8Array, index: number): Uint8Array =>
  sealed.subarray(placeOf(index), placeOf(index + 1));
const withChunk = (sealed: Uint8Array, index: number, other: Uint8Array): Uint8Array => {
  const bytes = sealed.slice();
  bytes.set(other, placeOf(index));
  return bytes;
};

const ATTACKS: readonly Attack[] = [
  { name: 'a bit of a chunk is flipped', make: (s) => flipped(s, placeOf(2) + 5_000), chunk: 2 },
  { name: 'a bit of a tag is flipped', make: (s) => flipped(s, placeOf(3) - 1), chunk: 2 },
  {
    name: 'a bit of the last chunk is flipped',
    make: (s) => flipped(s, placeOf(CHUNKS - 1)),
    opening: 'encrypted-cut',
  },
  { name: 'a bit of the salt is flipped', make: (s) => flipped(s, 3), opening: 'bundle-key-wrong' },
  { name: 'a bit of the commitment is flipped', make: (s) => flipped(s, 40), opening: 'bundle-key-wrong' },
  { name: 'nothing is left', make: () => new Uint8Array(), opening: 'encrypted-cut' },
  { name: 'only the header is left', make: (s) => s.slice(0, HEADER_BYTES), opening: 'encrypted-cut' },
  { name: 'it ends in the header', make: (s) => s.slice(0, 30), opening: 'encrypted-cut' },
  { name: 'it ends after a whole chunk', make: (s) => s.slice(0, placeOf(9)), opening: 'encrypted-cut' },
  { name: 'it ends within a chunk', make: (s) => s.slice(0, placeOf(9) + 900), opening: 'encrypted-cut' },
  { name: 'it ends within a tag', make: (s) => s.slice(0, placeOf(9) + 15), opening: 'encrypted-cut' },
  { name: 'the last byte is missing', make: (s) => s.slice(0, -1), opening: 'encrypted-cut' },
  {
    name: 'the last chunk is missing',
    make: (s) => s.slice(0, placeOf(CHUNKS - 1)),
    opening: 'encrypted-cut',
  },
  { name: 'a byte was added', make: (s) => joined(s, new Uint8Array(1)), opening: 'encrypted-cut' },
  { name: 'a true chunk was added', make: (s) => joined(s, chunk(s, 0)), opening: 'encrypted-cut' },
  {
    name: 'chunks were added before the last',
    make: (s) => joined(s.subarray(0, placeOf(CHUNKS - 1)), chunk(s, 0), s.subarray(placeOf(CHUNKS - 1))),
    opening: 'encrypted-cut',
  },
  {
    name: 'a chunk was taken out',
    make: (s) => joined(s.subarray(0, placeOf(3)), s.subarray(placeOf(4))),
    opening: 'encrypted-cut',
  },
  {
    name: 'two chunks changed places',
    make: (s) => withChunk(withChunk(s, 1, chunk(s, 2)), 2, chunk(s, 1)),
    chunk: 1,
  },
  { name: 'a chunk stands there twice', make: (s) => withChunk(s, 2, chunk(s, 1)), chunk: 2 },
  {
    name: 'a chunk is that of another file of the same key',
    make: async (s) => withChunk(s, 2, chunk(await encrypt(pattern(SIZE, 5), KEY, 1), 2)),
    chunk: 2,
  },
  {
    name: 'the header is that of another file of the same key',
    make: async (s) =>
      joined((await encrypt(pattern(SIZE, 5), KEY, 1)).subarray(0, HEADER_BYTES), s.subarray(HEADER_BYTES)),
    opening: 'encrypted-cut',
  },
  {
    name: 'the header is that of another key',
    make: async (s) =>
      joined((await encrypt(PLAIN, OTHER_KEY)).subarray(0, HEADER_BYTES), s.subarray(HEADER_BYTES)),
    opening: 'bundle-key-wrong',
  },
  { name: 'it is a file of another key', make: () => encrypt(PLAIN, OTHER_KEY), opening: 'bundle-key-wrong' },
  {
    name: 'it was encrypted for something else',
    make: () => encrypt(PLAIN, KEY, 0, { ...BUNDLES, context: new Uint8Array() }),
    opening: 'bundle-key-wrong',
  },
  { name: 'it is the plain file', make: () => PLAIN, opening: 'bundle-key-wrong' },
];

describe.each(ATTACKS)('where $name', ({ make, opening, chunk: bad }) => {
  it('it is refused, in words', async () => {
    const sealed = await make(await encrypt(PLAIN));
    const codeOf = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 'nothing',
        (error: unknown) => asTraceError(error),
      );
    if (opening) {
      const error = asTraceError(await codeOf(open(sealed)));
      expect(error.code).toBe(opening);
      expect(describeProblem(error).title).toContain('session.trace.enc');
      return;
    }
    const source = await open(sealed);
    const [start, end] = [(bad ?? 0) * CHUNK_BYTES, ((bad ?? 0) + 1) * CHUNK_BYTES];
    // One byte of the chunk, all of the file, and the same through the cache; and not only the first time.
    const cached = cachedBytes(source, new ByteCache(CACHE_BYTES));
    for (const reading of [
      () => source.read(start + 9, start + 10),
      () => source.read(0, SIZE),
      () => collect(source.stream?.(0, SIZE) ?? pieces(PLAIN, 1)),
      () => cached.read(start, start + 1),
      () => cached.read(start, start + 1),
    ])
      expect(await codeOf(reading())).toMatchObject({ code: 'encrypted-changed', details: { chunk: bad } });
    // What is true is still to be had.
    expect(Buffer.compare(await source.read(0, start), PLAIN.subarray(0, start))).toBe(0);
    expect(await source.read(end + CHUNK_BYTES, SIZE)).toEqual(PLAIN.subarray(end + CHUNK_BYTES));
  });
});

describe('where several chunks are wrong', () => {
  it('the first of them is named, whichever is found to be so first', async () => {
    const sealed = await encrypt(PLAIN);
    const source = await open(flipped(flipped(sealed, placeOf(1)), placeOf(2)));
    const { subtle } = crypto;
    const decrypt = subtle.decrypt.bind(subtle);
    const others: Promise<unknown>[] = [];
    const spied = vi.spyOn(subtle, 'decrypt').mockImplementation(async (...given) => {
      if (spied.mock.calls.length === 2) {
        // Chunk 1 is decrypted when all that were asked for with it have ended.
        await Promise.resolve();
        await Promise.allSettled(others);
        return decrypt(...given);
      }
      const opened = decrypt(...given);
      others.push(opened);
      return opened;
    });
    try {
      await expect(source.read(0, 4 * CHUNK_BYTES)).rejects.toMatchObject({ details: { chunk: 1 } });
    } finally {
      spied.mockRestore();
    }
  });
});

describe('any change of any bytes', () => {
  it('gives no byte that was not there', async () => {
    const sealed = await encrypt(PLAIN);
    const place = fc.integer({ min: 0, max: sealed.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        const source = await open(changed).catch(() => undefined);
        const all = await source?.read(0, SIZE).catch(() => undefined);
        expect(all).toBeUndefined();
        // It opens only where neither header nor end were touched.
        if (source)
          expect(
            at >= HEADER_BYTES && at < sealed.length - ((sealed.length - HEADER_BYTES) % SEALED_BYTES),
          ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('of its length, too', async () => {
    const sealed = await encrypt(PLAIN);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length * 2 }), async (length) => {
        fc.pre(length !== sealed.length);
        const changed = new Uint8Array(length);
        changed.set(sealed.subarray(0, length));
        await expect(open(changed)).rejects.toMatchObject({ code: 'encrypted-cut' });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a key', () => {
  it.each([0, 16, 31, 33])('of %i bytes is none', async (length) => {
    await expect(open(await encrypt(PLAIN), new Uint8Array(length))).rejects.toMatchObject({
      code: 'bundle-key-invalid',
    });
  });
});
