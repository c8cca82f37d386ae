/** `playhead pack`: a bundle's folder → one .trace.zip. */
import { createWriteStream } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { TraceError } from '../base/errors.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { writeZip, type ZipItem } from '../bundle/zip-write.ts';
import { openTrace } from '../trace/open-trace.ts';
import { COMPANION_TYPE } from './companions.ts';
import { CommandError, OK, onlyArgument, parse, type Command, type Output } from './command.ts';
import { withNewFile } from './files.ts';
import { FRAME_TABLE } from './frame-table-companion.ts';
import { fsBundle, openLocal } from './fs-bundle.ts';
import { accompany, type Wanted } from './pack-companions.ts';
import { problemLines } from './report.ts';
import { OUTLINE } from './sound-outline.ts';
import { validateBundle } from './validate-bundle.ts';

const HELP = `Usage: playhead pack DIR [options]

Puts a bundle's folder into one file. Equal content gives equal bytes: the manifest first, the other files by path,
media stored, text deflated, no dates. Only what the manifest lists is packed.

  -o, --output FILE   the file (default: DIR.trace.zip)
  --peaks             add the outline of each sound that has none, made with ffmpeg: the viewer shows it at once
  --frames            add the frame table of each video that has none: the viewer need not read it through
  --hashes            add the hashes of the parts of large media: what is read of them can be checked part by part
  --force             pack it even if it is not valid, and replace FILE

With --peaks, --frames or --hashes the folder stays as it is, too; what is packed is a bundle of its own, with an id and a digest of
its own`;

export const packCommand: Command = {
  name: 'pack',
  summary: 'put a bundle into one .trace.zip file',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean', default: false },
      peaks: { type: 'boolean', default: false },
      frames: { type: 'boolean', default: false },
      hashes: { type: 'boolean', default: false },
    });
    const folder = onlyArgument(positionals, 'The folder of the bundle');
    const { peaks, frames, hashes } = values;
    const wanted = { companions: [...(peaks ? [OUTLINE] : []), ...(frames ? [FRAME_TABLE] : [])], hashes };
    if (!(await checkFolder(folder, values.force, output))) {
      const first = peaks ? '--peaks' : frames ? '--frames' : hashes ? '--hashes' : undefined;
      if (first !== undefined)
        throw new CommandError(
          `${folder} is not valid, and nothing is added to it: mend it, or leave ${first} out.`,
        );
    }
    const file = values.output ?? join(dirname(resolve(folder)), `${basename(resolve(folder))}.trace.zip`);
    const remarks = await packBundle(folder, file, { replace: values.force, wanted });
    for (const remark of remarks) output.warn(remark);
    output.print(file);
    return OK;
  },
};

/** Whether the bundle in `folder` is valid; where it is not, says why, and rejects unless it is to be packed all the same. */
export async function checkFolder(folder: string, force: boolean, output: Output): Promise<boolean> {
  const { problems, valid } = await validateBundle(folder);
  if (valid) return true;
  for (const line of problemLines(problems)) output.warn(line);
  if (!force) throw new CommandError(`${folder} is not valid, and is not packed: mend it, or use --force.`);
  return false;
}

interface PackOptions {
  readonly replace?: boolean;
  /** What is added to media that lack it; the bundle must be valid. */
  readonly wanted?: Wanted;
}

/** Writes the bundle in `folder` to `file`; a failure leaves no file behind. Gives remarks on what could not be added. */
export async function packBundle(
  folder: string,
  file: string,
  { replace = false, wanted }: PackOptions = {},
): Promise<readonly string[]> {
  // 'wx' never follows or overwrites what somebody else put there.
  return withNewFile(file, replace, (partial) =>
    packInto(folder, () => Writable.toWeb(createWriteStream(partial, { flags: 'wx' })), wanted),
  );
}

/** Writes the bundle in `folder` to what `sink` gives, and closes that. Gives remarks on what could not be added. */
export async function packInto(
  folder: string,
  sink: () => WritableStream<Uint8Array>,
  wanted: Wanted = { companions: [], hashes: false },
): Promise<readonly string[]> {
  const local = await openLocal(folder);
  await local.close();
  if (local.kind === 'zip') throw new CommandError(`${folder} is a file: give the folder of a bundle.`);
  const { items, remarks } = await itemsOf(local.path, wanted);
  await writeZip(items, sink());
  return remarks;
}

interface Items {
  readonly items: readonly ZipItem[];
  readonly remarks: readonly string[];
}

async function itemsOf(folder: string, wanted: Wanted): Promise<Items> {
  const source = fsBundle(folder);
  const { manifest } = await openTrace(source);
  const listed = [{ path: MANIFEST_PATH, media_type: 'application/json' }, ...manifest.files];
  const items = await Promise.all(
    listed.map(async ({ path, media_type }) => {
      const artifact = await source.open(path);
      if (artifact.size === undefined) throw new TraceError('internal', { reason: `${path} has no size` });
      return { path, bytes: artifact.size, mediaType: media_type, stream: () => artifact.stream() };
    }),
  );
  const { manifest: accompanied, added, remarks } = await accompany(folder, manifest, wanted);
  if (!accompanied) return { items, remarks };
  const text = new TextEncoder().encode(`${JSON.stringify(accompanied, null, 2)}\n`);
  const more = [...added].map(([path, bytes]) => itemOf(path, bytes, COMPANION_TYPE));
  const others = items.filter(({ path }) => path !== MANIFEST_PATH);
  return {
    items: [itemOf(MANIFEST_PATH, text, 'application/json'), ...others, ...more],
    remarks,
  };
}

function itemOf(path: string, bytes: Uint8Array, mediaType: string): ZipItem {
  const stream = (): Promise<ReadableStream<Uint8Array>> =>
    Promise.resolve(new Response(bytes.slice()).body ?? new ReadableStream());
  return { path, bytes: bytes.length, mediaType, stream };
}
