/** Ways in: an address, picked files, a drop. Each ends in a BundleSource. */
import { describeTrouble } from '../base/describe-error.ts';
import { TraceError } from '../base/errors.ts';
import { append } from '../base/long-lists.ts';
import { withoutSecrets } from '../base/signed-address.ts';
import { collect, MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES } from '../bundle/byte-cache.ts';
import { blobBytes, type ByteSource } from '../bundle/byte-source.ts';
import { cachedBytes } from '../bundle/cached-bytes.ts';
import { isCompanion } from '../bundle/companion-name.ts';
import { Connection } from '../bundle/connection.ts';
import { directoryBundle, filesBundle } from '../bundle/directory-bundle.ts';
import { isEncrypted } from '../bundle/encrypted-name.ts';
import { httpBytes } from '../bundle/http.ts';
import { bundleAddress } from './allowed-origins.ts';
import type { DroppedTrace } from './import/import-dropped.ts';
import type { DroppedFile } from './import/import-service.ts';
import type { AskKey } from './key-question.ts';
import type { MappingText } from './mappings/mapping-text.ts';

/** What `window.playhead.load` and the open dialog take: an address, a zip, or the files of a folder. */
export type TraceInput = string | URL | File | readonly File[];

/** Addresses of files that are no bundles: a folder's name may end in anything, but hardly so. */
const FOREIGN_END = /\.(?:cast|json|jsonl|ndjson|traj|eval|har|xml|sarif|vtt|srt|diff|patch)$/i;

/** Of a file that is downloaded whole to be imported, in bytes. */
const MAX_DOWNLOAD = 512 * 1024 * 1024;

/** What it is called while it is opened. */
export function labelOf(input: TraceInput): string {
  if (typeof input === 'string' || input instanceof URL) return withoutSecrets(String(input));
  if (input instanceof File) return input.name;
  return input[0]?.webkitRelativePath.split('/')[0] ?? 'the chosen files';
}

/** The address of an input that has one. Throws `source-refused` for one that is not allowed. */
export function addressOfInput(input: TraceInput): URL | undefined {
  return typeof input === 'string' || input instanceof URL ? bundleAddress(String(input)) : undefined;
}

/** How a bundle is looked for. */
export interface FindOptions {
  /** Asks for the key of an encrypted bundle; without it, one that no known key opens is refused. */
  readonly ask?: AskKey | undefined;
  /** As in `HttpOptions`, for what comes from an address. */
  readonly fresh?: boolean;
  /** Takes what was chosen where that is several traces, and gives up the one that is looked for; without it, they are refused. */
  readonly onMany?: ((traces: readonly DroppedTrace[], label: string) => void) | undefined;
  /** Takes mappings that were chosen alone, and gives up the trace that is looked for; without it, they are refused. */
  readonly onMappings?: ((mappings: readonly MappingText[]) => void) | undefined;
  /** By which what is no bundle is imported, and by nothing else. */
  readonly mapping?: MappingText | undefined;
}

/** What of it is no bundle is imported. Rejects with why it cannot be opened. */
export async function findBundle(
  input: TraceInput,
  progress: (note: string) => void,
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<BundleSource> {
  if (typeof input === 'string' || input instanceof URL)
    return fromAddress(bundleAddress(String(input)), progress, signal, options);
  const files = input instanceof File ? [input] : input;
  return fromFiles(
    files.map((file) => [file.webkitRelativePath || file.name, file] as const),
    progress,
    signal,
    options,
  );
}

/** `files`: by their paths, as they were dropped or picked. */
export async function fromFiles(
  files: readonly DroppedFile[],
  progress: (note: string) => void,
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<BundleSource> {
  const [only] = files;
  if (files.length === 1 && only && !only[0].includes('/') && only[0] !== MANIFEST_PATH)
    return fromFile(only, progress, signal, options);
  return fromFolder(files) ?? imported(folderOf(files), withoutFolder(files), progress, signal, options);
}

async function fromAddress(
  url: URL,
  progress: (note: string) => void,
  signal: AbortSignal,
  options: FindOptions,
): Promise<BundleSource> {
  const { ask, fresh = false } = options;
  const connection = new Connection();
  const encrypted = isEncrypted(url.pathname);
  const whole = async (): Promise<BundleSource> => {
    progress('Downloading it');
    const name = url.pathname.split('/').at(-1) ?? '';
    const bytes = await collect(downloaded(httpBytes(url, { connection, fresh }).all(signal), name));
    return imported(name, [[name, new Blob([bytes as BlobPart])]], progress, signal, options);
  };
  if (FOREIGN_END.test(url.pathname) && !url.pathname.endsWith(`/${MANIFEST_PATH}`)) return whole();
  const zipped = encrypted || url.pathname.endsWith('.zip');
  const note = zipped ? 'Reading the table of contents' : 'Reading the manifest';
  // Also after this: the manifest is still to come.
  connection.subscribe(() => progress(describeTrouble(connection.trouble()?.error) ?? note));
  if (zipped) {
    progress(note);
    const file = httpBytes(url, { connection, fresh });
    const bytes = encrypted ? await unlocked(file, signal, ask, url.href) : file;
    const bundle = await openZip(
      cachedBytes(bytes, new ByteCache(CACHE_BYTES)),
      signal,
      encrypted ? undefined : whole,
    );
    return { ...bundle, connection };
  }
  // `folder`, `folder/` and `folder/trace_schema_v2.json` all mean the folder.
  const root = new URL(url);
  if (root.pathname.endsWith(`/${MANIFEST_PATH}`))
    root.pathname = root.pathname.slice(0, -MANIFEST_PATH.length);
  if (!root.pathname.endsWith('/')) root.pathname += '/';
  return directoryBundle(root, { connection, fresh });
}

async function fromFile(
  file: DroppedFile,
  progress: (note: string) => void,
  signal: AbortSignal,
  options: FindOptions,
): Promise<BundleSource> {
  const [name, blob] = file;
  const bytes = blobBytes(blob, name);
  const foreign = (): Promise<BundleSource> => imported(name, [file], progress, signal, options);
  progress('Reading the table of contents');
  if (isEncrypted(name))
    return openZip(
      cachedBytes(await unlocked(bytes, signal, options.ask), new ByteCache(CACHE_BYTES)),
      signal,
    );
  return name.endsWith('.zip') ? openZip(bytes, signal, foreign) : foreign();
}

/** Rejects with `import-too-large`. */
async function* downloaded(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_DOWNLOAD) throw new TraceError('import-too-large', { path, bytes, limit: MAX_DOWNLOAD });
    yield chunk;
  }
}

/** What decrypts loads only when something is encrypted. */
async function unlocked(
  file: ByteSource,
  signal: AbortSignal,
  ask: AskKey | undefined,
  address?: string,
): Promise<ByteSource> {
  const { unlock } = await import('./unlock.ts');
  return unlock(file, signal, ask, address);
}

/** The zip reader loads only when a zip is opened. `foreign`: opens a zip that is no bundle. */
async function openZip(
  bytes: ByteSource,
  signal: AbortSignal,
  foreign?: () => Promise<BundleSource>,
): Promise<BundleSource> {
  const { zipBundle } = await import('../bundle/zip-bundle.ts');
  try {
    return await zipBundle(bytes, signal);
  } catch (error) {
    if (foreign && error instanceof TraceError && error.code === 'manifest-missing') return foreign();
    throw error;
  }
}

/** What imports loads only when something is to be imported. */
async function imported(
  label: string,
  files: readonly DroppedFile[],
  progress: (note: string) => void,
  signal: AbortSignal,
  { onMany, onMappings, mapping }: FindOptions,
): Promise<BundleSource> {
  const { importDropped } = await import('./import/import-dropped.ts');
  const { traces, mappings } = await importDropped(label, files, mapping, progress, signal);
  signal.throwIfAborted();
  const [only] = traces;
  if (!only && mappings.length > 0) {
    if (!onMappings) throw new TraceError('mapping-alone', { source: label });
    onMappings(mappings);
    throw new TraceError('aborted', {});
  }
  if (!only) throw new TraceError('manifest-missing', { source: label });
  if (traces.length === 1) return only.open(signal);
  // What is open stays where nothing can take its place.
  if (only.refused && traces.every(({ refused }) => refused)) throw only.refused;
  if (!onMany) throw new TraceError('traces-several', { source: label, count: traces.length });
  onMany(traces, label);
  throw new TraceError('aborted', {});
}

/** `files`: paths from the dropped or picked folder. The bundle is where the topmost manifest lies; undefined: there is none, or other things lie beside it. */
function fromFolder(files: readonly DroppedFile[]): BundleSource | undefined {
  const roots = files
    .map(([path]) => path)
    .filter((path) => path === MANIFEST_PATH || path.endsWith(`/${MANIFEST_PATH}`))
    .map((path) => path.slice(0, -MANIFEST_PATH.length))
    .sort((a, b) => a.length - b.length);
  const [root] = roots;
  if (root === undefined || files.some(([path]) => !path.startsWith(root) && !isCompanion(path)))
    return undefined;
  const inside = files
    .filter(([path]) => path.startsWith(root))
    .map(([path, file]) => [path.slice(root.length), file] as const);
  return filesBundle(new Map(inside), root === '' ? folderOf(files) : root.slice(0, -1));
}

function folderOf(files: readonly DroppedFile[]): string {
  return files[0]?.[0].split('/')[0] ?? 'The drop';
}

/** Without the one folder that all lie in, which is what was dropped. */
function withoutFolder(files: readonly DroppedFile[]): readonly DroppedFile[] {
  const folder = `${folderOf(files)}/`;
  if (!files.every(([path]) => path.startsWith(folder))) return files;
  return files.map(([path, file]) => [path.slice(folder.length), file]);
}

/** The files of a drop with their paths; folders are walked. Call it within the drop event, whose data dies with it. */
export async function droppedFiles(
  data: DataTransfer,
): Promise<readonly (readonly [path: string, file: File])[]> {
  const lists = [...data.items].map(async (item) => {
    const entry = item.webkitGetAsEntry();
    if (entry) return walk(entry);
    // What a script or another program drops is no entry of the file system.
    const file = item.getAsFile();
    return file ? [[file.name, file] as const] : [];
  });
  return (await Promise.all(lists)).flat();
}

async function walk(entry: FileSystemEntry): Promise<readonly (readonly [path: string, file: File])[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry))
    return [[path, await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]];
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const found: (readonly [string, File])[] = [];
  // readEntries gives at most a hundred at a time, and an empty list at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return found;
    append(found, (await Promise.all(batch.map(walk))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
