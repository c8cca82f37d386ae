/** Bundles on this machine's disk. */
import { constants, createReadStream } from 'node:fs';
import { access, open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isAbort, TraceError } from '../base/errors.ts';
import { checkPath } from '../bundle/bundle-path.ts';
import type { Artifact, BundleSource } from '../bundle/bundle-source.ts';
import type { ByteSource } from '../bundle/byte-source.ts';
import { startedStream } from '../bundle/byte-stream.ts';
import { isEncrypted } from '../bundle/encrypted-name.ts';
import { zipBundle } from '../bundle/zip-bundle.ts';
import { CommandError } from './command.ts';

/** A source that holds a file open until it is closed. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** A bundle from disk. `close()` releases the zip's file. */
export interface LocalBundle {
  readonly kind: 'directory' | 'zip';
  /** Absolute path without symbolic links. */
  readonly path: string;
  readonly source: BundleSource;
  close(): Promise<void>;
}

/** Opens a folder or a `.trace.zip`. Rejects with a CommandError where there is neither. */
export async function openLocal(path: string): Promise<LocalBundle> {
  const place = resolve(path);
  const kind = await kindOf(place);
  if (kind === undefined)
    throw new CommandError(`${path} does not exist: give the folder of a bundle, or a .trace.zip file.`);
  const real = await realpath(place);
  if (kind === 'zip' && isEncrypted(real))
    throw new CommandError(`${path} is encrypted: decrypt it first, with playhead decrypt.`);
  if (kind === 'directory')
    return { kind, path: real, source: fsBundle(real), close: () => Promise.resolve() };
  const file = await fileBytes(real);
  try {
    return { kind, path: real, source: await zipBundle(file), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function kindOf(path: string): Promise<'directory' | 'zip' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'zip';
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A folder on disk. Symbolic links that lead out of it are refused. */
export function fsBundle(root: string): BundleSource {
  return {
    label: basename(resolve(root)),
    open: async (path, signal) => {
      signal?.throwIfAborted();
      checkPath(path);
      const found = await fileIn(root, path);
      if (!found) throw new TraceError('artifact-missing', { path });
      return fileArtifact(found.place, path, found.size);
    },
  };
}

/** A file that may be read; undefined where there is none. Rejects with `path-refused` and `artifact-unreadable`. */
async function fileIn(
  root: string,
  path: string,
): Promise<{ readonly place: string; readonly size: number } | undefined> {
  try {
    const place = await insideOf(root, path);
    if (place === undefined) return undefined;
    const info = await stat(place);
    if (!info.isFile()) return undefined;
    await access(place, constants.R_OK);
    return { place, size: info.size };
  } catch (error) {
    throw unreadable(error, path);
  }
}

/** What reading a file that is there was refused with, as `artifact-unreadable`; an abort, and what has a code, stays. */
export function unreadable(error: unknown, path: string): unknown {
  if (error instanceof TraceError || isAbort(error)) return error;
  const reason = `the system answers ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`;
  return new TraceError('artifact-unreadable', { path, reason }, error);
}

/** Where `path` really lies under `root`; undefined where there is nothing. Rejects with `path-refused`. */
export async function insideOf(root: string, path: string): Promise<string | undefined> {
  try {
    const [base, place] = await Promise.all([realpath(root), realpath(join(root, ...path.split('/')))]);
    if (place.startsWith(base.endsWith(sep) ? base : base + sep)) return place;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  throw new TraceError('path-refused', {
    path,
    reason: 'it is a symbolic link that leads out of the bundle',
  });
}

/** The file at `place`, as `path` of a bundle. */
export function fileArtifact(
  place: string,
  path: string,
  size: number,
): Artifact & { readonly size: number } {
  const read = async (start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> => {
    const file = await fileBytes(place, path).catch((error: unknown) => {
      throw unreadable(error, path);
    });
    try {
      return await file.read(start, end, signal);
    } finally {
      await file.close();
    }
  };
  return {
    path,
    size,
    bytes: (signal) => read(0, size, signal),
    stream: async (signal) => {
      signal?.throwIfAborted();
      return startedStream(piecesOf(place, path, signal));
    },
    read,
    direct: true,
    url: () => Promise.resolve({ href: pathToFileURL(place).href, release: () => undefined }),
  };
}

async function* piecesOf(
  place: string,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* createReadStream(place, signal && { signal }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw unreadable(error, path);
  }
}

/**
 * A file, read in parts: a zip of many gigabytes never sits in memory. Rejects as the system does where it cannot be
 * opened; its reads reject with `artifact-truncated` and `artifact-unreadable`, which name it by `label`.
 */
export async function fileBytes(path: string, label = basename(path)): Promise<FileSource> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    label,
    size: () => Promise.resolve(size),
    read: async (start, end, signal) => {
      signal?.throwIfAborted();
      if (end > size)
        throw new TraceError('artifact-truncated', { path: label, expected: end, actual: size });
      return end <= start ? new Uint8Array() : readFully(handle, start, end, label);
    },
    close: () => handle.close(),
  };
}

/** One read may give less than asked for: a system call ends at 2 GiB. */
async function readFully(handle: FileHandle, start: number, end: number, label: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle
      .read(bytes, filled, bytes.length - filled, start + filled)
      .catch((error: unknown) => {
        throw unreadable(error, label);
      });
    if (bytesRead === 0)
      throw new TraceError('artifact-truncated', { path: label, expected: end, actual: start + filled });
    filled += bytesRead;
  }
  return bytes;
}

/** True for the error of a file that is not there. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
