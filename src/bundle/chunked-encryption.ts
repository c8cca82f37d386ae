/**
 * C2SP chunked-encryption@v1 (https://c2sp.org/chunked-encryption), as its instance Cobblestone-256: AES-256-GCM, and
 * HKDF-Expand with SHA-512. A message is chunks of 16 KiB, each sealed by itself, so that any of them can be read alone;
 * the last one is always shorter, by which a message that was cut is known. Before them stand a salt, which makes the
 * keys of this message out of the one that people have, and a commitment, by which another key is known at once.
 */
import { TraceError } from '../base/errors.ts';
import { joined } from '../base/joined.ts';

/** Bytes of a chunk, and of the same once it is sealed. */
export const CHUNK_BYTES = 16 * 1024;
const TAG_BYTES = 16;
export const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;
export const SALT_BYTES = 24;
const COMMITMENT_BYTES = 32;
export const HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;
const NONCE_BYTES = 12;
const MAX_CHUNKS = 2 ** 38;

/** An instance of the scheme: the name of its AEAD in IANA's registry, and the length of its keys. */
export interface Suite {
  readonly aead: string;
  readonly keyBytes: number;
}

export const COBBLESTONE_256: Suite = { aead: 'AEAD_AES_256_GCM', keyBytes: 32 };

export type Bytes = Uint8Array<ArrayBuffer>;

/** What messages are made with. */
export interface Scheme {
  readonly suite: Suite;
  /** What the message is for; one for something else does not open. */
  readonly context: Bytes;
}

/** That of bundles. */
export const BUNDLES: Scheme = {
  suite: COBBLESTONE_256,
  context: new TextEncoder().encode('trace-bundle/v1'),
};

/** What a length says of a message; undefined for a length that no whole message has. */
export function layoutOf(sealedSize: number): { readonly size: number; readonly chunks: number } | undefined {
  const full = Math.floor((sealedSize - HEADER_BYTES) / SEALED_BYTES);
  const rest = sealedSize - HEADER_BYTES - full * SEALED_BYTES;
  if (full < 0 || rest < TAG_BYTES || full >= MAX_CHUNKS) return undefined;
  return { size: full * CHUNK_BYTES + rest - TAG_BYTES, chunks: full + 1 };
}

/** Where chunk `index` begins in the sealed message. */
export function placeOf(index: number): number {
  return HEADER_BYTES + index * SEALED_BYTES;
}

/** One message: its keys, and its header. */
export class Message {
  /** Salt and commitment. */
  readonly header: Bytes;
  readonly #key: CryptoKey;
  readonly #nonce: Bytes;

  private constructor(header: Bytes, key: CryptoKey, nonce: Bytes) {
    this.header = header;
    this.#key = key;
    this.#nonce = nonce;
  }

  /** The message that `key` makes with that salt. Rejects with `bundle-key-invalid` for a key of another length, and with `crypto-missing`. */
  static async of(key: Bytes, salt: Bytes, { suite, context }: Scheme): Promise<Message> {
    if (key.length !== suite.keyBytes) throw new TraceError('bundle-key-invalid', {});
    const label = new TextEncoder().encode(`c2sp.org/chunked-encryption@v1+${suite.aead}\0`);
    const derived = await expand(key, joined([label, salt, context]));
    const [nonceAt, commitmentAt] = [suite.keyBytes, suite.keyBytes + NONCE_BYTES];
    const aes = await subtle().importKey('raw', derived.slice(0, nonceAt), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]);
    const commitment = derived.slice(commitmentAt, commitmentAt + COMMITMENT_BYTES);
    return new Message(joined([salt, commitment]), aes, derived.slice(nonceAt, commitmentAt));
  }

  /** Rejects with the platform's error where it is not what was sealed as chunk `index` of this message. */
  async open(index: number, sealed: Bytes): Promise<Uint8Array> {
    const opened = await subtle().decrypt({ name: 'AES-GCM', iv: this.#nonceOf(index) }, this.#key, sealed);
    return new Uint8Array(opened);
  }

  async seal(index: number, plain: Bytes): Promise<Uint8Array> {
    const sealed = await subtle().encrypt({ name: 'AES-GCM', iv: this.#nonceOf(index) }, this.#key, plain);
    return new Uint8Array(sealed);
  }

  /** The base nonce XOR the index in big-endian: of 38 bits, so it stands in the last five bytes. */
  #nonceOf(index: number): Bytes {
    if (index >= MAX_CHUNKS) throw new TraceError('internal', { reason: 'a message has too many chunks' });
    const nonce = this.#nonce.slice();
    for (let at = NONCE_BYTES - 1, left = index; left > 0; at -= 1, left = Math.floor(left / 256))
      nonce[at] = (nonce[at] ?? 0) ^ (left % 256);
    return nonce;
  }
}

/** HKDF-Expand (RFC 5869, 2.3) with SHA-512, two blocks of it. The platform's own HKDF always extracts before. */
async function expand(key: Bytes, info: Bytes): Promise<Bytes> {
  const hmac = await subtle().importKey('raw', key, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign']);
  const block = async (before: Bytes, number: number): Promise<Bytes> =>
    new Uint8Array(await subtle().sign('HMAC', hmac, joined([before, info, Uint8Array.of(number)])));
  const first = await block(new Uint8Array(), 1);
  return joined([first, await block(first, 2)]);
}

/** Rejects with `crypto-missing`: browsers have it on https and localhost alone. */
function subtle(): SubtleCrypto {
  if (!canDecrypt()) throw new TraceError('crypto-missing', {});
  return crypto.subtle;
}

/** Whether this place can encrypt and decrypt at all. */
export function canDecrypt(): boolean {
  const { subtle: found } = crypto as Partial<Crypto>;
  return found !== undefined;
}
