/** Every file that lies in a zip, whatever its manifest says. */
import { smallest } from '../base/long-lists.ts';
import { MANIFEST_PATH } from './bundle-source.ts';
import type { ByteSource } from './byte-source.ts';
import { readZipDirectory } from './zip-directory.ts';

/** Paths as a manifest would list them, in the order of the zip; a folder around the bundle is left out. Rejects as `readZipDirectory`. */
export async function listZip(bytes: ByteSource, signal?: AbortSignal): Promise<readonly string[]> {
  const names = (await readZipDirectory(bytes, signal))
    .map(({ name }) => name)
    .filter((name) => !name.endsWith('/'));
  const manifests = names.filter((name) => name === MANIFEST_PATH || name.endsWith(`/${MANIFEST_PATH}`));
  const root = smallest(manifests.map((name) => name.length - MANIFEST_PATH.length));
  const folder = manifests.find((name) => name.length - MANIFEST_PATH.length === root)?.slice(0, root) ?? '';
  return names.map((name) => (name.startsWith(folder) ? name.slice(folder.length) : name));
}
