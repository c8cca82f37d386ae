import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleFiles, type BundleSpec } from '../../fixtures/build-bundle.ts';

/** Writes a small bundle into `folder`, and gives that. */
export async function writeBundle(folder: string, spec: BundleSpec): Promise<string> {
  for (const [path, bytes] of bundleFiles(spec)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}
