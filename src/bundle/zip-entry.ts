/** One entry of a zip: its place, and its bytes, checked on the way. */
import type { TraceError } from '../base/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { streamed } from './byte-stream.ts';
import { entryError, unpacked, type Packing } from './unpack.ts';
import { SIZES_BEHIND, type ZipEntry } from './zip-directory.ts';
import { zstdUnpacked } from './zstd.ts';

const STORED = 0;
const DEFLATED = 8;
const ZSTANDARD = 93;
/** Methods (4.4.5) that bundles are packed by. */
const OF_BUNDLES: readonly number[] = [STORED, DEFLATED];
/** Those, and what other programs pack their files by. */
export const OF_FOREIGN: readonly number[] = [...OF_BUNDLES, ZSTANDARD];
const LOCAL = 0x0403_4b50;
const LOCAL_BYTES = 30;
/** Bits that change how the data is to be read: encryption of either kind, patches, and where sizes stand. */
const READING_FLAGS = 0x0001 | 0x0020 | 0x0040 | 0x2000 | SIZES_BEHIND;
const FULL32 = 0xffff_ffff;

export function isStored({ method }: ZipEntry): boolean {
  return method === STORED;
}

/** True where other threads know how to unpack it: they are told no more than whether it is stored. */
export function isPlain({ method }: ZipEntry): boolean {
  return OF_BUNDLES.includes(method);
}

/**
 * Where an entry's data begins: behind its local header, which must say what the table of contents says. `methods`: by
 * which it may be packed.
 */
export async function findData(
  source: ByteSource,
  entry: ZipEntry,
  signal?: AbortSignal,
  methods = OF_BUNDLES,
): Promise<number> {
  const { name, offset, limit } = entry;
  const invalid = (reason: string): TraceError => entryError(source.label, name, reason);
  if (!methods.includes(entry.method))
    throw invalid(`is packed by method ${entry.method}, and only stored and deflated ones are read`);
  const expected = new TextEncoder().encode(name);
  const end = Math.min(limit, offset + LOCAL_BYTES + expected.length);
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
    sameName(bytes.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength), expected);
  if (!agrees) throw invalid('has a header that says something else than the table of contents');
  if (data + entry.packedSize > limit) throw invalid('reaches into what follows it');
  return data;
}

function sameName(bytes: Uint8Array, name: Uint8Array): boolean {
  return bytes.length === name.length && bytes.every((byte, index) => byte === name[index]);
}

/** How the bytes of an entry are packed in the zip that people call `label`. */
export function packingOf(label: string, entry: ZipEntry): Packing {
  const { name, size, crc } = entry;
  return { label, name, isStored: isStored(entry), size, crc };
}

/** The bytes of an entry whose data begins at `data`, unpacked. Rejects as `unpacked`. */
export async function* entryBytes(
  source: ByteSource,
  entry: ZipEntry,
  data: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const packed = packedBytes(source, entry, data, signal);
  const packing = packingOf(source.label, entry);
  const bytes =
    entry.method === ZSTANDARD
      ? unpacked(zstdUnpacked(packed, source.label, entry.name, entry.size), { ...packing, isStored: true })
      : unpacked(packed, packing);
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

/** The same as they are packed. */
export function packedBytes(
  source: ByteSource,
  { packedSize }: ZipEntry,
  data: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  return streamed(source, data, data + packedSize, signal);
}
