/** Bundles of a batch on disk: the smallest that can be judged. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleFiles, type BundleSpec } from '../../fixtures/build-bundle.ts';
import { zipOf } from '../../bundle/sources.ts';

/** Writes a bundle as a folder, or as a zip where `path` ends with .zip. */
export async function writeBundle(path: string, spec: BundleSpec = {}): Promise<void> {
  const files = bundleFiles(spec);
  if (path.endsWith('.zip')) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await zipOf(files));
    return;
  }
  for (const [name, bytes] of files) {
    const place = join(path, name);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
}

/** A manifest whose bundle differs from others by its title and file alone. */
export function titled(title: string): BundleSpec {
  return {
    files: { 'notes.txt': title },
    manifest: { task: { family: 'bug_fix', title, criteria: [] } },
  };
}
