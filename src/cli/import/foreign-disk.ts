/** Files and folders of this machine's disk, to be imported. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { ForeignFile, unitOf, type ForeignUnit } from '../../importers/foreign.ts';
import { CommandError } from '../command.ts';
import { fileArtifact, isMissing, unreadable } from '../fs-bundle.ts';

/** What lies at `path`: a file, or all files below a folder but symbolic links. Rejects where there is nothing. */
export async function unitAt(path: string): Promise<ForeignUnit> {
  try {
    const place = await realpath(path);
    const info = await stat(place);
    if (!info.isDirectory()) return unitOf(fileAt(place, basename(place), info.size));
    const files = new Map<string, ForeignFile>();
    for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const name = relative(place, file).split(sep).join('/');
      files.set(name, fileAt(file, name, (await stat(file)).size));
    }
    return { label: basename(place), files };
  } catch (error) {
    if (isMissing(error)) throw new CommandError(`${path} does not exist: give a file or folder to import.`);
    throw unreadable(error, path);
  }
}

function fileAt(place: string, path: string, size: number): ForeignFile {
  return new ForeignFile(path, fileArtifact(place, path, size));
}
