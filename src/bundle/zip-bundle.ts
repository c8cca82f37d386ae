import { TraceError } from '../base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from './bundle-source.ts';
import { pathRefusal } from './bundle-path.ts';
import type { ByteSource } from './byte-source.ts';
import type { ZipEntry } from './zip-directory.ts';
import { checkEntry, openZipFile, readZipFiles } from './zip-files.ts';

/**
 * A `.trace.zip`, read by ranges: its table of contents once, then each entry when it is opened. A bundle may stand
 * in one folder inside the zip. Names that do harm refuse the zip; others that no manifest can list, such as those
 * that an operating system adds, are left out. Rejects with `zip-invalid`, `zip-limit`, `path-refused` or
 * `manifest-missing`.
 */
export async function zipBundle(source: ByteSource, signal?: AbortSignal): Promise<BundleSource> {
  const all = await readZipFiles(source, signal);
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
      return openZipFile(source, entry, path, openSignal);
    },
  };
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
