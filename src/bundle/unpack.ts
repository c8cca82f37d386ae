/** What becomes of the packed bytes of a zip entry, checked on the way: on the thread that reads them, or on another. */
import { TraceError } from '../base/errors.ts';
import { crc32 } from './crc32.ts';

/** Packed bytes that are unpacked at one go: all that a network sends at once would keep the page from answering. */
const PACKED_BYTES = 16 * 1024;

/** How bytes are packed, and what they must become. Can be sent to another thread. */
export interface Packing {
  /** What people call the zip. */
  readonly label: string;
  /** Of the entry. */
  readonly name: string;
  readonly isStored: boolean;
  /** Unpacked, in bytes. */
  readonly size: number;
  readonly crc: number;
}

/**
 * The bytes of an entry from its packed ones, which come in pieces of any length. Rejects with `zip-limit` as soon as there
 * are more than it says, with `zip-invalid` for what cannot be unpacked and, at its end, where length or CRC-32 differ, and
 * as `packed` does.
 */
export async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  { label, name, isStored, size, crc: expected }: Packing,
): AsyncGenerator<Uint8Array, void> {
  let crc = 0;
  let seen = 0;
  for await (const chunk of isStored ? packed : inflated(packed, label, name)) {
    seen += chunk.length;
    if (seen > size)
      throw new TraceError('zip-limit', { source: label, reason: `entry ${name} is larger than it says` });
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (seen < size) throw entryError(label, name, 'is shorter than it says');
  if (crc !== expected) throw entryError(label, name, 'is damaged: its CRC-32 differs');
}

async function* inflated(
  packed: AsyncIterable<Uint8Array>,
  label: string,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  const inflate = new DecompressionStream('deflate-raw');
  const writer = inflate.writable.getWriter();
  const reader = inflate.readable.getReader();
  const parts = packed[Symbol.asyncIterator]();
  /** What kept the packed bytes from coming. */
  let lost: { readonly error: unknown } | undefined;
  const next = async (): Promise<IteratorResult<Uint8Array, unknown>> => {
    try {
      return await parts.next();
    } catch (error) {
      lost = { error };
      throw error;
    }
  };
  const feed = async (): Promise<void> => {
    try {
      for (let part = await next(); part.done !== true; part = await next())
        for (let at = 0; at < part.value.length; at += PACKED_BYTES)
          // A copy: a piece may be its owner's again before it is unpacked.
          await writer.write(part.value.slice(at, at + PACKED_BYTES));
      await writer.close();
    } catch (error) {
      await writer.abort(error);
    }
  };
  // Whatever goes wrong in it, the reader below hears of.
  feed().catch(() => undefined);
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (lost) throw lost.error;
    throw entryError(label, name, 'cannot be unpacked', error);
  } finally {
    // Nobody waits for what still comes.
    reader.cancel().catch(() => undefined);
    Promise.resolve(parts.return?.()).catch(() => undefined);
  }
}

/** Something is wrong with entry `name` of the zip `source`. */
export function entryError(source: string, name: string, what: string, cause?: unknown): TraceError {
  return new TraceError('zip-invalid', { source, reason: `entry ${name} ${what}` }, cause);
}
