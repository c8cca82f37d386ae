/** The files of a zip, each opened by itself. */
import { TraceError, asTraceError, isAbort } from '../base/errors.ts';
import { nextTurn } from '../base/pause.ts';
import { Shared } from '../base/shared.ts';
import { blobUrl, collect, type Artifact } from './bundle-source.ts';
import type { ByteSource } from './byte-source.ts';
import { startedStream } from './byte-stream.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { entryBytes, findData, isPlain, isStored, OF_FOREIGN, packedBytes, packingOf } from './zip-entry.ts';

/** A deflated entry may not grow by more than this … */
const MAX_RATIO = 300;
/** … once it is larger than this many bytes. */
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
/** Encryption of the old kind, of the new one, and of the table of contents (APPNOTE 4.4.4). */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

/**
 * The files of a zip by name, from its table of contents, which is read once. Rejects with `zip-invalid`, `zip-limit`, and
 * with `path-refused` for a name that does harm.
 */
export async function readZipFiles(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const listed = await readZipDirectory(source, signal);
  // The names are looked through in a task of their own: there may be tens of thousands.
  await nextTurn();
  return filesOf(listed);
}

/** Opens a file of a zip as `path`. Rejects with `zip-invalid` or `zip-limit` for one that is not honest. */
export async function openZipFile(
  source: ByteSource,
  entry: ZipEntry,
  path: string,
  signal?: AbortSignal,
): Promise<Artifact> {
  return zipArtifact(source, entry, path, await findData(source, entry, signal));
}

/** The same of a zip that another program made, which may be packed by Zstandard. */
export async function openForeignZipFile(
  source: ByteSource,
  entry: ZipEntry,
  path: string,
  signal?: AbortSignal,
): Promise<Artifact> {
  checkEntry(source.label, entry);
  return zipArtifact(source, entry, path, await findData(source, entry, signal, OF_FOREIGN));
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
export function checkEntry(label: string, entry: ZipEntry): void {
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
    ...(isPlain(entry) && {
      packed: async (signal) => ({
        packing: packingOf(source.label, entry),
        packedSize: entry.packedSize,
        stream: await startedStream(packedBytes(source, entry, data, signal)),
      }),
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
