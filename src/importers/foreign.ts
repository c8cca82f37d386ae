/** What a person dropped or named: files of which nobody knows yet what they are. */
import { TraceError } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import type { Artifact } from '../bundle/bundle-source.ts';
import type { ByteSource } from '../bundle/byte-source.ts';
import { blobArtifact } from '../bundle/directory-bundle.ts';
import { openForeignZipFile, readZipFiles } from '../bundle/zip-files.ts';

/** Bytes at the beginning by which a file is told. */
const HEAD_BYTES = 64 * 1024;
/** Largest file that is read whole as text, in bytes: longer ones no engine holds in one string. */
const MAX_TEXT_BYTES = 384 * 1024 * 1024;
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];

/** One file; its beginning is read once. */
export class ForeignFile {
  /** From the root of the unit, `/` between folders; no bundle path yet. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Its bytes, to be taken over as they are. */
  readonly artifact: Artifact & { readonly size: number };
  /** The same, where it is one that the browser holds. */
  readonly blob: Blob | undefined;
  readonly #head: Lazy<Uint8Array>;
  readonly #zipped: Lazy<ReadonlyMap<string, ForeignFile>>;

  /** `artifact`: one that knows its size; `same`: this file under another path, of which nothing is read again. */
  constructor(path: string, artifact: Artifact & { readonly size: number }, blob?: Blob, same?: ForeignFile) {
    this.path = path;
    this.blob = blob;
    this.size = artifact.size;
    this.artifact = artifact;
    this.#head = same ? same.#head : new Lazy(() => artifact.read(0, Math.min(artifact.size, HEAD_BYTES)));
    this.#zipped = same ? same.#zipped : new Lazy(() => filesOfZip(this));
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** Its first 64 KiB, or all of it. */
  head(): Promise<Uint8Array> {
    return this.#head.get();
  }

  /** Its first 64 KiB as text without a byte order mark; a character that is cut off at the end is U+FFFD. */
  async headText(): Promise<string> {
    return new TextDecoder().decode(await this.head());
  }

  /** All of it as UTF-8 without a byte order mark. Rejects with `import-too-large`, and as reading does. */
  async text(signal?: AbortSignal): Promise<string> {
    if (this.size > MAX_TEXT_BYTES)
      throw new TraceError('import-too-large', { path: this.path, bytes: this.size, limit: MAX_TEXT_BYTES });
    return new TextDecoder().decode(await this.artifact.bytes(signal));
  }

  /** The same file, of a unit that holds it by another path. */
  at(path: string): ForeignFile {
    return new ForeignFile(path, this.artifact, this.blob, this);
  }

  /** Its bytes [start, end), as a file of their own. */
  part(path: string, start: number, end: number): ForeignFile {
    const blob = this.blob?.slice(start, end);
    if (blob) return new ForeignFile(path, blobArtifact(blob, path), blob);
    const read: Artifact['read'] = (from, to, signal) =>
      this.artifact.read(start + from, Math.min(start + to, end), signal);
    const size = end - start;
    const copy = async (signal?: AbortSignal): Promise<Artifact> =>
      blobArtifact(new Blob([(await read(0, size, signal)) as BlobPart]), path);
    return new ForeignFile(path, {
      path,
      size,
      read,
      bytes: (signal) => read(0, size, signal),
      stream: async (signal) => (await copy(signal)).stream(),
      direct: false,
      url: async (mediaType, signal) => (await copy(signal)).url(mediaType),
    });
  }

  /** True where it begins as a zip does. */
  async isZip(): Promise<boolean> {
    const head = await this.head();
    return ZIP_MAGIC.every((byte, index) => head[index] === byte);
  }

  /** The files of this zip by name. Rejects with `zip-invalid`, `zip-limit` or `path-refused`. */
  zipped(): Promise<ReadonlyMap<string, ForeignFile>> {
    return this.#zipped.get();
  }
}

/** Files that are told, and imported, together: one by itself, or those of a folder. */
export interface ForeignUnit {
  /** What people call it: the name of the file or folder. */
  readonly label: string;
  /** By path, which is also the file's. */
  readonly files: ReadonlyMap<string, ForeignFile>;
}

/** A unit of one file, under its name. */
export function unitOf(file: ForeignFile): ForeignUnit {
  return { label: file.name, files: new Map([[file.path, file]]) };
}

/** The file of a unit that has just one; undefined for any other. */
export function onlyFile({ files }: ForeignUnit): ForeignFile | undefined {
  const [only] = files.values();
  return files.size === 1 ? only : undefined;
}

/** The file of a unit that was told to be one. Throws `internal` for any other. */
export function fileOf(unit: ForeignUnit): ForeignFile {
  const file = onlyFile(unit);
  if (!file) throw new TraceError('internal', { reason: `${unit.label} is not one file` });
  return file;
}

async function filesOfZip({ artifact, name, size }: ForeignFile): Promise<ReadonlyMap<string, ForeignFile>> {
  const source: ByteSource = {
    label: name,
    size: () => Promise.resolve(size),
    read: (start, end, reading) => artifact.read(start, end, reading),
  };
  const files = new Map<string, ForeignFile>();
  for (const [path, entry] of await readZipFiles(source)) {
    const open = (): Promise<Artifact> => openForeignZipFile(source, entry, path);
    files.set(path, new ForeignFile(path, lazyArtifact(path, entry.size, open)));
  }
  return files;
}

/** A file that is opened when something of it is first wanted: to list a zip, none needs to be. */
function lazyArtifact(
  path: string,
  size: number,
  open: () => Promise<Artifact>,
): Artifact & { readonly size: number } {
  const opened = new Lazy(open);
  return {
    path,
    size,
    bytes: async (signal) => (await opened.get()).bytes(signal),
    stream: async (signal) => (await opened.get()).stream(signal),
    read: async (start, end, signal) => (await opened.get()).read(start, end, signal),
    direct: false,
    url: async (mediaType, signal) => (await opened.get()).url(mediaType, signal),
  };
}
