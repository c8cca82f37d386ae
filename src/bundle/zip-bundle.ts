import {
  ERR_UNSAFE_FILENAME,
  Reader,
  ZipReader,
  configure,
  type CreateReadableOptions,
  type Entry,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { TraceError, asTraceError, isAbort } from '../base/errors.ts';
import { MANIFEST_PATH, blobUrl, collect, type Artifact, type BundleSource } from './bundle-source.ts';
import { pathRefusal } from './bundle-path.ts';
import type { ByteSource } from './byte-source.ts';

// The workers that zip.js would start come from blob: addresses, which the page's policy forbids.
configure({ useWebWorkers: false });

const MAX_ENTRIES = 200_000;
/** A deflated entry may not grow by more than this … */
const MAX_RATIO = 300;
/** … once it is larger than this many bytes. */
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
/** An entry is fetched in parts of this size: over the network each is a request, one after another. */
const PART_BYTES = 8 * 1024 * 1024;
const STORED = 0;
const LOCAL_HEADER_BYTES = 30;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

/**
 * A `.trace.zip`, read by ranges: the central directory once, then each entry when it is opened. A bundle may stand
 * in one folder inside the zip. Names that do harm refuse the zip; others that no manifest can list, such as those
 * that an operating system adds, are left out. Rejects with `zip-invalid`, `zip-limit`, `path-refused` or
 * `manifest-missing`.
 */
export async function zipBundle(source: ByteSource, signal?: AbortSignal): Promise<BundleSource> {
  const all = await readDirectory(source, signal);
  const root = manifestFolder(all);
  if (root === undefined) throw new TraceError('manifest-missing', { source: source.label });
  const entries = new Map<string, FileEntry>();
  for (const [name, entry] of all) {
    const path = name.slice(root.length);
    if (!name.startsWith(root) || pathRefusal(path) !== undefined) continue;
    checkEntry(source.label, entry);
    entries.set(path, entry);
  }
  return {
    label: source.label,
    open: async (path, openSignal) => {
      const entry = entries.get(path);
      if (!entry) throw new TraceError('artifact-missing', { path });
      const dataStart =
        entry.compressionMethod === STORED ? await findData(source, entry, openSignal) : undefined;
      return zipArtifact(source, entry, path, dataStart);
    },
  };
}

/** All files of the zip by name. */
async function readDirectory(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, FileEntry>> {
  const entries = new Map<string, FileEntry>();
  const folded = new Set<string>();
  const reader = new ZipReader(new SourceReader(source, signal), {
    strictness: 'strict',
    checkSignature: true,
    checkOverlappingEntry: true,
  });
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entries.size >= MAX_ENTRIES)
        throw new TraceError('zip-limit', {
          source: source.label,
          reason: `it has over ${MAX_ENTRIES} entries`,
        });
      if (entry.directory) continue;
      checkName(entry, folded);
      entries.set(entry.filename, entry);
    }
  } catch (error) {
    throw zipError(error, source.label);
  }
  return entries;
}

/** Throws `path-refused` for a name that no honest program writes. */
function checkName(entry: Entry, folded: Set<string>): void {
  const path = entry.filename;
  const refuse = (reason: string): never => {
    throw new TraceError('path-refused', { path, reason });
  };
  if (path.split('/').includes('..') || path.startsWith('/') || /^[a-z]:/i.test(path))
    refuse('it leads out of the bundle');
  if (/[\\\0]/.test(path)) refuse('it holds a backslash or NUL');
  const lower = path.toLowerCase();
  if (folded.has(lower)) refuse('another entry has the same name');
  folded.add(lower);
  if (((entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK) === UNIX_SYMLINK)
    refuse('it is a symbolic link');
}

/** Throws for an entry that is encrypted, or that unpacks to far more than it is. */
function checkEntry(label: string, entry: Entry): void {
  const path = entry.filename;
  if (entry.encrypted)
    throw new TraceError('zip-invalid', { source: label, reason: `entry ${path} is encrypted` });
  if (entry.uncompressedSize > RATIO_FREE_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO)
    throw new TraceError('zip-limit', {
      source: label,
      reason: `entry ${path} unpacks to over ${MAX_RATIO} times its size`,
    });
}

/** The folder that holds the manifest, with its slash; '' for the zip's root; undefined where there is none. */
function manifestFolder(entries: ReadonlyMap<string, unknown>): string | undefined {
  if (entries.has(MANIFEST_PATH)) return '';
  const nested = [...entries.keys()].filter(
    (path) => path.split('/').length === 2 && path.endsWith(`/${MANIFEST_PATH}`),
  );
  const [only] = nested;
  return nested.length === 1 && only !== undefined ? only.slice(0, -MANIFEST_PATH.length) : undefined;
}

/** Where a stored entry's bytes begin: behind its local header, whose name and extra field vary in length. */
async function findData(source: ByteSource, entry: FileEntry, signal?: AbortSignal): Promise<number> {
  const header = await source.read(entry.offset, entry.offset + LOCAL_HEADER_BYTES, signal);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return entry.offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

function zipArtifact(
  source: ByteSource,
  entry: FileEntry,
  path: string,
  dataStart: number | undefined,
): Artifact {
  const size = entry.uncompressedSize;
  const stream = (signal?: AbortSignal): ReadableStream<Uint8Array> => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
      sizeGuard(source.label, path, size),
    );
    // A failure reaches the reader through the stream itself: zip.js aborts `writable` with it.
    entry
      .getData(writable, { checkSignature: true, checkOverlappingEntry: true, ...(signal && { signal }) })
      .catch((error: unknown) => writable.abort(zipError(error, source.label)).catch(() => undefined));
    return readable;
  };
  const blob = async (type: string, signal?: AbortSignal): Promise<Blob> => {
    try {
      const headers = { 'Content-Type': type };
      return await new Response(stream(signal) as BodyInit, { headers }).blob();
    } catch (error) {
      throw zipError(error, source.label);
    }
  };
  const bytes = async (signal?: AbortSignal): Promise<Uint8Array> => {
    try {
      return await collect(stream(signal));
    } catch (error) {
      throw zipError(error, source.label);
    }
  };
  // Deflate has no middle: for one range all of it is inflated, and a video is read in thousands. Kept as long as the
  // artifact is, and fetched for all readers, so that one who gives up does not end it for the others.
  let kept: Promise<Uint8Array> | undefined;
  const inflated = (): Promise<Uint8Array> => {
    kept ??= bytes().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
  return {
    path,
    size,
    bytes,
    stream: (signal) => Promise.resolve(stream(signal)),
    read: async (start, end, signal) => {
      signal?.throwIfAborted();
      // Behind a stored entry lie the bytes of the next one.
      if (end > size) throw new TraceError('artifact-truncated', { path, expected: end, actual: size });
      if (dataStart !== undefined) return source.read(dataStart + start, dataStart + end, signal);
      return (await orAborted(inflated(), signal)).slice(start, end);
    },
    url: async (mediaType, signal) => {
      if (dataStart !== undefined)
        return blobUrl(
          source.slice?.(dataStart, dataStart + size, mediaType) ?? (await blob(mediaType, signal)),
        );
      return blobUrl(new Blob([(await orAborted(inflated(), signal)) as BlobPart], { type: mediaType }));
    },
  };
}

/** `work`, or the reason of `signal` as soon as it is aborted; the work goes on. */
function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((done, fail) => {
    const stop = (): void => fail(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Stops an entry that unpacks to more than it declares, before it fills the memory. */
function sizeGuard(label: string, path: string, size: number): Transformer<Uint8Array, Uint8Array> {
  let seen = 0;
  return {
    transform(chunk, controller) {
      seen += chunk.length;
      if (seen > size)
        controller.error(
          new TraceError('zip-limit', { source: label, reason: `entry ${path} is larger than it says` }),
        );
      else controller.enqueue(chunk);
    },
  };
}

function zipError(error: unknown, source: string): TraceError {
  if (error instanceof TraceError || isAbort(error)) return asTraceError(error);
  // zip.js notices what leads out before `checkName` can, and puts the name into the error.
  if (error instanceof Error && error.message === ERR_UNSAFE_FILENAME)
    return new TraceError(
      'path-refused',
      { path: String((error as { filename?: unknown }).filename), reason: 'it leads out of the bundle' },
      error,
    );
  return new TraceError(
    'zip-invalid',
    { source, reason: error instanceof Error ? error.message : String(error) },
    error,
  );
}

/** Lets zip.js read from a ByteSource. */
class SourceReader extends Reader<ByteSource> {
  readonly #source: ByteSource;
  readonly #signal: AbortSignal | undefined;

  constructor(source: ByteSource, signal?: AbortSignal) {
    super(source);
    this.#source = source;
    this.#signal = signal;
  }

  override async init(): Promise<void> {
    this.size = await this.#source.size(this.#signal);
    await super.init?.();
  }

  // zip.js would ask for 256 KiB at a time. It still checks bounds, headers and CRC-32 of what comes so; the SHA-256 of
  // the manifest is compared by whoever reads (checkedBundle).
  override createReadable(options?: CreateReadableOptions): ReadableStream<Uint8Array> {
    return super.createReadable({ ...options, chunkSize: PART_BYTES });
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#source.read(index, Math.min(index + length, this.size), this.#signal);
  }
}
