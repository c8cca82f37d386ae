/** Assembles a bundle from files that one already has. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TraceError, type ErrorDetails, type Problem } from '../base/errors.ts';
import { append } from '../base/long-lists.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import type { Layer, Manifest, SyncQuality } from '../schema/generated/types.ts';
import { SCHEMA_VERSION } from '../schema/migrations/migrate.ts';
import { openTrace } from '../trace/open-trace.ts';
import { audioSeconds } from './audio-file.ts';
import { CommandError } from './command.ts';
import { fileBytes, fsBundle } from './fs-bundle.ts';
import { gitDiff, type GitDiff } from './git-diff.ts';
import { loadLayers, type LoadedLayer } from './load-layers.ts';
import type { NewInput } from './new-inputs.ts';
import { draftLayer, LayerWriter, readText, terminalIds, type DraftLayer } from './new-layers.ts';
import { addCompanions } from './new-companions.ts';
import { draftReports } from './new-reports.ts';
import { settleTimes } from './new-times.ts';
import { harTimes } from './other-layers.ts';
import type { TimeUnit } from './time-unit.ts';
import { version } from './version.ts';
import { videoAdvice } from './video-advice.ts';

export interface NewOptions {
  readonly inputs: readonly NewInput[];
  readonly repo?: { readonly path: string; readonly base: string; readonly head: string } | undefined;
  readonly title: string;
  readonly family: Manifest['task']['family'];
  readonly mode: Manifest['session']['mode'];
  /** Unit of the times in JSON Lines; guessed where it is not given. */
  readonly unit?: TimeUnit | undefined;
  /** Length of the trace in microseconds, where it is longer than its layers. */
  readonly duration?: number | undefined;
}

export interface NewBundle {
  readonly manifest: Manifest;
  /** What whoever made it should know: guesses, and how a video could be better. */
  readonly remarks: readonly string[];
}

const MICROS_PER_SECOND = 1_000_000;
/** Best first; the clock of the trace is as good as its worst layer. */
const SYNC_ORDER: readonly SyncQuality[] = ['measured', 'estimated', 'assumed', 'order_only'];

/** Writes the bundle into `folder`, which is empty. Rejects where a file cannot be read as what it is given for. */
export async function assemble(options: NewOptions, folder: string): Promise<NewBundle> {
  const writer = new LayerWriter(folder);
  const diff = options.repo && (await gitDiff(options.repo.path, options.repo.base, options.repo.head));
  const accompanied = await addCompanions(await draftAll(options.inputs, writer), writer);
  const drafts = [...accompanied.drafts, ...(diff ? [await diffLayer(diff, writer)] : [])];
  const isMedia = ({ layer }: DraftLayer): boolean =>
    ['screen_video', 'terminal', 'transcript'].includes(layer.kind);

  const read = async (some: readonly DraftLayer[]): Promise<Reading> =>
    readDrafts(folder, some, writer, options);
  const media = await read(drafts.filter(isMedia));
  const mediaEnd = Math.max(0, ...media.loaded.map(({ end }) => end ?? 0));
  const settled = await settleTimes(
    drafts,
    mediaEnd > 0 ? mediaEnd / MICROS_PER_SECOND : undefined,
    options.unit,
  );
  const others = await read(settled.drafts.filter((draft) => !isMedia(draft)));

  const loaded = [...media.loaded, ...others.loaded];
  const problems = [...media.problems, ...others.problems];
  const { end, remarks } = await otherEnds(settled.drafts);
  const duration = Math.max(options.duration ?? 0, end, ...loaded.map((layer) => layer.end ?? 0));
  if (duration === 0 && options.duration === undefined)
    throw new CommandError(
      'Nothing in these files comes after their time 0, so the trace would have no length: give another file, or --duration.',
    );
  const layers = settled.drafts.map(({ layer }) => finish(layer, loaded, problems));
  const files = settled.drafts.flatMap((draft) => draft.files);
  const { chain } = accompanied;
  const manifest = manifestOf(options, { layers, files, duration, inputs: options.inputs, diff, chain });
  await writeManifest(folder, manifest);
  const advice = await adviceOn(settled.drafts, loaded);
  return { manifest, remarks: [...settled.remarks, ...remarks, ...accompanied.remarks, ...advice] };
}

async function draftAll(inputs: readonly NewInput[], writer: LayerWriter): Promise<readonly DraftLayer[]> {
  const of = (...options: readonly NewInput['option'][]): readonly NewInput[] =>
    inputs.filter(({ option }) => options.includes(option));
  // Commands name the terminal that they ran in: the terminals get those names, in the order given.
  const terminals = await terminalIds(of('commands'));
  const drafts: DraftLayer[] = [];
  for (const [index, input] of of('terminal').entries())
    drafts.push(await draftLayer(input, writer, terminals[index]));
  for (const input of inputs)
    if (!['terminal', 'junit', 'sarif'].includes(input.option)) drafts.push(await draftLayer(input, writer));
  return [
    ...drafts,
    ...(await draftReports('junit', of('junit'), writer)),
    ...(await draftReports('sarif', of('sarif'), writer)),
  ];
}

async function diffLayer(diff: GitDiff, writer: LayerWriter): Promise<DraftLayer> {
  const input: NewInput = { option: 'diff', path: diff.name, offset: 0, offsetGiven: false };
  const id = writer.id('diff');
  const file = await writer.write(input, id, 'changes.patch', diff.diff, 'text/x-diff');
  const clock = { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' } as const;
  const format = { name: 'text/x-diff', version: null };
  return {
    input,
    files: [file],
    layer: { id, kind: 'file_diffs', status: 'present', format, paths: [file.path], clock },
  };
}

interface Reading {
  readonly loaded: readonly LoadedLayer[];
  readonly problems: readonly Problem[];
}

/** Reads layers as the app will, in a trace without end. Throws the first error, under the name of the original file. */
async function readDrafts(
  folder: string,
  drafts: readonly DraftLayer[],
  writer: LayerWriter,
  options: NewOptions,
): Promise<Reading> {
  const layers = drafts.map(({ layer }) => layer);
  const files = drafts.flatMap((draft) => draft.files);
  const parts = { layers, files, duration: Number.MAX_SAFE_INTEGER, inputs: [], diff: undefined, chain: [] };
  await writeManifest(folder, manifestOf(options, parts));
  const trace = await openTrace(fsBundle(folder));
  const loaded = await loadLayers(trace);
  const error = trace.problems.all.find(({ severity }) => severity === 'error');
  if (error) throw new TraceError(error.code, withOrigin(error.details, writer.origins));
  // Without an end in sight, an open-ended cue has none either.
  const ended = loaded.map((layer) =>
    (layer.end ?? 0) < Number.MAX_SAFE_INTEGER ? layer : { ...layer, end: undefined },
  );
  return { loaded: ended, problems: trace.problems.all };
}

function withOrigin(
  details: ErrorDetails[keyof ErrorDetails],
  origins: ReadonlyMap<string, string>,
): ErrorDetails[keyof ErrorDetails] {
  if (!('path' in details)) return details;
  return { ...details, path: origins.get(details.path) ?? details.path };
}

/** Ends of the layers that the trace does not read. */
async function otherEnds(
  drafts: readonly DraftLayer[],
): Promise<{ readonly end: number; readonly remarks: readonly string[] }> {
  let end = 0;
  const remarks: string[] = [];
  for (const { layer, input } of drafts) {
    const [point] = layer.clock.map ?? [];
    if (layer.kind === 'network') {
      const times = harTimes(await readText(input), input.path);
      if (times && point) end = Math.max(end, Math.round(point.trace_us + (times.end - point.native) * 1000));
    } else if (layer.kind === 'speech_audio') {
      const seconds = await audioSeconds(input.path);
      if (seconds === undefined)
        remarks.push(
          `The length of ${input.path} cannot be told: give --duration if it is what lasts longest.`,
        );
      else end = Math.max(end, input.offset + Math.ceil(seconds * MICROS_PER_SECOND));
    }
  }
  return { end, remarks };
}

/** The layer as it was found to be: empty where it holds nothing, and with its steps back counted. */
function finish(layer: Layer, loaded: readonly LoadedLayer[], problems: readonly Problem[]): Layer {
  const found = loaded.find((other) => other.layer.id === layer.id);
  const back = problems.find(
    (problem) => problem.code === 'time-backwards' && problem.details.layer === layer.id,
  );
  const backsteps =
    back?.code === 'time-backwards'
      ? { backsteps: { count: back.details.count, max_us: Math.round(back.details.maxMicros) } }
      : {};
  return {
    ...layer,
    ...(found?.items === 0 && { status: 'empty', status_note: 'The file holds nothing with a time.' }),
    ...(found && layer.kind === 'screen_video' && { video: { frames: found.items } }),
    clock: { ...layer.clock, ...backsteps },
  };
}

interface Parts {
  readonly layers: readonly Layer[];
  readonly files: Manifest['files'];
  readonly duration: number;
  readonly inputs: readonly NewInput[];
  readonly diff: GitDiff | undefined;
  /** Steps after the assembling. */
  readonly chain: Manifest['provenance']['chain'];
}

/** The manifest. What is not known is said to be unknown. */
function manifestOf(options: NewOptions, { layers, files, duration, inputs, diff, chain }: Parts): Manifest {
  const worst = Math.max(
    0,
    ...layers
      .filter(({ status }) => status === 'present')
      .map(({ clock }) => SYNC_ORDER.indexOf(clock.sync_quality)),
  );
  const tool = { name: 'playhead', version: version() };
  const diffPath = layers.find(({ kind }) => kind === 'file_diffs')?.paths?.[0];
  return {
    schema: { name: 'trace', version: SCHEMA_VERSION, min_reader: '2.0' },
    bundle_id: randomUUID(),
    clock: {
      unit: 'us',
      origin: { wall_utc: null, wall_uncertainty_us: null },
      duration,
      sync_quality: SYNC_ORDER[worst] ?? 'assumed',
    },
    session: { mode: options.mode, actors: [{ id: 'unknown', kind: 'human' }] },
    task: {
      family: options.family,
      title: options.title,
      ...(diff && {
        repos: [
          {
            name: diff.name,
            base_commit: diff.base,
            head_commit: diff.head,
            ...(diffPath !== undefined && { diff_path: diffPath }),
          },
        ],
      }),
      criteria: [],
    },
    layers,
    files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
    outcome: {
      completion: 'unknown',
      success: 'unknown',
      time_to_completion_us: null,
      criteria: [],
      blockers: [],
    },
    provenance: {
      producer: tool,
      capture: [],
      chain: [
        {
          step: 'assemble',
          tool: tool.name,
          tool_version: tool.version,
          at: new Date().toISOString(),
          inputs: inputs.map(({ path }) => basename(path)),
          outputs: layers.map(({ id }) => id),
          note: 'Assembled from existing files with `playhead new`; who acted, and how it was recorded, was not told.',
        },
        ...chain,
      ],
    },
    privacy: { consent: [], redactions: [], scan: [] },
    qc: { status: 'draft', records: [], signoff: null },
  };
}

function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  return writeFile(join(folder, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function adviceOn(
  drafts: readonly DraftLayer[],
  loaded: readonly LoadedLayer[],
): Promise<readonly string[]> {
  const advice: string[] = [];
  for (const { layer, input } of drafts) {
    const video =
      layer.kind === 'screen_video' ? loaded.find((other) => other.layer.id === layer.id) : undefined;
    if (!video) continue;
    const source = await fileBytes(input.path);
    try {
      append(advice, await videoAdvice(input.path, source, video));
    } finally {
      await source.close();
    }
  }
  return advice;
}
