import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import { ProblemLog } from '../base/problem-log.ts';
import { fromMicros, type TraceTime } from '../base/time.ts';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import type { Layer } from '../schema/generated/types.ts';
import { isNewer } from '../schema/migrations/migrate.ts';
import { readManifest } from '../schema/read-manifest.ts';
import { checkedBundle, type CheckedBundle } from './checked-bundle.ts';
import { clockMap, type ClockMap } from './clock-map.ts';
import { correctTrace } from './correct-trace.ts';
import { NO_CORRECTIONS } from './corrections.ts';
import { readDom } from './dom-recording.ts';
import { FrameTable } from './frame-table.ts';
import { readNetwork } from './har.ts';
import type { DiagnosticsItem, Terminal, TestRunItem, TraceLayer, Video } from './layers.ts';
import { emptyLayerProblem, placeTerminal, readCues } from './read-media.ts';
import {
  readAnnotations,
  readBrowser,
  readCommands,
  readDiagnostics,
  readEdits,
  readInput,
  readTestRuns,
  type LayerContext,
} from './read-records.ts';
import { ctrfCounts, junitCounts, sarifCounts } from './reports.ts';
import { framesOf, HERE, type VideoReader } from './shipped-frames.ts';
import { readShippedOutline } from './shipped-outline.ts';
import { readCastHere, type ReadCast, type TerminalReader } from './terminal-player.ts';
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

/** Largest manifest that is read, in bytes. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/**
 * Opens a bundle by its manifest alone; layers are read when first asked for. Rejects where there is no manifest that
 * can be used; everything else that is wrong becomes a problem of the trace. `videoReader`, `terminalReader`: what reads
 * the containers of videos and the recordings of terminals, which takes long.
 */
export async function openTrace(
  source: BundleSource,
  signal?: AbortSignal,
  videoReader: VideoReader = HERE,
  terminalReader: TerminalReader = readCastHere,
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
    inputs: opener.eachText('input_events', readInput),
    commands: opener.eachText('commands', readCommands),
    transcripts: opener.eachText('transcript', readCues),
    edits: opener.eachText('ide_edits', readEdits),
    browsers: opener.eachText('browser_events', readBrowser),
    doms: opener.eachText('browser_dom', readDom),
    networks: opener.eachText('network', readNetwork),
    annotations: opener.eachText('annotations', readAnnotations),
    diffs: opener.eachText('file_diffs', parseDiff),
    tests: opener.eachText(
      'test_runs',
      async (text, path, context) =>
        new Track(
          await Promise.all(
            readTestRuns(text, path, context).items.map((run) => countTests(run, bundle, problems)),
          ),
        ),
    ),
    diagnostics: opener.eachText(
      'diagnostics',
      async (text, path, context) =>
        new Track(
          await Promise.all(
            readDiagnostics(text, path, context).items.map((run) => countDiagnostics(run, bundle, problems)),
          ),
        ),
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
}

class LayerOpener {
  readonly #bundle: CheckedBundle;
  readonly #layers: readonly Layer[];
  readonly #duration: TraceTime;
  readonly #problems: ProblemLog;
  readonly #newer: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #videoReader: VideoReader;
  /** How each layer is made anew under another clock. */
  readonly #remakes = new WeakMap<TraceLayer<unknown>, (clock: ClockMap) => TraceLayer<unknown>>();

  constructor({ bundle, layers, duration, problems, newer, signal, videoReader }: OpenContext) {
    this.#bundle = bundle;
    this.#layers = layers;
    this.#duration = duration;
    this.#problems = problems;
    this.#newer = newer;
    this.#signal = signal;
    this.#videoReader = videoReader;
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
      onDigest: ({ bytes, sha256 }) => this.#bundle.compare(path, bytes, sha256),
      onBlank: () => blank.add(path),
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

async function countTests(
  run: TestRunItem,
  bundle: CheckedBundle,
  problems: ProblemLog,
): Promise<TestRunItem> {
  try {
    const text = await bundle.readText(run.path);
    return {
      ...run,
      counts: run.format === 'ctrf' ? ctrfCounts(text, run.path) : junitCounts(text, run.path),
    };
  } catch (error) {
    problems.add(problemOf(error, 'error', run.time));
    return run;
  }
}

async function countDiagnostics(
  run: DiagnosticsItem,
  bundle: CheckedBundle,
  problems: ProblemLog,
): Promise<DiagnosticsItem> {
  try {
    return { ...run, counts: sarifCounts(await bundle.readText(run.path), run.path) };
  } catch (error) {
    problems.add(problemOf(error, 'error', run.time));
    return run;
  }
}
