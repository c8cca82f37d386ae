/** Every file that lies in a bundle on disk, whatever its manifest says. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { readZipDirectory } from '../bundle/zip-directory.ts';
import { fileBytes, unreadable, type LocalBundle } from './fs-bundle.ts';

/**
 * Paths as a manifest would list them, sorted. In a zip, a folder around the bundle is left out. Rejects with
 * `artifact-unreadable` where the system does not let a folder be listed.
 */
export async function listFiles({ kind, path }: LocalBundle): Promise<readonly string[]> {
  return (kind === 'zip' ? await listZip(path) : await listFolder(path)).toSorted();
}

async function listFolder(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    const { path = root } = error as NodeJS.ErrnoException;
    throw unreadable(error, relative(root, path) || '.');
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function listZip(path: string): Promise<readonly string[]> {
  const file = await fileBytes(path);
  try {
    const names = (await readZipDirectory(file))
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('/'));
    const manifests = names.filter((name) => name === MANIFEST_PATH || name.endsWith(`/${MANIFEST_PATH}`));
    const root = Math.min(...manifests.map((name) => name.length - MANIFEST_PATH.length));
    const folder =
      manifests.find((name) => name.length - MANIFEST_PATH.length === root)?.slice(0, root) ?? '';
    return names.map((name) => (name.startsWith(folder) ? name.slice(folder.length) : name));
  } finally {
    await file.close();
  }
}
