/** What rules read: every layer of a trace in trace time, and what was wrong with reading it. */
import { asTraceError, isUnreached, type Problem, type TraceError } from '../base/errors.ts';
import type { TraceTime } from '../base/time.ts';
import type { Layer, Manifest } from '../schema/generated/types.ts';
import type { ClockMap } from '../trace/clock-map.ts';
import type { TraceLayer } from '../trace/layers.ts';
import { readAudioSeconds } from '../trace/read-audio.ts';
import type { Trace, Voice } from '../trace/trace.ts';
import type { Timed, Track } from '../trace/track.ts';
import type { Verifications } from '../trace/verifications.ts';

/** A layer that could be read. */
export interface Held<T> {
  readonly layer: Layer;
  readonly clock: ClockMap;
  readonly holds: T;
}

/** A sound, as far as rules want it. */
export interface Sound {
  /** Its length in its own time. */
  readonly seconds: number;
}

/** Each list of a trace's layers, without those that could not be read. */
type HeldLists = Awaited<ReturnType<typeof holdLists>>;

export interface Facts extends HeldLists {
  readonly trace: Trace;
  readonly manifest: Manifest;
  readonly duration: TraceTime;
  /** Every file that really lies in the bundle; undefined where that cannot be listed, as on a web server. */
  readonly listing: readonly string[] | undefined;
  /** What is wrong with each file that is not as recorded, by path; undefined: the files were not read through. */
  readonly faults: ReadonlyMap<string, Problem> | undefined;
  /** What was wrong with the manifest, the files and the layers. */
  readonly problems: readonly Problem[];
  /** Why a present layer could not be read, by its id. */
  readonly failed: ReadonlyMap<string, TraceError>;
  /** Records of re-runs that stand beside the bundle; undefined: there are none, or nobody looked. */
  readonly verifications: Verifications | undefined;
}

export interface FactsOptions {
  readonly listing?: readonly string[];
  /** Whether to read every file through; of a large bundle that takes long. */
  readonly compare: boolean;
  /** What is wrong with each file, where they were read through already: then it is not done again. */
  readonly faults?: ReadonlyMap<string, Problem> | undefined;
  /** What stands beside the bundle of re-runs. */
  readonly verifications?: Verifications | undefined;
  /** Told, again and again, what is being done. */
  readonly onProgress?: OnProgress;
}

/** What is being done: layers are read, then files compared with the manifest, then rules run. */
export interface JudgeProgress {
  readonly step: 'layers' | 'files' | 'rules';
  /** The layer by its id, the file by its path, or the rule by its title. */
  readonly name: string;
  /** How much of the step is done, in [0, 1]. */
  readonly done: number;
}

type OnProgress = (progress: JudgeProgress) => void;

/**
 * Reads all of a trace. A layer that cannot be read is in `failed`. Rejects with what says nothing of the trace: what is no
 * TraceError, aborts, and what could not be reached.
 */
export async function loadFacts(trace: Trace, options: FactsOptions): Promise<Facts> {
  const { listing, compare, verifications, onProgress = () => undefined } = options;
  const failed = new Map<string, TraceError>();
  const lists = await holdLists(trace, failed, onProgress);
  const faults = options.faults ?? (compare ? await readThrough(trace, onProgress) : undefined);
  return {
    trace,
    manifest: trace.manifest,
    duration: trace.duration,
    listing,
    faults,
    problems: trace.problems.all,
    failed,
    ...lists,
    verifications,
  };
}

/** `failed`: where the layers that cannot be read are put. */
async function holdLists(trace: Trace, failed: Map<string, TraceError>, onProgress: OnProgress) {
  const present = Math.max(1, trace.layers.filter(({ status }) => status === 'present').length);
  let read = 0;
  const load = async <T, H = T>(
    layers: readonly TraceLayer<T>[],
    take: (content: T) => H | Promise<H>,
  ): Promise<readonly Held<H>[]> => {
    const held: Held<H>[] = [];
    for (const { layer, clock, content } of layers) {
      const tell = (): void =>
        onProgress({ step: 'layers', name: layer.id, done: (read + (content.progress() ?? 0)) / present });
      const stop = content.subscribe(tell);
      tell();
      try {
        held.push({ layer, clock, holds: await take(await content.get()) });
      } catch (error) {
        const failure = asTraceError(error);
        // A defect of ours, a cancelled read or a lost connection says nothing of the trace.
        if (failure.code === 'internal' || isUnreached(failure)) throw error;
        failed.set(layer.id, failure);
      } finally {
        stop();
        read += 1;
      }
    }
    return held;
  };
  const same = <T>(content: T): T => content;
  return {
    videos: await load(trace.videos, same),
    sounds: await load(trace.voices, soundOf),
    terminals: await load(trace.terminals, same),
    inputs: await load(trace.inputs, same),
    commands: await load(trace.commands, same),
    transcripts: await load(trace.transcripts, same),
    edits: await load(trace.edits, same),
    browsers: await load(trace.browsers, same),
    doms: await load(trace.doms, same),
    networks: await load(trace.networks, same),
    tests: await load(trace.tests, same),
    lints: await load(trace.diagnostics, same),
    notes: await load(trace.annotations, same),
    agents: await load(trace.agents, same),
    diffs: await load(trace.diffs, same),
    logs: await load(trace.logs, same),
    metrics: await load(trace.metrics, same),
    spans: await load(trace.spans, same),
  };
}

/** Reads every file through, and tells what is wrong with each that is not as recorded, by path. */
export async function readThrough(
  { bundle }: Trace,
  onProgress: OnProgress,
): Promise<ReadonlyMap<string, Problem>> {
  const faults = new Map<string, Problem>();
  const total = Math.max(
    1,
    [...bundle.files.values()].reduce((sum, { bytes }) => sum + bytes, 0),
  );
  let before = 0;
  for (const [path, { bytes: size }] of bundle.files) {
    const tell = (bytes: number): void =>
      onProgress({ step: 'files', name: path, done: Math.min(1, (before + bytes) / total) });
    tell(0);
    const fault = await bundle.verify(path, undefined, tell);
    if (fault) faults.set(path, fault);
    before += size;
  }
  return faults;
}

async function soundOf(voice: Voice): Promise<Sound> {
  const outline = await voice.shippedOutline();
  return { seconds: outline?.seconds ?? (await readAudioSeconds(await voice.file())) };
}

/** An item and the layer that it is of. */
export interface Placed<T> {
  readonly layer: Layer;
  readonly item: T;
}

/** What `placed` made of each list of layers: most rules want the same again, of up to hundreds of thousands of items. */
const PLACED = new WeakMap<readonly unknown[], readonly Placed<unknown>[]>();

/** The items of several layers of one kind in time order, without those of layers that have no times. */
export function placed<T extends Timed>(layers: readonly Held<Track<T>>[]): readonly Placed<T>[] {
  const known = PLACED.get(layers);
  // What is kept by a list of layers was made of that list.
  if (known) return known as readonly Placed<T>[];
  const items = layers
    .filter(({ layer }) => hasTimes(layer))
    .flatMap(({ layer, holds }) => holds.items.map((item) => ({ layer, item })))
    .sort((a, b) => a.item.time - b.item.time);
  PLACED.set(layers, items);
  return items;
}

/** False for a layer of which only the order of its items is known. */
export function hasTimes({ clock }: Layer): boolean {
  return clock.domain !== 'order_only';
}
