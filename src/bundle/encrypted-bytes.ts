/** An encrypted bundle as a ByteSource of what was encrypted: any range, of which only the chunks around it are read. */
import { TraceError } from '../base/errors.ts';
import { joined } from '../base/joined.ts';
import type { ByteSource } from './byte-source.ts';
import { streamed } from './byte-stream.ts';
import {
  BUNDLES,
  CHUNK_BYTES,
  layoutOf,
  Message,
  placeOf,
  SALT_BYTES,
  SEALED_BYTES,
  type Bytes,
  type Scheme,
} from './chunked-encryption.ts';

/** Chunks that come with the header: as many as a page of the byte cache has. */
const FIRST_CHUNKS = 4;
/** Chunks at the end that are read to prove the length. A zip is read from its end, and these are then there. */
const LAST_CHUNKS = 8;

/** An encrypted file of which only the beginning has been read, and nothing is known to be true. */
export interface EncryptedFile {
  readonly source: ByteSource;
  /** Bytes of what was encrypted, if it is whole. */
  readonly size: number;
  readonly chunks: number;
  /** The file's first bytes: the header, and some chunks. */
  readonly head: Uint8Array;
}

/** Reads the beginning. Rejects with `encrypted-cut` for a length that no encrypted file has, and as `source` does. */
export async function readEncrypted(source: ByteSource, signal?: AbortSignal): Promise<EncryptedFile> {
  const { size: sealed, head } = await beginning(source, placeOf(FIRST_CHUNKS), signal);
  const layout = layoutOf(sealed);
  if (!layout) throw new TraceError('encrypted-cut', { source: source.label });
  return { source, ...layout, head };
}

async function beginning(
  source: ByteSource,
  most: number,
  signal?: AbortSignal,
): Promise<{ readonly size: number; readonly head: Uint8Array }> {
  const begun = await source.begin?.(most, signal);
  const size = begun?.size ?? (await source.size(signal));
  const wanted = Math.min(size, most);
  // `begin` gives what comes for nothing, which may be less.
  const head = begun && begun.head.length >= wanted ? begun.head : await source.read(0, wanted, signal);
  return { size, head: head.subarray(0, wanted) };
}

/**
 * What was encrypted. The key is proved by the header, and the length by the last chunk, before anything is given out;
 * each chunk is proved as it is read. Rejects with `bundle-key-wrong`, `bundle-key-invalid`, `crypto-missing` and
 * `encrypted-cut`; reads reject with `encrypted-changed`. All of them as the file's own source does.
 */
export async function decrypted(
  file: EncryptedFile,
  key: Bytes,
  { signal, scheme = BUNDLES }: { readonly signal?: AbortSignal; readonly scheme?: Scheme } = {},
): Promise<ByteSource> {
  const { source, head } = file;
  const message = await Message.of(key, head.slice(0, SALT_BYTES), scheme);
  if (!message.header.every((byte, index) => byte === head[index]))
    throw new TraceError('bundle-key-wrong', { source: source.label });
  const reader = new DecryptedBytes(file, message);
  await reader.proveLength(signal);
  return reader;
}

class DecryptedBytes implements ByteSource {
  readonly label: string;
  readonly #file: EncryptedFile;
  readonly #message: Message;
  /** Chunks at the end, decrypted, from chunk `first` on. */
  #end: { readonly first: number; readonly bytes: Uint8Array } | undefined;

  constructor(file: EncryptedFile, message: Message) {
    this.label = file.source.label;
    this.#file = file;
    this.#message = message;
  }

  async proveLength(signal?: AbortSignal): Promise<void> {
    const { chunks } = this.#file;
    // From a multiple on, as the pages of a cache are.
    const first = Math.max(0, Math.ceil(chunks / FIRST_CHUNKS) * FIRST_CHUNKS - LAST_CHUNKS);
    const sealed = await this.#sealed(first, chunks - 1, signal);
    await this.#opened(chunks - 1, sealed.subarray((chunks - 1 - first) * SEALED_BYTES)).catch(
      (cause: unknown) => {
        throw new TraceError('encrypted-cut', { source: this.label }, cause);
      },
    );
    this.#end = { first, bytes: await this.#decrypted(first, sealed) };
  }

  size(): Promise<number> {
    return Promise.resolve(this.#file.size);
  }

  async begin(
    most: number,
    signal?: AbortSignal,
  ): Promise<{ readonly size: number; readonly head: Uint8Array }> {
    const { size } = this.#file;
    return { size, head: await this.read(0, Math.min(most, size), signal) };
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    if (end > this.#file.size)
      throw new TraceError('artifact-truncated', {
        path: this.label,
        expected: end,
        actual: this.#file.size,
      });
    if (end <= start) return new Uint8Array();
    const [first, last] = [chunkOf(start), chunkOf(end - 1)];
    const kept = this.#end;
    if (kept && first >= kept.first) {
      const from = kept.first * CHUNK_BYTES;
      return kept.bytes.slice(start - from, end - from);
    }
    const bytes = await this.#decrypted(first, await this.#sealed(first, last, signal));
    signal?.throwIfAborted();
    const from = first * CHUNK_BYTES;
    return bytes.subarray(start - from, end - from);
  }

  async *stream(start: number, end: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    signal?.throwIfAborted();
    const stop = Math.min(end, this.#file.size);
    if (stop <= start) return;
    let next = chunkOf(start);
    const sealedEnd = this.#endOf(chunkOf(stop - 1));
    let at = placeOf(next);
    let waiting: readonly Uint8Array[] = [];
    let length = 0;
    for await (const piece of streamed(this.#file.source, at, sealedEnd, signal)) {
      waiting = [...waiting, piece];
      length += piece.length;
      at += piece.length;
      const whole = at === sealedEnd ? length : length - (length % SEALED_BYTES);
      if (whole === 0) continue;
      const bytes = joined(waiting);
      const plain = await this.#decrypted(next, bytes.subarray(0, whole));
      signal?.throwIfAborted();
      const from = next * CHUNK_BYTES;
      yield plain.subarray(Math.max(0, start - from), stop - from);
      next += Math.floor(whole / SEALED_BYTES);
      waiting = [bytes.subarray(whole)];
      length -= whole;
    }
    if (at < sealedEnd) throw new TraceError('encrypted-cut', { source: this.label });
  }

  /** Chunks [first, last], both included, as they stand in the file. */
  async #sealed(first: number, last: number, signal?: AbortSignal): Promise<Uint8Array> {
    const [start, end] = [placeOf(first), this.#endOf(last)];
    const { head, source } = this.#file;
    return end <= head.length ? head.subarray(start, end) : source.read(start, end, signal);
  }

  #endOf(index: number): number {
    const { size, chunks } = this.#file;
    const next = placeOf(index + 1);
    // The last one is as much shorter as what was encrypted is shorter than whole chunks.
    return index === chunks - 1 ? next - (chunks * CHUNK_BYTES - size) : next;
  }

  /** Decrypts chunks that stand together, of which the first is `first`. Rejects for the first of them that was changed. */
  async #decrypted(first: number, sealed: Uint8Array): Promise<Uint8Array> {
    const count = Math.ceil(sealed.length / SEALED_BYTES);
    const bytes = new Uint8Array(count * CHUNK_BYTES);
    const one = async (index: number): Promise<number> => {
      const place = index * SEALED_BYTES;
      const plain = await this.#opened(first + index, sealed.subarray(place, place + SEALED_BYTES)).catch(
        (cause: unknown) => {
          const chunk = first + index;
          throw new TraceError('encrypted-changed', { source: this.label, chunk }, cause);
        },
      );
      bytes.set(plain, index * CHUNK_BYTES);
      return plain.length;
    };
    let length = 0;
    for (const done of await Promise.allSettled(Array.from({ length: count }, (_, index) => one(index)))) {
      if (done.status === 'rejected') throw done.reason;
      length += done.value;
    }
    return bytes.subarray(0, length);
  }

  #opened(index: number, sealed: Uint8Array): Promise<Uint8Array> {
    return this.#message.open(index, sealed as Bytes);
  }
}

function chunkOf(at: number): number {
  return Math.floor(at / CHUNK_BYTES);
}
