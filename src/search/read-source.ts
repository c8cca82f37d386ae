/** The layers that can be searched, and the lines of each. What all of them have in common with the panes is their readers. */
import { TraceError } from '../base/errors.ts';
import { atOnce } from '../base/slices.ts';
import type { BundleFile, Layer } from '../schema/generated/types.ts';
import { parseCast } from '../trace/cast.ts';
import { placeAgent } from '../trace/place-agent.ts';
import { placeLogs, placeSpans } from '../trace/place-signals.ts';
import { placeDom } from '../trace/dom-recording.ts';
import { placeNetwork } from '../trace/har.ts';
import { placeCues } from '../trace/cues.ts';
import { parseCtrf } from '../trace/ctrf.ts';
import { parseJunit } from '../trace/junit.ts';
import { placeChunks } from '../trace/read-media.ts';
import {
  placeAnnotations,
  placeBrowser,
  placeCommands,
  placeDiagnostics,
  placeEdits,
  placeTestRuns,
  type LayerContext,
} from '../trace/read-records.ts';
import { readFile, type FileKind, type FileTypes } from '../trace/record-files.ts';
import { parseSarif } from '../trace/sarif.ts';
import { parseDiff } from '../trace/unified-diff.ts';
import { Workspace } from '../trace/workspace.ts';
import { WorkspaceTexts } from '../trace/workspace-texts.ts';
import { agentLines } from './agent-lines.ts';
import { diffLines } from './diff-lines.ts';
import { editLines, fileLines } from './file-lines.ts';
import { pageText } from './html-text.ts';
import { keyLines } from './key-lines.ts';
import { awayContext, ownTime } from './own-time.ts';
import { domLines, SnapshotLines } from './page-lines.ts';
import {
  browserLines,
  commandLines,
  cueLines,
  lintLines,
  noteLines,
  requestLines,
  testLines,
} from './record-lines.ts';
import type { AddLine } from './search-line.ts';
import { logLines, spanLines } from './signal-lines.ts';
import type { SearchedKind } from './searched-kinds.ts';
import { terminalLines } from './terminal-lines.ts';
import { inTurns, type Work } from './work.ts';

/** A layer to be read. */
export interface Source {
  readonly layer: Layer;
  /** The bundle follows a newer minor version of the schema. */
  readonly newer: boolean;
  /** Names of the repositories, where there are several. */
  readonly repos: readonly string[];
}

/** What a layer is read with. */
export interface SourceTools {
  readonly files: ReadonlyMap<string, BundleFile>;
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly add: AddLine;
  /** Told of the part of the work after the layer's own file was read, in [0, 1]. */
  readonly progress: (done: number) => void;
  /** Something of the layer is not among the lines. */
  readonly leaveOut: () => void;
  readonly signal: AbortSignal;
}

type ReadSource = (source: Source, tools: SourceTools, path: string) => Promise<void>;

/** Files that are fetched at once, of layers that name many. */
const AT_ONCE = 6;

const READERS: Readonly<Record<SearchedKind, ReadSource>> = {
  commands: ofFile('commands', (holds, context, add) =>
    commandLines(atOnce(placeCommands(holds, context)).items, add),
  ),
  annotations: ofFile('annotations', (holds, context, add) =>
    noteLines(atOnce(placeAnnotations(holds, context)).items, add),
  ),
  agent_steps: ofFile('agent_steps', (holds, context, add, path) =>
    agentLines(atOnce(placeAgent(holds, path, context)).track.items, add),
  ),
  otel_logs: ofFile('otel_logs', (holds, context, add) =>
    logLines(atOnce(placeLogs(holds, context)).items, add),
  ),
  otel_spans: ofFile('otel_spans', (holds, context, add) =>
    spanLines(atOnce(placeSpans(holds, context)).items, add),
  ),
  network: ofFile('network', ({ head, items }, context, add, path) =>
    requestLines(placeNetwork({ entries: items, skipped: head }, path, context).items, add),
  ),
  transcript: ofFile('transcript', (holds, context, add) =>
    cueLines(atOnce(placeCues(holds, context)).items, add),
  ),
  browser_dom: ofFile('browser_dom', ({ items }, context, add, path) =>
    domLines(atOnce(placeDom(items, path, context)), add),
  ),
  file_diffs: ofText((text, path, _, add) => diffLines(parseDiff(text, path), add)),
  terminal: async ({ layer, newer }, { read, add, signal }, path) => {
    const cast = parseCast(await read(path), path);
    const times = await placeChunks(cast.columns, awayContext(layer, newer));
    await terminalLines(cast, times, atOwnTime(add), signal);
  },
  input_events: async ({ layer, newer }, { read, add, signal }, path) =>
    inTurns(keyLines(await read(path), awayContext(layer, newer).map, atOwnTime(add)), signal),
  browser_events: readPages,
  ide_edits: readFiles,
  test_runs: readTests,
  diagnostics: readLint,
};

/** Adds all lines of a layer. Rejects where it cannot be read, and with the signal's reason. */
export async function readSource(source: Source, tools: SourceTools): Promise<void> {
  const { id, kind, paths } = source.layer;
  const [path] = paths ?? [];
  if (path === undefined) throw new TraceError('artifact-missing', { path: `(layer ${id} names no file)` });
  const readers: Readonly<Partial<Record<Layer['kind'], ReadSource>>> = READERS;
  await readers[kind]?.(source, tools, path);
}

/** Readers tell times far away; what is added has the layer's own. */
function atOwnTime(add: AddLine): AddLine {
  // Member by member: there may be very many, and a copy with others put in takes several times as long.
  return ({ time, text, place, row, pieces }) =>
    add({
      time: ownTime(time),
      text,
      place,
      row,
      pieces: pieces?.map((piece) => ({ ...piece, time: ownTime(piece.time) })),
    });
}

/** A layer of one file of text. */
function ofText(
  linesOf: (text: string, path: string, context: LayerContext, add: AddLine) => Work | Promise<Work>,
): ReadSource {
  return async ({ layer, newer }, { read, add, signal }, path) => {
    const text = new TextDecoder().decode(await read(path));
    await inTurns(await linesOf(text, path, awayContext(layer, newer), atOwnTime(add)), signal);
  };
}

/** A layer of one file of records. */
function ofFile<K extends FileKind>(
  kind: K,
  linesOf: (holds: FileTypes[K], context: LayerContext, add: AddLine, path: string) => Work,
): ReadSource {
  return async ({ layer, newer }, tools, path) => {
    const holds = await recordsOf(kind, { path, newer }, tools);
    await inTurns(linesOf(holds, awayContext(layer, newer), atOwnTime(tools.add), path), tools.signal);
  };
}

async function recordsOf<K extends FileKind>(
  kind: K,
  { path, newer }: { readonly path: string; readonly newer: boolean },
  { read }: SourceTools,
): Promise<FileTypes[K]> {
  const pieces = async function* (): AsyncGenerator<Uint8Array, void> {
    yield await read(path);
  };
  const { holds } = await readFile(pieces(), { kind, path, newer });
  if ('code' in holds) throw new TraceError(holds.code, holds.details);
  return holds;
}

async function readPages({ layer, newer }: Source, tools: SourceTools, path: string): Promise<void> {
  const add = atOwnTime(tools.add);
  const records = await recordsOf('browser_events', { path, newer }, tools);
  const { items } = atOnce(placeBrowser(records, awayContext(layer, newer)));
  await inTurns(browserLines(items, add), tools.signal);
  const snapshots = items.flatMap(({ time, event }) => (event.type === 'snapshot' ? [{ time, event }] : []));
  const tabs = new Map<string, SnapshotLines>();
  await eachFile(
    snapshots.map(({ event }) => event.path),
    tools,
    (html, index) => {
      const snapshot = snapshots[index];
      if (!snapshot) return;
      const { time, event } = snapshot;
      const tab = tabs.get(event.tab) ?? new SnapshotLines(add);
      tabs.set(event.tab, tab);
      const page = pageText(html);
      tab.take({ ...page, title: page.title ?? event.title }, time, event.url);
    },
  );
}

async function readFiles({ layer, newer, repos }: Source, tools: SourceTools, path: string): Promise<void> {
  const records = await recordsOf('ide_edits', { path, newer }, tools);
  const { items } = atOnce(placeEdits(records, awayContext(layer, newer)));
  const add = atOwnTime(tools.add);
  editLines(items, add);
  const { files } = new Workspace(items, repos);
  const texts = new WorkspaceTexts({ files: tools.files, read: tools.read });
  const queue = files.values();
  let done = 0;
  const work = async (): Promise<void> => {
    // Several take from the one iterator.
    for (const file of queue) {
      if (!(await fileLines(file, texts, add))) tools.leaveOut();
      tools.signal.throwIfAborted();
      tools.progress((done += 1) / files.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function readTests({ layer, newer }: Source, tools: SourceTools, path: string): Promise<void> {
  const records = await recordsOf('test_runs', { path, newer }, tools);
  const { items } = atOnce(placeTestRuns(records, awayContext(layer, newer)));
  const add = atOwnTime(tools.add);
  for (const { time, name, path: report } of items) add({ time, text: name ?? report });
  await eachFile(
    items.map((run) => run.path),
    tools,
    (text, index) => {
      const run = items[index];
      if (!run) return;
      const report = run.format === 'ctrf' ? parseCtrf(text, run.path) : parseJunit(text, run.path);
      // How it came out is known when it has ended.
      testLines(report, { time: run.end ?? run.time, place: run.name }, add);
    },
  );
}

async function readLint({ layer, newer }: Source, tools: SourceTools, path: string): Promise<void> {
  const records = await recordsOf('diagnostics', { path, newer }, tools);
  const { items } = atOnce(placeDiagnostics(records, awayContext(layer, newer)));
  const add = atOwnTime(tools.add);
  await eachFile(
    items.map((run) => run.path),
    tools,
    (text, index) => {
      const run = items[index];
      if (run) lintLines(parseSarif(text, run.path), run.time, add);
    },
  );
}

async function readText({ read }: SourceTools, path: string): Promise<string> {
  return new TextDecoder().decode(await read(path));
}

/** Reads files in order, some ahead of time; what one of them is wrong with is no reason to give up the others. */
async function eachFile(
  paths: readonly string[],
  tools: SourceTools,
  take: (text: string, index: number) => void,
): Promise<void> {
  const ahead = new Map<number, Promise<string | undefined>>();
  const start = (index: number): void => {
    const path = paths[index];
    // Whoever shows the file reports why it cannot be read.
    if (path !== undefined && !ahead.has(index))
      ahead.set(
        index,
        readText(tools, path).catch(() => undefined),
      );
  };
  for (const index of paths.keys()) {
    for (let next = index; next < index + AT_ONCE; next++) start(next);
    const text = await ahead.get(index);
    ahead.delete(index);
    tools.signal.throwIfAborted();
    try {
      if (text === undefined) tools.leaveOut();
      else take(text, index);
    } catch {
      tools.leaveOut();
    }
    tools.progress((index + 1) / paths.length);
  }
}
