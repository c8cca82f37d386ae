/** The vectors of C2SP/wycheproof for chunked encryption, as its doc/c2sp_chunked_encryption.md says, through the source that bundles are read by. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { collect } from '../../src/bundle/bundle-source.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import type { Bytes, Scheme } from '../../src/bundle/chunked-encryption.ts';
import { decrypted, readEncrypted } from '../../src/bundle/encrypted-bytes.ts';
import { encrypted } from '../../src/bundle/encrypt.ts';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly key: string;
  readonly ctx: string;
  readonly ct: string;
  readonly msgLength?: number;
  readonly msgSha512?: string;
  readonly result: 'valid' | 'invalid';
  readonly flags: readonly string[];
}

interface Group {
  readonly aead: string;
  readonly tests: readonly Vector[];
}

const FOLDER = 'test/fixtures/wycheproof';

function groups(bits: number): readonly Group[] {
  const path = `${FOLDER}/c2sp_chunked_encryption_aes_${bits}_gcm_test.json`;
  return (JSON.parse(readFileSync(path, 'utf8')) as { testGroups: readonly Group[] }).testGroups;
}

const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'));
const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');

const CASES = [128, 256].flatMap((bits) =>
  groups(bits).flatMap(({ aead, tests }) =>
    tests.map((vector) => {
      const scheme: Scheme = { suite: { aead, keyBytes: bits / 8 }, context: hex(vector.ctx) };
      return { name: `${bits}, ${vector.tcId}: ${vector.comment}`, vector, scheme };
    }),
  ),
);

function open(sealed: Uint8Array, key: Bytes, scheme: Scheme) {
  const file = blobBytes(new Blob([sealed as BlobPart]), 'vector.enc');
  return readEncrypted(file).then((read) => decrypted(read, key, { scheme }));
}

it('has all 70 vectors, of which 20 are valid', () => {
  expect(CASES.length).toBe(70);
  expect(CASES.filter(({ vector }) => vector.result === 'valid').length).toBe(20);
});

describe.each(CASES)('$name', ({ vector, scheme }) => {
  const { key, ct, result, flags, msgLength, msgSha512 } = vector;
  const sealed = new Uint8Array(inflateSync(hex(ct)));

  if (result === 'valid')
    it('opens, read whole and as a stream, and is encrypted to the same bytes', async () => {
      const source = await open(sealed, hex(key), scheme);
      const size = await source.size();
      expect(size).toBe(msgLength);
      const plain = await source.read(0, size);
      expect(sha512(plain)).toBe(msgSha512);
      expect(sha512(await collect(source.stream?.(0, size) ?? never()))).toBe(msgSha512);
      const again = await collect(encrypted(one(plain), hex(key), sealed.slice(0, 24), scheme));
      expect(Buffer.compare(again, sealed)).toBe(0);
    });
  else {
    it('does not give all of it, and fails again', async () => {
      for (const _ of [1, 2]) {
        const whole = open(sealed, hex(key), scheme).then(async (source) =>
          source.read(0, await source.size()),
        );
        await expect(whole).rejects.toBeInstanceOf(TraceError);
      }
    });

    // The spec lets a file open whose end is true: what is wrong in its midst is found when that is read.
    if (!flags.includes('ValidFinalChunk'))
      it('does not open at all', async () => {
        const codes = flags.includes('HeaderFailure')
          ? /^(?:bundle-key-(?:wrong|invalid)|encrypted-cut)$/
          : /^encrypted-(?:cut|changed)$/;
        const code = expect.stringMatching(codes) as string;
        await expect(open(sealed, hex(key), scheme)).rejects.toMatchObject({ code });
      });

    it('streams no more than the part that is true', async () => {
      const given: Uint8Array[] = [];
      const streaming = (async () => {
        const source = await open(sealed, hex(key), scheme);
        for await (const piece of source.stream?.(0, await source.size()) ?? never()) given.push(piece);
      })();
      await expect(streaming).rejects.toBeInstanceOf(TraceError);
      const bytes = Buffer.concat(given);
      expect(bytes.length).toBeLessThanOrEqual(msgLength ?? 0);
      if (bytes.length > 0 && bytes.length === msgLength) expect(sha512(bytes)).toBe(msgSha512);
    });
  }
});

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}

function never(): never {
  throw new Error('it cannot stream');
}
