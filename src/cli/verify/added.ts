/** What is laid into each tree beside what its repository holds, as packages that are installed: `--add PLACE=PATH`. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { VerificationAdded } from '../../schema/generated/types.ts';
import { badArguments, CommandError } from '../command.ts';
import { exists, fingerprint, makeFolders } from '../files.ts';

/** Something of the caller's that is copied to `place` in the first repository's tree. */
export interface Addition {
  readonly place: string;
  readonly path: string;
}

/** Reads `PLACE=PATH`. Throws `bad-arguments` for a place outside the tree. */
export function additionOf(text: string): Addition {
  const [place = '', ...rest] = text.split('=');
  const path = rest.join('=');
  const parts = place.split('/');
  if (path === '' || parts.some((part) => part === '' || part === '.' || part === '..' || part === '.git'))
    throw badArguments(
      `--add takes PLACE=PATH, as node_modules=/srv/modules, with a place inside the tree, not ${JSON.stringify(text)}`,
    );
  return { place, path: resolve(path) };
}

/** What it is, by content. Rejects where it does not exist. */
export async function describeAddition({ place, path }: Addition): Promise<VerificationAdded> {
  if (!(await exists(path))) throw new CommandError(`${path} does not exist: check --add.`);
  const lines: string[] = [];
  for (const file of await filesBelow(path)) {
    const name = relative(path, file).split(sep).join('/');
    const isLink = (await lstat(file)).isSymbolicLink();
    lines.push(
      isLink ? `link  ${name}  ${await readlink(file)}` : `${(await fingerprint(file)).sha256}  ${name}`,
    );
  }
  const sorted = lines.sort();
  return {
    place,
    sha256: createHash('sha256')
      .update(sorted.map((line) => `${line}\n`).join(''))
      .digest('hex'),
    files: sorted.length,
  };
}

/** Copies it into a tree, links as they are. Rejects where the tree has something there: it could lead out of it. */
export async function lay({ place, path }: Addition, tree: string): Promise<void> {
  const parts = place.split('/');
  await makeFolders(tree, parts.slice(0, -1));
  const to = join(tree, ...parts);
  if (await exists(to))
    throw new CommandError(
      `${place} is in the repository already: nothing is laid over it; choose another --add.`,
    );
  await cp(path, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}

/** Files and links; a folder that a link leads to is not looked into. */
async function filesBelow(path: string): Promise<readonly string[]> {
  if (!(await lstat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}
