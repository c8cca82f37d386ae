/** `playhead export`: the viewer and one bundle, for somebody who only looks at it. */
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bundleStem } from '../bundle/bundle-stem.ts';
import { writeZip } from '../bundle/zip-write.ts';
import { collect } from '../bundle/bundle-source.ts';
import { parseReview, writeReview } from '../review/review-file.ts';
import { bundleIdOf } from '../review/review.ts';
import { TraceError } from '../base/errors.ts';
import type { ClientFile } from '../schema/generated/types.ts';
import { clientBundle, type ClientBundle } from '../share/client-bundle.ts';
import {
  checkClient,
  CLIENT_NAME,
  parseClient,
  plainLine,
  withSteps,
  writeClient,
} from '../share/client-file.ts';
import { checkSingleSize, MAX_SINGLE_BYTES, singleFile } from '../share/single-file.ts';
import { openTrace } from '../trace/open-trace.ts';
import type { Trace } from '../trace/trace.ts';
import { badArguments, CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { copyViewer, fillPage } from './export-viewer.ts';
import { isFree, withNewFile, withNewFolder } from './files.ts';
import { openLocal } from './fs-bundle.ts';
import { PACKAGE_ROOT, version } from './version.ts';

/** Of the trace, and of what reviews it, in the folder. */
const TRACE_NAME = 'trace.trace.zip';
const REVIEW_NAME = 'trace.review.json';

const HELP = `Usage: playhead export BUNDLE [options]

Makes what a client gets of a bundle (a folder, or a .trace.zip file): the viewer together with the trace. It only
plays that trace: nothing can be reviewed, corrected or opened in it, and it needs no network.

  -o, --output PATH   the folder (default: NAME-viewer), to be put on any web server; with --single the file (NAME.html)
  --single            one HTML file, which opens from a disk; for traces up to ${MAX_SINGLE_BYTES / 1_000_000} MB
  --client FILE       what is shown, as JSON: a title page, panes, layers and a tour (docs/EXPORT.md); or, without it:
  --title TEXT        the title (default: that of the task)
  --from TEXT         who sends it
  --panes LIST        show these panes only, named with commas between: video, terminal, diff, tests, …
  --layers LIST       put these layers into the copy of the trace, by their ids; the others are not in its bytes
  --without LIST      put all layers but these into it
  --review FILE       show what this file of reviews says
  --force             replace the file`;

/** The command for the app in the folder `app`. */
export const exportWith = (app: string): Command => ({
  name: 'export',
  summary: 'make a folder or one HTML file for a client: the viewer and one trace',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      single: { type: 'boolean', default: false },
      client: { type: 'string' },
      title: { type: 'string' },
      from: { type: 'string' },
      panes: { type: 'string' },
      layers: { type: 'string' },
      without: { type: 'string' },
      review: { type: 'string' },
      force: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The bundle');
    if (values.layers !== undefined && values.without !== undefined)
      throw badArguments('--layers and --without are two ways to say one thing: give one of them');
    const local = await openLocal(path);
    try {
      const trace = await openTrace(local.source);
      const client = await clientOf(trace, values);
      checkClient(client, trace.manifest, values.client ?? 'The command line');
      const leaving = { tool: 'playhead', version: version(), at: new Date().toISOString() };
      const bundle = await clientBundle(trace, client.layers, leaving);
      const review =
        values.review === undefined ? undefined : await reviewOf(values.review, trace, bundle.manifest);
      const isChanged = bundle.manifest !== trace.manifest;
      if (isChanged && trace.manifest.qc.signoff)
        output.warn('The sign-off is not in the copy, since its content is another one.');
      if (isChanged && review !== undefined)
        output.warn('The reviews are carried whole: their words may speak of what was left out.');
      const stem = bundleStem(basename(resolve(path)));
      const target =
        values.output ?? join(dirname(resolve(path)), values.single ? `${stem}.html` : `${stem}-viewer`);
      if (values.single) await exportFile(app, target, values.force, { client, bundle, review });
      else await exportFolder(app, target, { client, bundle, review });
      output.print(target);
      return OK;
    } finally {
      await local.close();
    }
  },
});

export const exportCommand = exportWith(join(PACKAGE_ROOT, 'dist', 'app'));

interface Exported {
  readonly client: ClientFile;
  readonly bundle: ClientBundle;
  /** Text of a file of reviews. */
  readonly review: string | undefined;
}

async function exportFolder(
  app: string,
  folder: string,
  { client, bundle, review }: Exported,
): Promise<void> {
  if (!(await isFree(folder)))
    throw new CommandError(`${folder} is not empty: choose another folder with -o.`);
  const names = { trace: TRACE_NAME, ...(review !== undefined && { review: REVIEW_NAME }) };
  await withNewFolder(folder, async (fresh) => {
    await copyViewer(app, fresh);
    await fillPage(fresh, client.title);
    await writeFile(
      join(fresh, CLIENT_NAME),
      writeClient({ ...withSteps(client, bundle.manifest), ...names }),
    );
    if (review !== undefined) await writeFile(join(fresh, REVIEW_NAME), review);
    await writeZip(bundle.items, Writable.toWeb(createWriteStream(join(fresh, TRACE_NAME))));
  });
}

async function exportFile(
  app: string,
  file: string,
  force: boolean,
  { client, bundle, review }: Exported,
): Promise<void> {
  const template = await readFile(join(app, 'single.html'), 'utf8').catch(() => {
    throw new CommandError(`${join(app, 'single.html')} cannot be read: run npm run build first.`);
  });
  checkSingleSize(bundle.stored);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const [zip] = await Promise.all([collect(readable), writeZip(bundle.items, writable)]);
  const parts = { title: client.title, client: writeClient(withSteps(client, bundle.manifest)), review, zip };
  await withNewFile(file, force, (partial) =>
    pipeline(Readable.from(singleFile(template, parts)), createWriteStream(partial, { flags: 'wx' })),
  );
}

interface Choice {
  readonly client?: string | undefined;
  readonly title?: string | undefined;
  readonly from?: string | undefined;
  readonly panes?: string | undefined;
  readonly layers?: string | undefined;
  readonly without?: string | undefined;
}

/** What the file says, and over it what the command line does. */
async function clientOf({ manifest }: Pick<Trace, 'manifest'>, choice: Choice): Promise<ClientFile> {
  const given =
    choice.client === undefined
      ? undefined
      : parseClient(await readFile(choice.client, 'utf8'), choice.client);
  const {
    trace: _trace,
    review: _review,
    ...said
  } = given ?? {
    schema: { name: 'playhead-client', version: 1 } as const,
    title: plainLine(manifest.task.title) || 'A trace',
  };
  const without = listOf(choice.without);
  const layers = without
    ? manifest.layers.map(({ id }) => id).filter((id) => !without.includes(id))
    : listOf(choice.layers);
  for (const id of without ?? [])
    if (!manifest.layers.some((layer) => layer.id === id))
      throw badArguments(`--without names ${JSON.stringify(id)}, and the trace has no such layer`);
  const panes = listOf(choice.panes);
  return {
    ...said,
    ...(choice.title !== undefined && { title: choice.title }),
    ...(choice.from !== undefined && { from: choice.from }),
    ...(panes && { panes }),
    ...(layers && { layers }),
  };
}

function listOf(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The text of a file of reviews, for the copy. Rejects with `review-invalid` and `review-foreign`. */
async function reviewOf(
  file: string,
  { manifest }: Pick<Trace, 'manifest'>,
  copy: Trace['manifest'],
): Promise<string> {
  const review = parseReview(await readFile(file, 'utf8'), file);
  const open = bundleIdOf(manifest);
  if (review.bundleId !== open)
    throw new TraceError('review-foreign', { source: file, made: review.bundleId, open });
  return writeReview({ ...review, bundleId: bundleIdOf(copy) });
}
