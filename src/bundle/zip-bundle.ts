import { TraceError, asTraceError, isAbort } from '../base/errors.ts';
import { nextTurn } from '../base/pause.ts';
import { Shared } from '../base/shared.ts';
import { MANIFEST_PATH, blobUrl, collect, type Artifact, type BundleSource } from './bundle-source.ts';
import { pathRefusal } from './bundle-path.ts';
import type { ByteSource } from './byte-source.ts';
import { startedStream } from './byte-stream.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { entryBytes, findData, isStored, packedBytes, packingOf } from './zip-entry.ts';

/** A deflated entry may not grow by more than this … */
const MAX_RATIO = 300;
/** … once it is larger than this many bytes. */
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
/** Encryption of the old kind, of the new one, and of the table of contents (APPNOTE 4.4.4). */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

/**
 * A `.trace.zip`, read by ranges: its table of contents once, then each entry when it is opened. A bundle may stand
 * in one folder inside the zip. Names that do harm refuse the zip; others that no manifest can list, such as those
 * that an operating system adds, are left out. Rejects with `zip-invalid`, `zip-limit`, `path-refused` or
 * `manifest-missing`.
 */
export async function zipBundle(source: ByteSource, signal?: AbortSignal): Promise<BundleSource> {
  const listed = await readZipDirectory(source, signal);
  // The names are looked through in a task of their own: there may be tens of thousands.
  await nextTurn();
  const all = filesOf(listed);
  const root = manifestFolder(all);
  if (root === undefined) throw new TraceError('manifest-missing', { source: source.label });
  const entries = new Map<string, ZipEntry>();
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
      return zipArtifact(source, entry, path, await findData(source, entry, openSignal));
    },
  };
}

/** The files by name. Throws `path-refused` for a name that no honest program writes. */
function filesOf(entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> {
  const files = new Map<string, ZipEntry>();
  const folded = new Set<string>();
  for (const entry of entries) {
    checkName(entry);
    if (entry.name.endsWith('/')) continue;
    const lower = entry.name.toLowerCase();
    if (folded.has(lower))
      throw new TraceError('path-refused', { path: entry.name, reason: 'another entry has the same name' });
    folded.add(lower);
    files.set(entry.name, entry);
  }
  return files;
}

function checkName({ name: path, unixMode }: ZipEntry): void {
  const refuse = (reason: string): never => {
    throw new TraceError('path-refused', { path, reason });
  };
  if (path.split('/').includes('..') || path.startsWith('/') || /^[a-z]:/i.test(path))
    refuse('it leads out of the bundle');
  if (/[\\\0]/.test(path)) refuse('it holds a backslash or NUL');
  if ((unixMode & UNIX_TYPE_MASK) === UNIX_SYMLINK) refuse('it is a symbolic link');
}

/** Throws for an entry that is encrypted, that unpacks to far more than it is, or that tells two sizes. */
function checkEntry(label: string, entry: ZipEntry): void {
  const { name, size, packedSize } = entry;
  if ((entry.flags & ENCRYPTED) !== 0)
    throw new TraceError('zip-invalid', { source: label, reason: `entry ${name} is encrypted` });
  if (isStored(entry) && size !== packedSize)
    throw new TraceError('zip-invalid', { source: label, reason: `entry ${name} tells two sizes` });
  if (size > RATIO_FREE_BYTES && size > packedSize * MAX_RATIO)
    throw new TraceError('zip-limit', {
      source: label,
      reason: `entry ${name} unpacks to over ${MAX_RATIO} times its size`,
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

/** `data`: where the entry's bytes begin. */
function zipArtifact(source: ByteSource, entry: ZipEntry, path: string, data: number): Artifact {
  const { size } = entry;
  const stored = isStored(entry);
  const asZipError = (error: unknown): never => {
    throw zipError(error, source.label);
  };
  const bytes = (signal?: AbortSignal): Promise<Uint8Array> =>
    collect(entryBytes(source, entry, data, signal)).catch(asZipError);
  // Deflate has no middle: for one range all of it is inflated, and a video is read in thousands. Kept as long as the
  // artifact is.
  let kept: Shared<Uint8Array> | undefined;
  const inflated = async (signal?: AbortSignal): Promise<Uint8Array> => {
    if (!kept || kept.givenUp) kept = new Shared(bytes);
    const own = kept;
    try {
      return await own.wait(signal);
    } catch (error) {
      if (kept === own && !signal?.aborted) kept = undefined;
      throw error;
    }
  };
  return {
    path,
    size,
    bytes,
    stream: (signal) => startedStream(entryBytes(source, entry, data, signal)).catch(asZipError),
    packed: async (signal) => ({
      packing: packingOf(source.label, entry),
      packedSize: entry.packedSize,
      stream: await startedStream(packedBytes(source, entry, data, signal)),
    }),
    read: async (start, end, signal) => {
      signal?.throwIfAborted();
      // Behind a stored entry lie the bytes of the next one.
      if (end > size) throw new TraceError('artifact-truncated', { path, expected: end, actual: size });
      if (stored) return source.read(data + start, data + end, signal);
      return (await inflated(signal)).slice(start, end);
    },
    direct: stored && source.slice !== undefined,
    url: async (mediaType, signal) => {
      const slice = stored ? source.slice?.(data, data + size, mediaType) : undefined;
      const whole = async (): Promise<Uint8Array> => (stored ? bytes(signal) : inflated(signal));
      return blobUrl(slice ?? new Blob([(await whole()) as BlobPart], { type: mediaType }));
    },
  };
}

function zipError(error: unknown, source: string): TraceError {
  if (error instanceof TraceError || isAbort(error)) return asTraceError(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new TraceError('zip-invalid', { source, reason }, error);
}
