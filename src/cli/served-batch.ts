/** A batch on disk as a web server gives it out: its file, the bundles that it lists, and what lies beside them. */
import { basename, join } from 'node:path';
import { pathRefusal } from '../bundle/bundle-path.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { pathOf } from '../review/batch/href.ts';
import { REVIEW_END } from '../review/review-name.ts';
import { SIGNOFF_NAME } from '../review/sign/signoff-name.ts';
import { VERIFICATIONS_END } from '../trace/verifications.ts';
import { loadBatch } from './batch/batch-disk.ts';
import { stemOf } from './batch/find-bundles.ts';
import { existing, listedFiles, type ServedBundle } from './served-bundle.ts';

const BATCH_FOLDER = 'batch/';

/** What may be read of a batch. */
interface Listed {
  /** Paths of single files, from the batch's folder. */
  readonly files: ReadonlySet<string>;
  /** Paths of bundles that are folders, each with `/` at its end. */
  readonly folders: ReadonlySet<string>;
}

/** Rejects with `batch-invalid`, and with what reading the file rejects with. */
export async function servedBatch(path: string): Promise<ServedBundle> {
  const { folder } = await loadBatch(path);
  const name = basename(path);
  let listed = await listOf(path);
  /** Of a bundle that is a folder, what its manifest lists. */
  const manifests = new Map<string, Promise<ReadonlySet<string>>>();
  return {
    as: 'batch',
    name: BATCH_FOLDER + encodeURIComponent(name),
    find: async (asked) => {
      if (!asked.startsWith(BATCH_FOLDER)) return undefined;
      const file = asked.slice(BATCH_FOLDER.length);
      // Whoever opens the batch anew sees what it lists now.
      if (file === name) listed = await listOf(path);
      if (file === name || listed.files.has(file)) return existing(folder, file);
      const [bundle] = [...parents(file)].filter((parent) => listed.folders.has(parent));
      if (bundle === undefined) return undefined;
      const root = join(folder, ...bundle.split('/'));
      const inside = file.slice(bundle.length);
      if (inside === MANIFEST_PATH || !manifests.has(bundle)) manifests.set(bundle, listedFiles(root));
      const allowed = await manifests.get(bundle);
      return allowed?.has(inside) && pathRefusal(inside) === undefined ? existing(root, inside) : undefined;
    },
  };
}

async function listOf(path: string): Promise<Listed> {
  const { batch } = await loadBatch(path);
  // Beside the batch there may be its sign-off, and beside each bundle what is said of it, listed or not.
  const files = new Set<string>([SIGNOFF_NAME]);
  const folders = new Set<string>();
  for (const { href, review, verifications, poster } of batch.traces) {
    if (href.endsWith('/')) folders.add(`${pathOf(href)}/`);
    else files.add(pathOf(href));
    const stem = stemOf(pathOf(href));
    files.add(stem + REVIEW_END).add(stem + VERIFICATIONS_END);
    for (const beside of [review, verifications, poster]) if (beside !== undefined) files.add(pathOf(beside));
  }
  return { files, folders };
}

/** Every folder that a path leads through, with `/` at its end. */
function* parents(path: string): Generator<string> {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) yield path.slice(0, at + 1);
}
