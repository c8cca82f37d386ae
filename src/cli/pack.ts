/** `playhead pack`: a bundle's folder → one .trace.zip. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { TraceError } from '../base/errors.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { writeZip, type ZipItem } from '../bundle/zip-write.ts';
import { openTrace } from '../trace/open-trace.ts';
import { CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { exists } from './files.ts';
import { fsBundle, openLocal } from './fs-bundle.ts';
import { problemLines } from './report.ts';
import { validateBundle } from './validate-bundle.ts';

const HELP = `Usage: playhead pack DIR [options]

Puts a bundle's folder into one file. Equal content gives equal bytes: the manifest first, the other files by path,
media stored, text deflated, no dates. Only what the manifest lists is packed.

  -o, --output FILE   the file (default: DIR.trace.zip)
  --force             pack it even if it is not valid, and replace FILE`;

export const packCommand: Command = {
  name: 'pack',
  summary: 'put a bundle into one .trace.zip file',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean', default: false },
    });
    const folder = onlyArgument(positionals, 'The folder of the bundle');
    const { problems, valid } = await validateBundle(folder);
    if (!valid) {
      for (const line of problemLines(problems)) output.warn(line);
      if (!values.force)
        throw new CommandError(`${folder} is not valid, and is not packed: mend it, or use --force.`);
    }
    const file = values.output ?? join(dirname(resolve(folder)), `${basename(resolve(folder))}.trace.zip`);
    await packBundle(folder, file, values.force);
    output.print(file);
    return OK;
  },
};

/** Writes the bundle in `folder` to `file`; a failure leaves no file behind. */
export async function packBundle(folder: string, file: string, replace = false): Promise<void> {
  const local = await openLocal(folder);
  await local.close();
  if (local.kind === 'zip') throw new CommandError(`${folder} is a file: give the folder of a bundle.`);
  const items = await itemsOf(local.path);
  const partial = `${file}.${process.pid}.partial`;
  try {
    // 'wx' never follows or overwrites what somebody else put there.
    await writeZip(
      items,
      Writable.toWeb(createWriteStream(partial, { flags: 'wx' })) as WritableStream<Uint8Array>,
    );
    if (!replace && (await exists(file)))
      throw new CommandError(
        `${file} exists already: choose another name with -o, or replace it with --force.`,
      );
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function itemsOf(folder: string): Promise<readonly ZipItem[]> {
  const source = fsBundle(folder);
  const { manifest } = await openTrace(source);
  const listed = [{ path: MANIFEST_PATH, media_type: 'application/json' }, ...manifest.files];
  return Promise.all(
    listed.map(async ({ path, media_type }) => {
      const artifact = await source.open(path);
      if (artifact.size === undefined) throw new TraceError('internal', { reason: `${path} has no size` });
      return { path, bytes: artifact.size, mediaType: media_type, stream: () => artifact.stream() };
    }),
  );
}
