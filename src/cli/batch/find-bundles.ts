/** Bundles below a folder of this machine, and what lies beside them. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import { describeBundle, type BundleFacts } from '../../review/batch/describe-bundle.ts';
import { readManifest } from '../../schema/read-manifest.ts';
import { readManifestFile } from '../../trace/manifest-file.ts';
import { openLocal } from '../fs-bundle.ts';

/** A bundle that was found. */
export interface FoundBundle {
  /** Its path from the folder where the search began, `/` between folders. */
  readonly path: string;
  readonly kind: 'directory' | 'zip';
  /** Names of the files in the folder around it. */
  readonly beside: ReadonlySet<string>;
}

const ZIP_END = '.trace.zip';
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * Every bundle below `root` one by one, folders and zips by name, numbers by their value. Nothing is looked for in a bundle,
 * in what begins with a dot, and behind symbolic links.
 */
export async function* findBundles(root: string, below = ''): AsyncGenerator<FoundBundle> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const beside = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  for (const entry of entries.toSorted(
    (a, b) => ORDER.compare(a.name, b.name) || (a.name < b.name ? -1 : 1),
  )) {
    if (entry.name.startsWith('.')) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && entry.name.endsWith(ZIP_END)) yield { path, kind: 'zip', beside };
    if (!entry.isDirectory()) continue;
    if (await isBundle(join(root, path))) yield { path, kind: 'directory', beside };
    else yield* findBundles(root, path);
  }
}

/** Whether a folder is a bundle: a manifest lies at its top. */
export async function isBundle(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, MANIFEST_PATH))).isFile();
  } catch {
    return false;
  }
}

/** A bundle's path without `.trace.zip`: what files beside it are called after. */
export function stemOf(path: string): string {
  return path.endsWith(ZIP_END) ? path.slice(0, -ZIP_END.length) : path;
}

/** What the manifest of a bundle says. Rejects with what opening a bundle and reading its manifest reject with. */
export async function factsOf(place: string): Promise<BundleFacts> {
  const local = await openLocal(place);
  try {
    const { bytes, json } = await readManifestFile(local.source);
    const { manifest } = readManifest(json, local.source.label);
    const zipBytes = local.kind === 'zip' ? (await stat(local.path)).size : undefined;
    return describeBundle(manifest, createHash('sha256').update(bytes).digest('hex'), zipBytes);
  } finally {
    await local.close();
  }
}
