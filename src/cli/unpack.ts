/** `playhead unpack`: a .trace.zip → the bundle's folder. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import { openTrace } from '../trace/open-trace.ts';
import { CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { isFree, makeFolders, withNewFolder } from './files.ts';
import { openLocal } from './fs-bundle.ts';

const HELP = `Usage: playhead unpack FILE [options]

Writes the files of a .trace.zip into a folder: those that its manifest lists, and the manifest. The zip is checked as
strictly as when it is shown, and nothing is ever written outside the folder.

  -o, --output DIR   the folder (default: FILE without .trace.zip)
  --force            write into a folder that is not empty, and replace its files`;

export const unpackCommand: Command = {
  name: 'unpack',
  summary: 'write the files of a .trace.zip into a folder',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean', default: false },
    });
    const file = onlyArgument(positionals, 'The .trace.zip file');
    const folder = values.output ?? resolve(file).replace(/(?:\.trace)?\.zip$/i, '');
    if (folder === resolve(file))
      throw new CommandError(`${file} does not end with .zip: name the folder with -o.`);
    await unpackBundle(file, folder, values.force);
    output.print(folder);
    return OK;
  },
};

/** Unpacks `file` into `folder`; a failure before the last byte was read leaves the folder as it was. */
export async function unpackBundle(file: string, folder: string, force = false): Promise<void> {
  if (!force && !(await isFree(folder)))
    throw new CommandError(`${folder} is not empty: choose another folder with -o, or use --force.`);
  const local = await openLocal(file);
  try {
    if (local.kind === 'directory') throw new CommandError(`${file} is a folder: it is unpacked already.`);
    const trace = await openTrace(local.source);
    const paths = [MANIFEST_PATH, ...trace.bundle.files.keys()];
    const fill = async (fresh: string): Promise<void> => {
      // The manifest lists all files but itself.
      await writeFiles(local.source, [MANIFEST_PATH], fresh);
      await writeFiles(trace.bundle, [...trace.bundle.files.keys()], fresh);
    };
    await (force
      ? withNewFolder(folder, fill, (fresh) => moveInto(fresh, folder, paths))
      : withNewFolder(folder, fill));
  } finally {
    await local.close();
  }
}

/** Writes these files of a bundle into a folder that has none of them. Rejects as reading does. */
export async function writeFiles(
  bundle: BundleSource,
  paths: readonly string[],
  folder: string,
): Promise<void> {
  for (const path of paths) {
    const artifact = await bundle.open(path);
    await makeFolders(folder, path.split('/').slice(0, -1));
    const source = Readable.fromWeb((await artifact.stream()) as NodeStream<Uint8Array>);
    await pipeline(source, createWriteStream(join(folder, path), { flags: 'wx' }));
  }
}

async function moveInto(fresh: string, folder: string, paths: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of paths) {
    await makeFolders(folder, dirname(path) === '.' ? [] : dirname(path).split('/'));
    // Renaming replaces a symbolic link of that name instead of following it.
    await rename(join(fresh, path), join(folder, path));
  }
}
