import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { field } from '../base/json.ts';
import { Lazy } from '../base/lazy.ts';
import type { ProblemLog } from '../base/problem-log.ts';
import { inSlices } from '../base/slices.ts';
import type { TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { clockMap, type ClockMap } from './clock-map.ts';
import { declaredGaps, layerGaps, movedGaps, type DeclaredGap } from './declared-gaps.ts';
import { openBytes } from './file-bytes.ts';
import type { InputColumns } from './input-columns.ts';
import { InputPlacer } from './input-placer.ts';
import type { InputTrack } from './input-track.ts';
import { LayerFiles } from './layer-files.ts';
import type { Terminal, TraceLayer, Video } from './layers.ts';
import { onlyPath } from './only-path.ts';
import { openSound, openVideo } from './open-media.ts';
import { emptyLayerProblem, placeTerminal } from './read-media.ts';
import type { LayerContext } from './read-records.ts';
import type { TraceReaders } from './readers.ts';
import type { FileContent, FileKind, FileTypes } from './record-files.ts';
import type { ReadCast } from './terminal-player.ts';
import type { Voice } from './trace.ts';
import { readDiff, type FileDiff } from './unified-diff.ts';

/** Bytes of a file that waits until there is a picture. */
const LARGE = 4_000_000;

/** When what is read whole has its turn. */
export interface Turn {
  /** Resolves when a picture is there, or none is to be expected. */
  readonly pictured: Promise<void>;
  /** Whether all files wait for it, as where the picture only has to be drawn, or large ones alone. */
  readonly all: boolean;
}

/** What the layers of one trace are opened with. */
export interface OpenContext {
  readonly bundle: CheckedBundle;
  readonly layers: readonly Layer[];
  readonly duration: TraceTime;
  /** Of all recording. */
  readonly pauses: readonly DeclaredGap[];
  readonly problems: ProblemLog;
  /** The bundle follows a newer minor version of the schema. */
  readonly newer: boolean;
  /** Ends all reading when the trace is closed. */
  readonly signal: AbortSignal | undefined;
  readonly readers: TraceReaders;
  readonly turn: Turn;
}

export class LayerOpener {
  readonly #context: OpenContext;
  readonly files: LayerFiles;
  /** How each layer is made anew under another clock. */
  readonly #remakes = new WeakMap<TraceLayer<unknown>, (clock: ClockMap) => TraceLayer<unknown>>();

  constructor(context: OpenContext) {
    this.#context = context;
    const { bundle, readers, newer, signal } = context;
    this.files = new LayerFiles({ bundle, reader: readers.files, newer, signal, turn: this.#turn });
  }

  /**
   * The present layers of a kind; `read` runs once each, when first asked for. Under another clock it runs again, or
   * `reread` over what was read, where there is one; what was wrong with that still is.
   */
  each<T>(
    kind: Layer['kind'],
    read: (
      layer: Layer,
      context: LayerContext,
      onProgress: (done: number) => void,
      onPart: (part: T) => void,
    ) => Promise<T>,
    reread?: (content: T, context: LayerContext) => T,
  ): readonly TraceLayer<T>[] {
    return this.#context.layers
      .filter((layer) => layer.kind === kind && layer.status === 'present')
      .map((layer) => {
        const { duration, pauses, problems } = this.#context;
        const own = clockMap(layer.clock);
        const pointer = `/layers (${layer.id})/x-gaps`;
        const declared = declaredGaps(field(layer, 'x-gaps'), pointer, duration, problems.add);
        // Of several readings of a layer only the latest is heard, and it takes back what an earlier one said.
        const said: Problem[] = [];
        let latest: ClockMap | undefined;
        const make = (clock: ClockMap, before?: Lazy<T>): TraceLayer<T> => {
          latest = clock;
          const report = (problem: Problem): void => {
            if (latest !== clock) return;
            said.push(problem);
            problems.add(problem);
          };
          const context = {
            id: layer.id,
            map: clock,
            duration,
            newer: this.#context.newer,
            orderOnly: layer.clock.domain === 'order_only',
            report,
          };
          const content = new Lazy<T>(async (onProgress, onPart) => {
            try {
              if (before && reread) return reread(await before.get(), context);
              if (latest === clock) problems.withdraw(said.splice(0));
              return await read(layer, context, onProgress, onPart);
            } catch (error) {
              const failure = asTraceError(error);
              if (failure.code !== 'aborted') report(problemOf(failure));
              throw failure;
            }
          });
          const gaps = layerGaps(movedGaps(declared, own, clock, duration), pauses);
          const made = { layer, clock, content, ...(gaps && { gaps }) };
          this.#remakes.set(made, (other) => make(other, before ?? content));
          return made;
        };
        return make(own);
      });
  }

  /** The same layer under another clock. */
  readonly remake = (layer: TraceLayer<unknown>, clock: ClockMap): TraceLayer<unknown> =>
    this.#remakes.get(layer)?.(clock) ?? layer;

  /** Diffs of the whole, which have no times. */
  diffs(): readonly TraceLayer<readonly FileDiff[]>[] {
    const { bundle, signal } = this.#context;
    return this.each('file_diffs', async (layer, context) => {
      const path = onlyPath(layer);
      const text = await bundle.readText(path, signal);
      if (text.trim() === '') context.report(emptyLayerProblem(layer.id, layer.kind));
      return inSlices(readDiff(text, path));
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

  /** Resolves when it is a file's turn to be read. */
  readonly #turn = async (path: string): Promise<void> => {
    const { bundle, turn } = this.#context;
    if (turn.all || (bundle.files.get(path)?.bytes ?? 0) > LARGE) await turn.pictured;
  };

  async #readCast(path: string, blank: Set<string>, onProgress: (done: number) => void): Promise<ReadCast> {
    await this.#turn(path);
    const { bundle, readers, signal } = this.#context;
    return readers.terminals(path, await openBytes(bundle, path, signal), {
      onDigest: ({ bytes, sha256 }) => bundle.compare(path, bytes, sha256),
      onBlank: () => blank.add(path),
      onProgress,
      signal,
    });
  }

  /** Layers whose files are read once, in native time; `place` makes of that what the layer holds under a clock. */
  eachFile<K extends FileKind & Layer['kind'], T>(
    kind: K,
    place: (holds: FileTypes[K], context: LayerContext, path: string) => T | Promise<T>,
  ): readonly TraceLayer<T>[] {
    return this.each(kind, async (layer, context, onProgress) => {
      const path = onlyPath(layer);
      const holds = this.#told(layer, context, await this.files.read(kind, path, { onProgress }));
      return place(holds, context, path);
    });
  }

  /** Input is placed as it comes. */
  inputs(): readonly TraceLayer<InputTrack>[] {
    return this.each('input_events', async (layer, context, onProgress, onPart) => {
      const placer = new InputPlacer(context);
      let placing = Promise.resolve();
      const onInput = (columns: InputColumns): void => {
        placing = placing.then(async () => onPart(await inSlices(placer.place(columns))));
      };
      const read = await this.files.read('input_events', onlyPath(layer), { onProgress, onInput });
      const { head } = this.#told(layer, context, read);
      await placing;
      const track = await inSlices(placer.place(head));
      for (const problem of placer.problems()) context.report(problem);
      return track;
    });
  }

  /** What a file holds, once its problems are told. Throws what is wrong with it as a whole. */
  #told<T extends object>(
    { id, kind }: Layer,
    context: LayerContext,
    { holds, problems, blank }: FileContent<T>,
  ): T {
    if (blank) context.report(emptyLayerProblem(id, kind));
    for (const problem of problems) context.report(problem);
    if ('code' in holds) throw new TraceError(holds.code, holds.details);
    return holds;
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

  /** See `openSound`. Bytes of a sound wait until there is a picture: reading it takes a worker. */
  voices(): readonly TraceLayer<Voice>[] {
    const { bundle, turn } = this.#context;
    return this.each('speech_audio', (layer, context) => {
      const sound = openSound(layer, context, bundle);
      const file: Voice['file'] = async (signal) => {
        await turn.pictured;
        return sound.file(signal);
      };
      return Promise.resolve({ ...sound, file });
    });
  }
}
