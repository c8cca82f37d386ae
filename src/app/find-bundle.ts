/** Ways in: an address, picked files, a drop. Each ends in a BundleSource. */
import { describeTrouble } from '../base/describe-error.ts';
import { TraceError } from '../base/errors.ts';
import { withoutSecrets } from '../base/signed-address.ts';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import { ByteCache, CACHE_BYTES } from '../bundle/byte-cache.ts';
import { blobBytes, type ByteSource } from '../bundle/byte-source.ts';
import { cachedBytes } from '../bundle/cached-bytes.ts';
import { Connection } from '../bundle/connection.ts';
import { directoryBundle, filesBundle } from '../bundle/directory-bundle.ts';
import { isEncrypted } from '../bundle/encrypted-name.ts';
import { httpBytes } from '../bundle/http.ts';
import { bundleAddress } from './allowed-origins.ts';
import type { AskKey } from './key-question.ts';

/** What `window.playhead.load` and the open dialog take: an address, a zip, or the files of a folder. */
export type TraceInput = string | URL | File | readonly File[];

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

/**
 * `ask`: for the key of an encrypted bundle; without it, one that no known key opens is refused. `fresh`: as in `HttpOptions`,
 * for what comes from an address.
 */
export async function findBundle(
  input: TraceInput,
  progress: (note: string) => void,
  signal: AbortSignal,
  ask?: AskKey,
  fresh = false,
): Promise<BundleSource> {
  if (typeof input === 'string' || input instanceof URL)
    return fromAddress(bundleAddress(String(input)), progress, signal, { ask, fresh });
  if (input instanceof File) return fromFile(input, progress, signal, ask);
  const [only] = input;
  if (input.length === 1 && only && only.name !== MANIFEST_PATH) return fromFile(only, progress, signal, ask);
  return fromFolder(input.map((file) => [file.webkitRelativePath || file.name, file] as const));
}

async function fromAddress(
  url: URL,
  progress: (note: string) => void,
  signal: AbortSignal,
  { ask, fresh }: { readonly ask: AskKey | undefined; readonly fresh: boolean },
): Promise<BundleSource> {
  const connection = new Connection();
  const encrypted = isEncrypted(url.pathname);
  const zipped = encrypted || url.pathname.endsWith('.zip');
  const note = zipped ? 'Reading the table of contents' : 'Reading the manifest';
  // Also after this: the manifest is still to come.
  connection.subscribe(() => progress(describeTrouble(connection.trouble()?.error) ?? note));
  if (zipped) {
    progress(note);
    const file = httpBytes(url, { connection, fresh });
    const bytes = encrypted ? await unlocked(file, signal, ask, url.href) : file;
    const bundle = await openZip(cachedBytes(bytes, new ByteCache(CACHE_BYTES)), signal);
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
  file: File,
  progress: (note: string) => void,
  signal: AbortSignal,
  ask: AskKey | undefined,
): Promise<BundleSource> {
  progress('Reading the table of contents');
  const bytes = blobBytes(file, file.name);
  if (!isEncrypted(file.name)) return openZip(bytes, signal);
  return openZip(cachedBytes(await unlocked(bytes, signal, ask), new ByteCache(CACHE_BYTES)), signal);
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

/** The zip reader loads only when a zip is opened. */
async function openZip(bytes: ByteSource, signal: AbortSignal): Promise<BundleSource> {
  const { zipBundle } = await import('../bundle/zip-bundle.ts');
  return zipBundle(bytes, signal);
}

/** `files`: paths from the dropped or picked folder. The bundle is where the topmost manifest lies. */
export function fromFolder(files: readonly (readonly [path: string, file: File])[]): BundleSource {
  const manifests = files
    .map(([path]) => path)
    .filter((path) => path === MANIFEST_PATH || path.endsWith(`/${MANIFEST_PATH}`))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  const [manifest] = manifests;
  const label = files[0]?.[0].split('/')[0] ?? 'The drop';
  if (manifest === undefined) throw new TraceError('manifest-missing', { source: label });
  const root = manifest.slice(0, -MANIFEST_PATH.length);
  const inside = files
    .filter(([path]) => path.startsWith(root))
    .map(([path, file]) => [path.slice(root.length), file] as const);
  return filesBundle(new Map(inside), root === '' ? label : root.slice(0, -1));
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
    found.push(...(await Promise.all(batch.map(walk))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
