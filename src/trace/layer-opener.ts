import { atMost } from '../base/at-most.ts';
import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import type { ProblemLog } from '../base/problem-log.ts';
import type { TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { clockMap, type ClockMap } from './clock-map.ts';
import { openBytes } from './file-reader.ts';
import type { DiagnosticsItem, Terminal, TestRunItem, TraceLayer, Video } from './layers.ts';
import { onlyPath } from './only-path.ts';
import { openSound, openVideo } from './open-media.ts';
import { emptyLayerProblem, placeTerminal } from './read-media.ts';
import type { LayerContext } from './read-records.ts';
import type { TraceReaders } from './readers.ts';
import type { FileContent, FileKind, FileTypes } from './record-files.ts';
import type { ReadCast } from './terminal-player.ts';
import type { Voice } from './trace.ts';
import { Track } from './track.ts';

/** Files that hold what a run found. */
type ReportKind = 'junit' | 'ctrf' | 'sarif';
/** There may be hundreds of reports, and other files are wanted too. */
const REPORTS_AT_ONCE = 4;

/** What the layers of one trace are opened with. */
export interface OpenContext {
  readonly bundle: CheckedBundle;
  readonly layers: readonly Layer[];
  readonly duration: TraceTime;
  readonly problems: ProblemLog;
  /** The bundle follows a newer minor version of the schema. */
  readonly newer: boolean;
  /** Ends all reading when the trace is closed. */
  readonly signal: AbortSignal | undefined;
  readonly readers: TraceReaders;
}

export class LayerOpener {
  readonly #context: OpenContext;
  /** Of reports, by their paths. */
  readonly #counts = new Map<string, Promise<FileTypes[ReportKind]['head']>>();
  /** How each layer is made anew under another clock. */
  readonly #remakes = new WeakMap<TraceLayer<unknown>, (clock: ClockMap) => TraceLayer<unknown>>();

  constructor(context: OpenContext) {
    this.#context = context;
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
    return this.#context.layers
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
            this.#context.problems.add(problem);
          };
          const context = {
            id: layer.id,
            map: clock,
            duration: this.#context.duration,
            newer: this.#context.newer,
            report,
          };
          const content = new Lazy(async (onProgress) => {
            try {
              if (before && reread) return reread(await before.get(), context);
              if (latest === clock) this.#context.problems.withdraw(said.splice(0));
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
      const text = kept.get(path) ?? this.#context.bundle.readText(path, this.#context.signal);
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
  terminals(): readonly TraceLayer<Terminal>[] {
    const casts = new Map<string, Lazy<ReadCast>>();
    const blank = new Set<string>();
    return this.each('terminal', async (layer, context, onProgress) => {
      const path = onlyPath(layer);
      const cast = casts.get(path) ?? new Lazy(() => this.#readCast(path, blank, onProgress));
      casts.set(path, cast);
      const read = cast.get();
      await read.catch(() => undefined);
      if (blank.has(path)) context.report(emptyLayerProblem(layer.id, layer.kind));
      return placeTerminal(await read, context);
    });
  }

  async #readCast(path: string, blank: Set<string>, onProgress: (done: number) => void): Promise<ReadCast> {
    const artifact = await this.#context.bundle.open(path, this.#context.signal);
    const size = artifact.size ?? this.#context.bundle.files.get(path)?.bytes;
    return this.#context.readers.terminals(path, await artifact.stream(this.#context.signal), {
      onDigest: ({ bytes, sha256, isBlank }) => {
        this.#context.bundle.compare(path, bytes, sha256);
        if (isBlank) blank.add(path);
      },
      onProgress: (bytes) => size && onProgress(Math.min(1, bytes / size)),
      signal: this.#context.signal,
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
          this.#context.signal?.throwIfAborted();
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
    const bytes = await openBytes(this.#context.bundle, path, this.#context.signal);
    const file = { kind, path, newer: this.#context.newer };
    const content = await this.#context.readers.files(file, bytes, {
      onProgress,
      signal: this.#context.signal,
    });
    this.#context.bundle.compare(path, content.bytes, content.sha256);
    return content;
  }

  /** See `openVideo`. */
  videos(): readonly TraceLayer<Video>[] {
    const { bundle, duration, readers, signal } = this.#context;
    return this.each(
      'screen_video',
      (layer, context, onProgress) =>
        openVideo(layer, context, { bundle, duration, readers, signal, onProgress }),
      (video, context) => ({ ...video, frames: video.frames.withMap(context.map) }),
    );
  }

  /** See `openSound`. */
  voices(): readonly TraceLayer<Voice>[] {
    return this.each('speech_audio', (layer, context) =>
      Promise.resolve(openSound(layer, context, this.#context.bundle)),
    );
  }
}
