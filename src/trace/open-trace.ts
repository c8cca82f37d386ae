import { atMost } from '../base/at-most.ts';
import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import { ProblemLog } from '../base/problem-log.ts';
import { inSlices } from '../base/slices.ts';
import { fromMicros, type TraceTime } from '../base/time.ts';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import type { Layer } from '../schema/generated/types.ts';
import { isNewer } from '../schema/migrations/migrate.ts';
import { readManifest } from '../schema/read-manifest.ts';
import { checkedBundle, type CheckedBundle } from './checked-bundle.ts';
import { clockMap, type ClockMap } from './clock-map.ts';
import { correctTrace } from './correct-trace.ts';
import { NO_CORRECTIONS } from './corrections.ts';
import { placeDom } from './dom-recording.ts';
import { openBytes, readHere, type FileReader } from './file-reader.ts';
import { FrameTable } from './frame-table.ts';
import { placeNetwork } from './har.ts';
import type { DiagnosticsItem, TestRunItem, TraceLayer, Video } from './layers.ts';
import { emptyLayerProblem, readCues, readTerminal } from './read-media.ts';
import {
  placeAnnotations,
  placeBrowser,
  placeCommands,
  placeDiagnostics,
  placeEdits,
  placeInput,
  placeTestRuns,
  type LayerContext,
  type TrackWork,
} from './read-records.ts';
import type { FileContent, FileKind, FileTypes } from './record-files.ts';
import { framesOf, HERE, type VideoReader } from './shipped-frames.ts';
import { readShippedOutline } from './shipped-outline.ts';
import type { Trace, Voice } from './trace.ts';
import { Track } from './track.ts';
import { parseDiff } from './unified-diff.ts';

/** Kinds of layers whose items stand on the time axis; a diff of the whole does not. */
const TIMED_KINDS: readonly Layer['kind'][] = [
  'input_events',
  'terminal',
  'commands',
  'browser_events',
  'browser_dom',
  'ide_edits',
  'test_runs',
  'diagnostics',
  'transcript',
  'annotations',
  'network',
];

/** Files that hold what a run found. */
type ReportKind = 'junit' | 'ctrf' | 'sarif';
/** There may be hundreds of reports, and other files are wanted too. */
const REPORTS_AT_ONCE = 4;

/** Largest manifest that is read, in bytes. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/**
 * Opens a bundle by its manifest alone; layers are read when first asked for. Rejects where there is no manifest that
 * can be used; everything else that is wrong becomes a problem of the trace. `videoReader`: what reads the containers of
 * videos, which takes long; `fileReader`: what reads files of records, which may be large.
 */
export async function openTrace(
  source: BundleSource,
  signal?: AbortSignal,
  videoReader: VideoReader = HERE,
  fileReader: FileReader = readHere,
): Promise<Trace> {
  const { manifest, problems: found } = readManifest(await readJson(source, signal), source.label);
  const problems = new ProblemLog();
  found.forEach(problems.add);
  const bundle = checkedBundle(source, manifest.files, problems);
  const duration = fromMicros(manifest.clock.duration);
  const newer = isNewer(manifest.schema.version);
  for (const { id, kind, status, clock } of manifest.layers)
    if (status === 'present' && clock.domain === 'order_only' && TIMED_KINDS.includes(kind))
      problems.add({ severity: 'info', code: 'order-only', details: { layer: id } });
  const opener = new LayerOpener({
    bundle,
    layers: manifest.layers,
    duration,
    problems,
    newer,
    signal,
    videoReader,
    fileReader,
  });
  const opened: Trace = {
    label: source.label,
    manifest,
    bundle,
    duration,
    problems,
    displays: manifest.session.displays ?? [],
    layers: manifest.layers,
    corrections: NO_CORRECTIONS,
    corrected(corrections) {
      return correctTrace(this, corrections, opener.remake);
    },
    videos: opener.each(
      'screen_video',
      (layer, context, onProgress) => opener.video(layer, context, onProgress),
      (video, context) => ({ ...video, frames: video.frames.withMap(context.map) }),
    ),
    voices: opener.each('speech_audio', (layer, context) => Promise.resolve(opener.voice(layer, context))),
    terminals: opener.eachText('terminal', readTerminal),
    inputs: opener.eachFile('input_events', sliced(placeInput)),
    commands: opener.eachFile('commands', sliced(placeCommands)),
    transcripts: opener.eachText('transcript', readCues),
    edits: opener.eachFile('ide_edits', sliced(placeEdits)),
    browsers: opener.eachFile('browser_events', sliced(placeBrowser)),
    doms: opener.eachFile('browser_dom', ({ items }, context, path) => placeDom(items, path, context)),
    networks: opener.eachFile('network', ({ head, items }, context, path) =>
      placeNetwork({ entries: items, skipped: head }, path, context),
    ),
    annotations: opener.eachFile('annotations', sliced(placeAnnotations)),
    diffs: opener.eachText('file_diffs', parseDiff),
    tests: opener.eachFile('test_runs', async (records, context) =>
      opener.counted(await inSlices(placeTestRuns(records, context)), ({ format }) => format, context),
    ),
    diagnostics: opener.eachFile('diagnostics', async (records, context) =>
      opener.counted(await inSlices(placeDiagnostics(records, context)), () => 'sarif', context),
    ),
  };
  return opened;
}

async function readJson(source: BundleSource, signal?: AbortSignal): Promise<unknown> {
  let bytes: Uint8Array;
  try {
    const artifact = await source.open(MANIFEST_PATH, signal);
    if ((artifact.size ?? 0) > MAX_MANIFEST_BYTES)
      throw new TraceError('manifest-not-json', {
        source: source.label,
        reason: `it is larger than ${MAX_MANIFEST_BYTES} bytes`,
      });
    bytes = await artifact.bytes(signal);
  } catch (error) {
    if (error instanceof TraceError && error.code === 'artifact-missing')
      throw new TraceError('manifest-missing', { source: source.label }, error);
    throw error;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new TraceError(
      'manifest-not-json',
      { source: source.label, reason: (error as Error).message },
      error,
    );
  }
}

/** What the layers of one trace are opened with. */
interface OpenContext {
  readonly bundle: CheckedBundle;
  readonly layers: readonly Layer[];
  readonly duration: TraceTime;
  readonly problems: ProblemLog;
  /** The bundle follows a newer minor version of the schema. */
  readonly newer: boolean;
  /** Ends all reading when the trace is closed. */
  readonly signal: AbortSignal | undefined;
  readonly videoReader: VideoReader;
  readonly fileReader: FileReader;
}

class LayerOpener {
  readonly #bundle: CheckedBundle;
  readonly #layers: readonly Layer[];
  readonly #duration: TraceTime;
  readonly #problems: ProblemLog;
  readonly #newer: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #videoReader: VideoReader;
  readonly #fileReader: FileReader;
  /** Of reports, by their paths. */
  readonly #counts = new Map<string, Promise<FileTypes[ReportKind]['head']>>();
  /** How each layer is made anew under another clock. */
  readonly #remakes = new WeakMap<TraceLayer<unknown>, (clock: ClockMap) => TraceLayer<unknown>>();

  constructor({ bundle, layers, duration, problems, newer, signal, videoReader, fileReader }: OpenContext) {
    this.#bundle = bundle;
    this.#layers = layers;
    this.#duration = duration;
    this.#problems = problems;
    this.#newer = newer;
    this.#signal = signal;
    this.#videoReader = videoReader;
    this.#fileReader = fileReader;
  }

  /**
   * The present layers of a kind; `read` runs once each, when first asked for. Under another clock it runs again, or
   * `reread` over what was read, where there is one; what was wrong with that still is.
   */
  each<T>(
    kind: Layer['kind'],
    read: (layer: Layer, context: LayerContext, onProgress: (done: number) => void) => Promise<T>,
    reread?: (content: T, context: LayerContext) => T,
  ): readonly TraceLayer<T>[] {
    return this.#layers
      .filter((layer) => layer.kind === kind && layer.status === 'present')
      .map((layer) => {
        // Of several readings of a layer only the latest is heard, and it takes back what an earlier one said.
        const said: Problem[] = [];
        let latest: ClockMap | undefined;
        const make = (clock: ClockMap, before?: Lazy<T>): TraceLayer<T> => {
          latest = clock;
          const report = (problem: Problem): void => {
            if (latest !== clock) return;
            said.push(problem);
            this.#problems.add(problem);
          };
          const context = { id: layer.id, map: clock, duration: this.#duration, newer: this.#newer, report };
          const content = new Lazy(async (onProgress) => {
            try {
              if (before && reread) return reread(await before.get(), context);
              if (latest === clock) this.#problems.withdraw(said.splice(0));
              return await read(layer, context, onProgress);
            } catch (error) {
              const failure = asTraceError(error);
              if (failure.code !== 'aborted') report(problemOf(failure));
              throw failure;
            }
          });
          const made = { layer, clock, content };
          this.#remakes.set(made, (other) => make(other, before ?? content));
          return made;
        };
        return make(clockMap(layer.clock));
      });
  }

  /** The same layer under another clock. */
  readonly remake = (layer: TraceLayer<unknown>, clock: ClockMap): TraceLayer<unknown> =>
    this.#remakes.get(layer)?.(clock) ?? layer;

  eachText<T>(
    kind: Layer['kind'],
    read: (text: string, path: string, context: LayerContext) => T | Promise<T>,
  ): readonly TraceLayer<T>[] {
    const readings = new Map<string, number>();
    const kept = new Map<string, Promise<string>>();
    /** From the second reading on the text is kept: a layer that is being corrected is read over and over. */
    const textOf = (path: string): Promise<string> => {
      const count = (readings.get(path) ?? 0) + 1;
      readings.set(path, count);
      const text = kept.get(path) ?? this.#bundle.readText(path, this.#signal);
      if (count < 2 || kept.has(path)) return text;
      kept.set(path, text);
      text.catch(() => kept.delete(path));
      return text;
    };
    return this.each(kind, async (layer, context) => {
      const path = onlyPath(layer);
      const text = await textOf(path);
      if (text.trim() === '') context.report(emptyLayerProblem(layer.id, layer.kind));
      return read(text, path, context);
    });
  }

  /** Layers whose files are read once, in native time; `place` makes of that what the layer holds under a clock. */
  eachFile<K extends FileKind & Layer['kind'], T>(
    kind: K,
    place: (holds: FileTypes[K], context: LayerContext, path: string) => T | Promise<T>,
  ): readonly TraceLayer<T>[] {
    const kept = new Map<string, Promise<FileContent<FileTypes[K]>>>();
    const read = (path: string, onProgress: (done: number) => void): Promise<FileContent<FileTypes[K]>> => {
      const content = kept.get(path) ?? this.#read(kind, path, onProgress);
      kept.set(path, content);
      content.catch(() => kept.delete(path));
      return content;
    };
    return this.each(kind, async (layer, context, onProgress) => {
      const path = onlyPath(layer);
      const { holds, problems, blank } = await read(path, onProgress);
      if (blank) context.report(emptyLayerProblem(layer.id, layer.kind));
      for (const problem of problems) context.report(problem);
      if ('code' in holds) throw new TraceError(holds.code, holds.details);
      return place(holds, context, path);
    });
  }

  /** The runs with the counts of their reports, each of which is read once. One that cannot be read is a problem. */
  async counted<T extends TestRunItem | DiagnosticsItem>(
    { items }: Track<T>,
    kindOf: (run: T) => ReportKind,
    context: LayerContext,
  ): Promise<Track<T>> {
    return new Track(
      await atMost(REPORTS_AT_ONCE, items, async (run): Promise<T> => {
        try {
          return { ...run, counts: await this.#countsOf(kindOf(run), run.path) };
        } catch (error) {
          this.#signal?.throwIfAborted();
          context.report(problemOf(error, 'error', run.time));
          return run;
        }
      }),
    );
  }

  #countsOf(kind: ReportKind, path: string): Promise<FileTypes[ReportKind]['head']> {
    const counts =
      this.#counts.get(path) ??
      this.#read(kind, path).then(({ holds }) => {
        if ('code' in holds) throw new TraceError(holds.code, holds.details);
        return holds.head;
      });
    this.#counts.set(path, counts);
    counts.catch(() => this.#counts.delete(path));
    return counts;
  }

  async #read<K extends FileKind>(
    kind: K,
    path: string,
    onProgress?: (done: number) => void,
  ): Promise<FileContent<FileTypes[K]>> {
    const bytes = await openBytes(this.#bundle, path, this.#signal);
    const file = { kind, path, newer: this.#newer };
    const content = await this.#fileReader(file, bytes, { onProgress, signal: this.#signal });
    this.#bundle.compare(path, content.bytes, content.sha256);
    return content;
  }

  async video(layer: Layer, context: LayerContext, onProgress: (done: number) => void): Promise<Video> {
    const path = onlyPath(layer);
    const artifact = await this.#bundle.open(path, this.#signal);
    const file = this.#bundle.files.get(path);
    const size = artifact.size ?? file?.bytes ?? 0;
    const { columns, ...head } = await framesOf(
      this.#bundle,
      { path, size, read: (start, end) => artifact.read(start, end, this.#signal) },
      layer.frame_table,
      { ...context, reader: this.#videoReader, onProgress, signal: this.#signal },
    );
    const frames = new FrameTable(columns, context.map);
    const missing = this.#duration - frames.end;
    // Recorders stop a little after each other; a second is no news.
    if (missing > 1_000_000) {
      const details = { layer: layer.id, endsAt: frames.end, missingMicros: missing };
      context.report({ severity: 'warning', code: 'video-shorter', details, at: frames.end });
    }
    return { ...head, frames, ...this.voice(layer, context) };
  }

  voice(layer: Layer, context: LayerContext): Voice {
    const path = onlyPath(layer);
    const mediaType = this.#bundle.files.get(path)?.media_type ?? 'application/octet-stream';
    return {
      mediaType,
      url: async (signal) => (await this.#bundle.open(path, signal)).url(mediaType, signal),
      file: async (signal) => {
        const artifact = await this.#bundle.open(path, signal);
        const size = artifact.size ?? this.#bundle.files.get(path)?.bytes ?? 0;
        return { path, size, read: (start, end) => artifact.read(start, end, signal) };
      },
      shippedOutline: async (signal) => {
        if (layer.peaks === undefined) return undefined;
        try {
          return await readShippedOutline(this.#bundle, layer.peaks, signal);
        } catch (error) {
          const failure = asTraceError(error);
          if (failure.code === 'aborted') throw failure;
          context.report(problemOf(failure, 'warning'));
          return undefined;
        }
      },
    };
  }
}

/** A layer's one file. */
function onlyPath(layer: Layer): string {
  const [path] = layer.paths ?? [];
  if (path === undefined)
    throw new TraceError('artifact-missing', { path: `(layer ${layer.id} names no file)` });
  return path;
}

/** Places what a file holds, in slices. */
function sliced<H, T>(
  place: (holds: H, context: LayerContext) => TrackWork<T>,
): (holds: H, context: LayerContext) => Promise<T> {
  return (holds, context) => inSlices(place(holds, context));
}
