/** `playhead batch index`: finds bundles, and lists them in a batch.json. */
import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { isPlainName, plainNameOf } from '../../base/plain-name.ts';
import type { BundleFacts } from '../../review/batch/describe-bundle.ts';
import { hrefOf } from '../../review/batch/href.ts';
import type { BatchFile, BatchTrace } from '../../schema/generated/types.ts';
import {
  badArguments,
  CommandError,
  FAILED,
  OK,
  onlyArgument,
  parse,
  printText,
  type Command,
  type Output,
} from '../command.ts';
import { exists } from '../files.ts';
import { loadBatch, saveBatch } from './batch-disk.ts';
import { besideOf } from './beside.ts';
import { factsOf, findBundles, isBundle, stemOf } from './find-bundles.ts';

/** Nothing was indexed: what must be told from a batch with a broken bundle in it. */
const NOTHING = 3;

const HELP = `Usage: playhead batch index DIR [options]

Finds every bundle below DIR, folders and .trace.zip files, and lists them in a batch.json with what their manifests say and
what lies beside them (NAME.review.json, NAME.verifications.jsonl, NAME.poster.webp|jpg|png). Nothing is written to a bundle. A
bundle that cannot be read is listed with the reason. Symbolic links and names that begin with a dot are passed over.

  --out FILE    the file to write (default: DIR/batch.json); it must lie in DIR, or in a folder around it
  --name TEXT   what people call the batch (default: as before, else the name of DIR)
  --json        print one JSON document: out, traces, added, removed, changed, problems

Where FILE is there already, the batch keeps its id, date and name, and each bundle that did not change keeps what
\`playhead batch qc\` found; reviewers who are assigned stay.

Exit code: 0 every bundle could be read, 1 one could not, 2 wrong command line, 3 nothing was indexed.`;

export const indexCommand: Command = {
  name: 'index',
  summary: 'list the bundles below a folder in a batch.json',
  help: HELP,
  failure: NOTHING,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      out: { type: 'string' },
      name: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const root = await rootOf(onlyArgument(positionals, 'The folder of the bundles'));
    const out = await outOf(values.out ?? join(root, 'batch.json'), root);
    if (values.name === '' || !isPlainName(values.name ?? ''))
      throw badArguments('--name takes a text without line breaks and other control characters');
    const before = (await exists(out)) ? (await loadBatch(out)).batch : undefined;
    const batch = await indexBatch(root, dirname(out), before, values.name, output);
    if (batch.traces.length === 0)
      throw new CommandError(`No bundle lies below ${root}: give the folder that holds some.`);
    await saveBatch(out, batch);
    tell(out, batch, before, values.json, output);
    return batch.traces.some(({ problem }) => problem) ? FAILED : OK;
  },
};

async function rootOf(path: string): Promise<string> {
  const root = await realpath(path);
  if (!(await stat(root)).isDirectory())
    throw new CommandError(`${path} is no folder: give the one that holds the bundles.`);
  if (await isBundle(root))
    throw new CommandError(
      `${path} is itself a bundle: give the folder around it, which holds the others too.`,
    );
  return root;
}

/** Where the batch's file goes: its hrefs lead down, so that all bundles must lie below. */
async function outOf(path: string, root: string): Promise<string> {
  const place = resolve(path);
  const folder = await realpath(dirname(place));
  if (root !== folder && !root.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw new CommandError(
      `${path} does not lie in ${root} or in a folder around it: its links could not lead to the bundles.`,
    );
  return join(folder, basename(place));
}

/**
 * The batch of all bundles below `root`. `folder`: the one that its hrefs are told from, `root` or around it. `before`: as the
 * batch was, whose id and date it keeps, as well as what was found of bundles that did not change. `name`: undefined: as before,
 * or that of `root`.
 */
export async function indexBatch(
  root: string,
  folder: string,
  before: BatchFile | undefined,
  name: string | undefined,
  output: Output,
): Promise<BatchFile> {
  const prefix = relative(folder, root).split(sep).filter(Boolean);
  const known = new Map(before?.traces.map((trace) => [trace.href, trace]));
  const names = new Set<string>();
  const traces: BatchTrace[] = [];
  for await (const found of findBundles(root)) {
    const own = nameFor(found.path, names);
    names.add(own);
    const href = hrefOf([...prefix, found.path].join('/'), found.kind === 'directory');
    const row = await rowOf(root, found.path, own);
    if (row.problem) output.warn(`${own}: ${row.problem.message}`);
    const beside =
      row.problem?.code === 'bundle-name'
        ? {}
        : await besideOf(root, found, prefix, row.bundle_id, (text) => output.warn(`${own}: ${text}`));
    traces.push({ name: own, href, ...kept(row, known.get(href)), ...row, ...beside });
  }
  return {
    ...before,
    schema: { name: 'playhead-batch', version: 1 },
    batch_id: before?.batch_id ?? randomUUID(),
    name: (name ?? before?.name ?? plainNameOf(basename(root))).slice(0, 200),
    created: before?.created ?? new Date().toISOString(),
    traces,
  };
}

type Row = Partial<BundleFacts> & Pick<BatchTrace, 'problem' | 'assigned' | 'qc'>;

/** Names a trace by its path; where a folder and a zip are called alike, the one that comes later by its whole name. */
function nameFor(path: string, taken: ReadonlySet<string>): string {
  const stem = plainNameOf(stemOf(path));
  if (!taken.has(stem)) return stem;
  let name = plainNameOf(path);
  // Two that differ in what breaks a line only.
  for (let number = 2; taken.has(name); number += 1) name = `${plainNameOf(path)} (${number})`;
  return name;
}

/** `name`: as the batch shows it. */
async function rowOf(root: string, path: string, name: string): Promise<Row> {
  try {
    if (!isPlainName(path)) throw new TraceError('bundle-name', { name });
    return await factsOf(join(root, path));
  } catch (error) {
    const failure = asTraceError(error);
    const { title, advice } = describeProblem(failure);
    return { problem: { code: failure.code, message: `${title} ${advice}`.trim().slice(0, 2000) } };
  }
}

/** What stays of a row that was there before. */
function kept(row: Row, before: BatchTrace | undefined): Row {
  if (!before) return {};
  const extensions = Object.entries(before).filter(([key]) => key.startsWith('x-'));
  return {
    ...Object.fromEntries(extensions),
    ...(before.assigned && { assigned: before.assigned }),
    ...(before.qc && isSame(row, before) && { qc: before.qc }),
  };
}

function isSame(row: Pick<BatchTrace, 'bundle_id' | 'manifest_sha256'>, before: BatchTrace): boolean {
  return row.bundle_id === before.bundle_id && row.manifest_sha256 === before.manifest_sha256;
}

function tell(
  out: string,
  { traces }: BatchFile,
  before: BatchFile | undefined,
  json: boolean,
  output: Output,
): void {
  const old = new Map(before?.traces.map((trace) => [trace.href, trace]));
  const hrefs = new Set(traces.map(({ href }) => href));
  const added = traces.filter(({ href }) => !old.has(href)).length;
  const removed = [...old.keys()].filter((href) => !hrefs.has(href)).length;
  const changed = traces.filter((trace) => {
    const other = old.get(trace.href);
    return other && !isSame(trace, other);
  }).length;
  const problems = traces.flatMap(({ name, problem }) => (problem ? [{ name, ...problem }] : []));
  if (json) {
    printText(
      output,
      JSON.stringify({ out, traces: traces.length, added, removed, changed, problems }, undefined, 2),
    );
    return;
  }
  output.print(
    `${out}: ${count(traces.length, 'trace')}, ${added} new, ${changed} changed, ${removed} gone, ${problems.length} unreadable`,
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
