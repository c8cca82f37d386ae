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
import { placeCues } from './cues.ts';
import { readHere, type FileReader } from './file-reader.ts';
import { FrameTable } from './frame-table.ts';
import { placeNetwork } from './har.ts';
import { LayerFiles } from './layer-files.ts';
import type { Terminal, TraceLayer, Video } from './layers.ts';
import { emptyLayerProblem, placeTerminal } from './read-media.ts';
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
import type { FileKind, FileTypes } from './record-files.ts';
import { framesOf, HERE, type VideoReader } from './shipped-frames.ts';
import { readShippedOutline } from './shipped-outline.ts';
import { readCastHere, type ReadCast, type TerminalReader } from './terminal-player.ts';
import type { Trace, Voice } from './trace.ts';
import { parseDiff, type FileDiff } from './unified-diff.ts';
import { wholeUrl } from './whole-url.ts';

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

/** Largest manifest that is read, in bytes. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/**
 * Opens a bundle by its manifest alone; layers are read when first asked for. Rejects where there is no manifest that
 * can be used; everything else that is wrong becomes a problem of the trace. `videoReader`, `terminalReader`,
 * `fileReader`: what reads the containers of videos, the recordings of terminals and files of records, which takes long.
 */
export async function openTrace(
  source: BundleSource,
  signal?: AbortSignal,
  videoReader: VideoReader = HERE,
  terminalReader: TerminalReader = readCastHere,
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
    terminals: opener.terminals(terminalReader),
    inputs: opener.eachFile('input_events', sliced(placeInput)),
    commands: opener.eachFile('commands', sliced(placeCommands)),
    transcripts: opener.eachFile('transcript', sliced(placeCues)),
    edits: opener.eachFile('ide_edits', sliced(placeEdits)),
    browsers: opener.eachFile('browser_events', sliced(placeBrowser)),
    doms: opener.eachFile('browser_dom', ({ items }, context, path) => placeDom(items, path, context)),
    networks: opener.eachFile('network', ({ head, items }, context, path) =>
      placeNetwork({ entries: items, skipped: head }, path, context),
    ),
    annotations: opener.eachFile('annotations', sliced(placeAnnotations)),
    diffs: opener.diffs(),
    tests: opener.eachFile('test_runs', async (records, context) =>
      opener.files.counted(await inSlices(placeTestRuns(records, context)), ({ format }) => format, context),
    ),
    diagnostics: opener.eachFile('diagnostics', async (records, context) =>
      opener.files.counted(await inSlices(placeDiagnostics(records, context)), () => 'sarif', context),
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
  readonly files: LayerFiles;
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
    this.files = new LayerFiles({ bundle, reader: fileReader, newer, signal });
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

  /** Layers whose files are read once, in native time; `place` makes of that what the layer holds under a clock. */
  eachFile<K extends FileKind & Layer['kind'], T>(
    kind: K,
    place: (holds: FileTypes[K], context: LayerContext, path: string) => T | Promise<T>,
  ): readonly TraceLayer<T>[] {
    return this.each(kind, async (layer, context, onProgress) => {
      const path = onlyPath(layer);
      const { holds, problems, blank } = await this.files.read(kind, path, onProgress);
      if (blank) context.report(emptyLayerProblem(layer.id, layer.kind));
      for (const problem of problems) context.report(problem);
      if ('code' in holds) throw new TraceError(holds.code, holds.details);
      return place(holds, context, path);
    });
  }

  /** Diffs of the whole, which have no times. */
  diffs(): readonly TraceLayer<readonly FileDiff[]>[] {
    return this.each('file_diffs', async (layer, context) => {
      const path = onlyPath(layer);
      const text = await this.#bundle.readText(path, this.#signal);
      if (text.trim() === '') context.report(emptyLayerProblem(layer.id, layer.kind));
      return parseDiff(text, path);
    });
  }

  /** Read once: under another clock only the times are found anew. */
  terminals(reader: TerminalReader): readonly TraceLayer<Terminal>[] {
    const casts = new Map<string, Lazy<ReadCast>>();
    const blank = new Set<string>();
    return this.each('terminal', async (layer, context, onProgress) => {
      const path = onlyPath(layer);
      const cast = casts.get(path) ?? new Lazy(() => this.#readCast(reader, path, blank, onProgress));
      casts.set(path, cast);
      const read = cast.get();
      await read.catch(() => undefined);
      if (blank.has(path)) context.report(emptyLayerProblem(layer.id, layer.kind));
      return placeTerminal(await read, context);
    });
  }

  async #readCast(
    reader: TerminalReader,
    path: string,
    blank: Set<string>,
    onProgress: (done: number) => void,
  ): Promise<ReadCast> {
    const artifact = await this.#bundle.open(path, this.#signal);
    const size = artifact.size ?? this.#bundle.files.get(path)?.bytes;
    return reader(path, await artifact.stream(this.#signal), {
      onDigest: ({ bytes, sha256, isBlank }) => {
        this.#bundle.compare(path, bytes, sha256);
        if (isBlank) blank.add(path);
      },
      onProgress: (bytes) => size && onProgress(Math.min(1, bytes / size)),
      signal: this.#signal,
    });
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
      isDirect: async (signal) => (await this.#bundle.open(path, signal)).direct,
      url: async (signal, onProgress) => {
        const artifact = await this.#bundle.open(path, signal);
        const size = artifact.size ?? this.#bundle.files.get(path)?.bytes ?? 0;
        return wholeUrl(artifact, { mediaType, size, signal, onProgress });
      },
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
