/** One entry of a zip: its place, and its bytes, checked on the way. */
import { TraceError } from '../base/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { SIZES_BEHIND, type ZipEntry } from './zip-directory.ts';

const STORED = 0;
const DEFLATED = 8;
const LOCAL = 0x0403_4b50;
const LOCAL_BYTES = 30;
/** Bits that change how the data is to be read: encryption of either kind, patches, and where sizes stand. */
const READING_FLAGS = 0x0001 | 0x0020 | 0x0040 | 0x2000 | SIZES_BEHIND;
const FULL32 = 0xffff_ffff;
/** Of a source that cannot stream, so much is read at a time: over the network each part is a request. */
const PART_BYTES = 8 * 1024 * 1024;
/** Packed bytes that are unpacked at one go: all that a network sends at once would keep the page from answering. */
const PACKED_BYTES = 16 * 1024;

export function isStored({ method }: ZipEntry): boolean {
  return method === STORED;
}

/** Where an entry's data begins: behind its local header, which must say what the table of contents says. */
export async function findData(source: ByteSource, entry: ZipEntry, signal?: AbortSignal): Promise<number> {
  const { name, offset, limit } = entry;
  const invalid = (reason: string): TraceError => entryError(source.label, name, reason);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw invalid(`is packed by method ${entry.method}, and only stored and deflated ones are read`);
  const end = Math.min(limit, offset + LOCAL_BYTES + new TextEncoder().encode(name).length);
  const bytes = await source.read(offset, end, signal);
  if (bytes.length < LOCAL_BYTES) throw invalid('has no header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nameLength = view.getUint16(26, true);
  const data = offset + LOCAL_BYTES + nameLength + view.getUint16(28, true);
  const [packed, size] = [view.getUint32(18, true), view.getUint32(22, true)];
  const behind = (entry.flags & SIZES_BEHIND) !== 0;
  const agrees =
    view.getUint32(0, true) === LOCAL &&
    view.getUint16(8, true) === entry.method &&
    (view.getUint16(6, true) & READING_FLAGS) === (entry.flags & READING_FLAGS) &&
    (behind || view.getUint32(14, true) === entry.crc) &&
    (behind || packed === FULL32 || packed === entry.packedSize) &&
    (behind || size === FULL32 || size === entry.size) &&
    sameName(bytes.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength), name);
  if (!agrees) throw invalid('has a header that says something else than the table of contents');
  if (data + entry.packedSize > limit) throw invalid('reaches into what follows it');
  return data;
}

/** Names of bundles are plain ASCII; others are never opened. */
function sameName(bytes: Uint8Array, name: string): boolean {
  return bytes.length === name.length && bytes.every((byte, index) => byte === name.charCodeAt(index));
}

/**
 * The bytes of an entry whose data begins at `data`, unpacked. Rejects with `zip-limit` as soon as there are more than it
 * says, with `zip-invalid` for what cannot be unpacked and, at its end, where length or CRC-32 differ.
 */
export async function* entryBytes(
  source: ByteSource,
  entry: ZipEntry,
  data: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const { name, size, packedSize } = entry;
  const packed = parts(source, data, data + packedSize, signal);
  let crc = 0;
  let seen = 0;
  for await (const chunk of isStored(entry) ? packed : inflated(packed, source.label, name)) {
    signal?.throwIfAborted();
    seen += chunk.length;
    if (seen > size)
      throw new TraceError('zip-limit', {
        source: source.label,
        reason: `entry ${name} is larger than it says`,
      });
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (seen < size) throw entryError(source.label, name, 'is shorter than it says');
  if (crc !== entry.crc) throw entryError(source.label, name, 'is damaged: its CRC-32 differs');
}

async function* parts(
  source: ByteSource,
  start: number,
  end: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  if (source.stream) return yield* source.stream(start, end, signal);
  for (let at = start; at < end; at += PART_BYTES)
    yield await source.read(at, Math.min(end, at + PART_BYTES), signal);
}

async function* inflated(
  packed: AsyncGenerator<Uint8Array, void>,
  label: string,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  const inflate = new DecompressionStream('deflate-raw');
  const writer = inflate.writable.getWriter();
  const reader = inflate.readable.getReader();
  /** What kept the packed bytes from coming. */
  let lost: { readonly error: unknown } | undefined;
  const next = async (): Promise<IteratorResult<Uint8Array, void>> => {
    try {
      return await packed.next();
    } catch (error) {
      lost = { error };
      throw error;
    }
  };
  const feed = async (): Promise<void> => {
    try {
      for (let part = await next(); !part.done; part = await next())
        for (let at = 0; at < part.value.length; at += PACKED_BYTES)
          await writer.write(part.value.subarray(at, at + PACKED_BYTES) as Uint8Array<ArrayBuffer>);
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
    packed.return().catch(() => undefined);
  }
}

function entryError(source: string, name: string, what: string, cause?: unknown): TraceError {
  return new TraceError('zip-invalid', { source, reason: `entry ${name} ${what}` }, cause);
}
