/** Everything that may be packed within bytes: gzip, zlib (as git packs have it, anywhere), brotli, and the entries of zips. */
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';
import { TraceError } from '../../base/errors.ts';

/** What is unpacked from one stream at most: more is no text that was recorded. */
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_DEPTH = 3;
/** What is cut off is unpacked as far as it goes, and what follows a stream does not matter. */
const STREAM = { maxOutputLength: MAX_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH } as const;

/** The bytes themselves, and what is packed in them, at most so deep. */
export function* unpacked(bytes: Buffer, depth = 0): Generator<Buffer> {
  yield bytes;
  if (depth >= MAX_DEPTH) return;
  for (const inner of streamsIn(bytes)) yield* unpacked(inner, depth + 1);
}

function* streamsIn(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + 6 < bytes.length; at += 1) {
    const first = bytes[at] ?? 0;
    if (first !== 0x1f && first !== 0x78 && first !== 0x50) continue;
    const second = bytes[at + 1] ?? 0;
    // RFC 1952; RFC 1950, whose first two bytes are a multiple of 31; APPNOTE 4.3.7.
    if (first === 0x1f && second === 0x8b)
      yield* attempt(() =>
        inflateRawSync(bytes.subarray(at + gzipHead(bytes.subarray(at, at + 4096))), STREAM),
      );
    else if (first === 0x78 && (first * 256 + second) % 31 === 0)
      yield* attempt(() => inflateSync(bytes.subarray(at), STREAM));
    else if (first === 0x50 && second === 0x4b) yield* zipEntry(bytes.subarray(at));
  }
  // It has no mark of its own: only what is nothing else is tried.
  if (bytes.length > 0) yield* attempt(() => brotliDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED }));
}

/** Bytes before the data of a gzip member (RFC 1952, 2.3): an extra field, a name, a comment and a checksum may stand there. */
function gzipHead(bytes: Buffer): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

function* zipEntry(bytes: Buffer): Generator<Buffer> {
  if (bytes.length < 30 || bytes.readUInt32LE(0) !== 0x04034b50 || bytes.readUInt16LE(8) !== 8) return;
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  yield* attempt(() => inflateRawSync(bytes.subarray(start), STREAM));
}

function* attempt(unpack: () => Buffer): Generator<Buffer> {
  try {
    yield unpack();
  } catch (error) {
    // Anything else only looked like one.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return;
    throw new TraceError(
      'redaction-unproven',
      { places: ['a file that packs more than can be searched'] },
      error,
    );
  }
}
