/** A bundle on disk as a web server gives it out: its manifest and what that lists, and nothing else. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pathRefusal } from '../bundle/bundle-path.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { bundleStem } from '../bundle/bundle-stem.ts';
import { isEncrypted } from '../bundle/encrypted-name.ts';
import { reviewPath } from '../review/review-name.ts';
import { readManifest } from '../schema/read-manifest.ts';
import { verificationsName } from '../trace/verifications.ts';
import { CommandError } from './command.ts';
import { insideOf, openLocal } from './fs-bundle.ts';

const PLACE = 'bundle/';

export interface ServedBundle {
  /** What the page opens it as. */
  readonly as: 'trace' | 'batch';
  /** Its path below the server's root, as an address has it. */
  readonly name: string;
  /** The file behind a path of the address; undefined where it is none of the bundle's. */
  find(path: string): Promise<string | undefined>;
}

/** The bundle by its own name, which files beside it go by. Rejects with a CommandError where there is none. */
export async function servedBundle(path: string): Promise<ServedBundle> {
  if (isEncrypted(path) && (await stat(path)).isFile()) return servedFile(await realpath(path), '.trace.enc');
  const local = await openLocal(path);
  await local.close();
  const root = local.path;
  if (local.kind === 'zip') return servedFile(root, '.trace.zip');
  let listed = await listedFiles(root);
  const folder = `${PLACE}${bundleStem(root)}/`;
  return served(root, '/', async (asked) => {
    if (!asked.startsWith(folder)) return undefined;
    const file = asked.slice(folder.length);
    // Whoever opens the trace anew sees the manifest of now, and may read what it lists now.
    if (file === MANIFEST_PATH) listed = await listedFiles(root);
    return listed.has(file) && pathRefusal(file) === undefined ? existing(root, file) : undefined;
  });
}

function servedFile(place: string, ending: string): ServedBundle {
  const name = PLACE + bundleStem(place) + ending;
  return served(place, ending, (asked) => Promise.resolve(asked === name ? place : undefined));
}

/** With the two files beside it that the page may ask for: its re-runs and its reviews. */
function served(root: string, ending: string, find: ServedBundle['find']): ServedBundle {
  const stem = bundleStem(root);
  const beside = new Map([verificationsName, reviewPath].map((of) => [PLACE + of(stem), of(root)]));
  return {
    as: 'trace',
    name: PLACE + encodeURIComponent(stem) + ending,
    find: (asked) => {
      const path = beside.get(asked);
      return path === undefined ? find(asked) : existing(dirname(path), basename(path));
    },
  };
}

/** The manifest and the files that it lists. A manifest that cannot be read is served alone: the app says what is wrong. */
export async function listedFiles(root: string): Promise<ReadonlySet<string>> {
  const place = await existing(root, MANIFEST_PATH);
  if (place === undefined)
    throw new CommandError(`${root} holds no ${MANIFEST_PATH}: give the folder that has it at its top.`);
  try {
    const { manifest } = readManifest(JSON.parse(await readFile(place, 'utf8')) as unknown, root);
    return new Set([MANIFEST_PATH, ...manifest.files.map((file) => file.path)]);
  } catch {
    return new Set([MANIFEST_PATH]);
  }
}

/** A file below `root`, symbolic links that lead out excluded; undefined where there is none. */
export async function existing(root: string, path: string): Promise<string | undefined> {
  try {
    const place = await insideOf(root, path);
    return place !== undefined && (await stat(place)).isFile() ? place : undefined;
  } catch {
    // Refused or unreadable: for the network, both are "not there".
    return undefined;
  }
}
