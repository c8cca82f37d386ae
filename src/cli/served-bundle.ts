/** A bundle on disk as a web server gives it out: its manifest and what that lists, and nothing else. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pathRefusal } from '../bundle/bundle-path.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { isEncrypted } from '../bundle/encrypted-name.ts';
import { readManifest } from '../schema/read-manifest.ts';
import { verificationsName } from '../trace/verifications.ts';
import { CommandError } from './command.ts';
import { insideOf, openLocal } from './fs-bundle.ts';

const BUNDLE_FOLDER = 'bundle/';
const BUNDLE_ZIP = 'bundle.trace.zip';
const BUNDLE_ENCRYPTED = 'bundle.trace.enc';
const RECORDS = verificationsName('bundle');

export interface ServedBundle {
  /** What the page opens it as. */
  readonly as: 'trace' | 'batch';
  /** Its path below the server's root. */
  readonly name: string;
  /** The file behind a path of the address; undefined where it is none of the bundle's. */
  find(path: string): Promise<string | undefined>;
}

/** Rejects with a CommandError where there is none. */
export async function servedBundle(path: string): Promise<ServedBundle> {
  if (isEncrypted(path) && (await stat(path)).isFile()) {
    const place = await realpath(path);
    return {
      as: 'trace',
      name: BUNDLE_ENCRYPTED,
      find: (asked) => Promise.resolve(asked === BUNDLE_ENCRYPTED ? place : undefined),
    };
  }
  const local = await openLocal(path);
  await local.close();
  const root = local.path;
  const records = verificationsName(root);
  // The one file beside it that the page may ask for.
  const beside = (): Promise<string | undefined> => existing(dirname(records), basename(records));
  if (local.kind === 'zip')
    return {
      as: 'trace',
      name: BUNDLE_ZIP,
      find: (asked) =>
        asked === RECORDS ? beside() : Promise.resolve(asked === BUNDLE_ZIP ? root : undefined),
    };
  let listed = await listedFiles(root);
  return {
    as: 'trace',
    name: BUNDLE_FOLDER,
    find: async (asked) => {
      if (asked === RECORDS) return beside();
      if (!asked.startsWith(BUNDLE_FOLDER)) return undefined;
      const file = asked.slice(BUNDLE_FOLDER.length);
      // Whoever opens the trace anew sees the manifest of now, and may read what it lists now.
      if (file === MANIFEST_PATH) listed = await listedFiles(root);
      return listed.has(file) && pathRefusal(file) === undefined ? existing(root, file) : undefined;
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
