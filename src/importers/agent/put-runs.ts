/** Runs of agents become layers: their steps, and what is made from their tool calls. */
import type { BundleDraft } from '../bundle-draft.ts';
import type { ForeignFile } from '../foreign.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { field, jsonText, listField, textField } from '../../base/json.ts';
import { ATIF_VERSION, type AtifAgent } from './atif.ts';
import { putCommands } from './put-commands.ts';
import { putEdits } from './put-edits.ts';
import { putPages } from './put-pages.ts';
import type { RunLayer } from './run-layer.ts';
import { timesOf } from './run-times.ts';
import { contentText, toolEvents, type Overrule } from './tool-events.ts';
import type { ToolTable } from './tools.ts';

/** Agents of one trace: each is a lane. */
const MAX_RUNS = 200;
const MAX_TITLE = 120;
const MAX_FOLDER = 40;

export interface AgentRun {
  /** What people call it. */
  readonly title: string;
  /** An ATIF document, of whose form nothing is taken for granted. */
  readonly document: unknown;
  /** The file that the document was read from, to be kept as it is. */
  readonly kept?: ForeignFile | undefined;
  /** Of ATIF. */
  readonly version?: string;
  readonly agent: Partial<AtifAgent>;
  /** Place of the run that started it, among the runs. */
  readonly parent?: number | undefined;
  readonly tools: ToolTable;
  readonly overrule?: Overrule | undefined;
  /** Where it worked, as its tools write it. */
  readonly root?: string | undefined;
  /** Those that the document names, to be taken along. */
  readonly pictures?: readonly NamedPicture[];
}

export interface NamedPicture {
  /** As `relativePath` leaves what the document says. */
  readonly name: string;
  readonly file: ForeignFile;
  readonly ending: 'png' | 'jpg' | 'gif' | 'webp';
}

/**
 * Adds all layers of `runs`, which share one clock. `dates`: when something else of the trace began or ended. Returns the
 * ids of the layers of steps.
 */
export function putRuns(
  draft: BundleDraft,
  runs: readonly AgentRun[],
  dates: readonly unknown[] = [],
): readonly string[] {
  const put = runs.slice(0, MAX_RUNS);
  if (put.length < runs.length)
    draft.losses.add(
      'dropped',
      `An agent’s steps are left out: there are more agents than the ${MAX_RUNS} that one trace shows`,
      runs[MAX_RUNS]?.title,
      runs.length - put.length,
    );
  const documents = put.map(({ document }) => document);
  const times = timesOf(documents, dates, draft.losses);
  draft.until(times.end);
  if (times.wall !== null)
    draft.origin = {
      wall_utc: new Date(times.wall).toISOString(),
      // A whole second is most likely one that was written without a fraction.
      wall_uncertainty_us: times.wall % 1_000 === 0 ? 1_000_000 : 1_000,
    };
  const layers: RunLayer[] = [];
  // Runs may name the same pictures: all lie in one folder, each once.
  const folder = `layers/${draft.freeId('agent-steps')}`;
  for (const [index, run] of put.entries()) {
    const own = times.runs[index];
    if (!own) continue;
    draft.until(own.end);
    const actor = putActor(draft, run, index);
    const parent = run.parent === undefined ? undefined : layers[run.parent]?.layer;
    const id = draft.freeId('agent-steps');
    const pictures = putPictures(draft, folder, run.pictures ?? []);
    const layer = draft.layer({
      id,
      kind: 'agent_steps',
      title: run.title.slice(0, MAX_TITLE),
      actor,
      format: { name: 'atif', version: run.version ?? ATIF_VERSION },
      clock: own.clock,
      file: {
        name: run.kept?.name ?? 'trajectory.json',
        mediaType: 'application/json',
        content: run.kept ?? `${jsonText(run.document, run.title, 1)}\n`,
        records: listField(run.document, 'steps').length,
      },
      ...(parent !== undefined && { 'x-parent-layer': parent }),
      ...(pictures.length > 0 && { 'x-pictures': pictures }),
    });
    layers.push({ layer, title: run.title.slice(0, MAX_TITLE), actor, times: own, root: run.root });
  }
  for (const [index, layer] of layers.entries()) {
    const run = put[index];
    if (!run) continue;
    const events = toolEvents(run.document, layer.times, run.tools, run.overrule);
    putCommands(draft, layer, events);
    putEdits(draft, layer, events);
    putPages(draft, layer, events);
  }
  return layers.map(({ layer }) => layer);
}

/** Under the names that the document gives them, as far as paths of a bundle may be such; which is which is told by the layer. */
function putPictures(
  draft: BundleDraft,
  within: string,
  pictures: readonly NamedPicture[],
): readonly { readonly name: string; readonly path: string }[] {
  return pictures.map(({ name, file, ending }) => {
    const folders = name.split('/').slice(0, -1).map(cleanName).join('/');
    // Some room is left of the 180 characters that a path has.
    const folder = folders.length > MAX_FOLDER ? 'images' : folders;
    const accepted = ending === 'jpg' ? ['jpg', 'jpeg'] : [ending];
    const path = draft.file(folder === '' ? within : `${within}/${folder}`, {
      name: withEnding(cleanName(file.name), ending, accepted),
      mediaType: ending === 'jpg' ? 'image/jpeg' : `image/${ending}`,
      content: file,
    });
    return { name, path };
  });
}

function putActor(draft: BundleDraft, { title, agent }: AgentRun, index: number): string {
  const id = index === 0 ? 'agent' : `agent-${index + 1}`;
  draft.actor({
    id,
    kind: 'agent',
    pseudonym: title.slice(0, MAX_TITLE),
    agent: {
      ...(agent.name !== undefined && { name: agent.name }),
      version: agent.version ?? null,
      model: agent.model_name ?? null,
    },
  });
  return id;
}

/** The task as the first message of a person says it, where the original has no title of its own. */
export function putTask(draft: BundleDraft, document: unknown, title?: string): void {
  const first = listField(document, 'steps').find((step) => textField(step, 'source') === 'user');
  putStatement(draft, contentText(field(first, 'message')), title);
}

/** The task in words; its first line is the title where there is no other. */
export function putStatement(draft: BundleDraft, statement: string, title?: string): void {
  const line = statement
    .split('\n')
    .map((text) => text.trim())
    .find((text) => /[\p{L}\p{N}]/u.test(text) && !/^<[^>]*>$/.test(text));
  const long = title ?? line;
  const named = long !== undefined && long.length > MAX_TITLE ? `${long.slice(0, MAX_TITLE - 1)}…` : long;
  if (title === undefined && line !== undefined)
    draft.losses.add('inferred', 'The title is the beginning of the first message');
  draft.task = {
    ...draft.task,
    ...(named !== undefined && { title: named }),
    ...(statement.trim() !== '' && {
      statement_path: draft.file('task', {
        name: 'statement.md',
        mediaType: 'text/markdown',
        content: statement,
      }),
    }),
  };
}
