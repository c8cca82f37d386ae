/** Every file that lies in a bundle on disk, whatever its manifest says. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listZip } from '../bundle/zip-listing.ts';
import { fileBytes, unreadable, type LocalBundle } from './fs-bundle.ts';

/**
 * Paths as a manifest would list them, sorted. In a zip, a folder around the bundle is left out. Rejects with
 * `artifact-unreadable` where the system does not let a folder be listed.
 */
export async function listFiles({ kind, path }: LocalBundle): Promise<readonly string[]> {
  return (kind === 'zip' ? await listZipAt(path) : await listFolder(path)).toSorted();
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

async function listZipAt(path: string): Promise<readonly string[]> {
  const file = await fileBytes(path);
  try {
    return await listZip(file);
  } finally {
    await file.close();
  }
}
