import type { Problem } from '../base/errors.ts';
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import { Lazy } from '../base/lazy.ts';
import { clampTime, fromMicros, ZERO, type TraceTime } from '../base/time.ts';
import { clockMap, type ClockMap, type ClockQuality } from '../trace/clock-map.ts';
import type { DeclaredGap } from '../trace/declared-gaps.ts';
import type { Command, Layer, TraceLayer, Video } from '../trace/layers.ts';
import type { InputTrack } from '../trace/input-track.ts';
import { outlineOf, type Outline } from '../trace/outline.client.ts';
import { timeWords } from '../trace/order-only.ts';
import type { Trace, Voice } from '../trace/trace.ts';
import type { Track } from '../trace/track.ts';
import { agentMarks } from './agent-marks.ts';
import { editMarks } from './edit-marks.ts';
import {
  browserMarks,
  commandMarks,
  cueMarks,
  domMarks,
  inputMarks,
  lintMarks,
  networkMarks,
  noteMarks,
  stillMarks,
  terminalMarks,
  testMarks,
  videoMarks,
  voiceMarks,
  type LaneWork,
} from './lane-marks.ts';
import { logMarks, metricMarks, spanMarks } from './signal-marks.ts';
import { createMarks, withLimits, type Marks } from './marks.ts';
import { inSlices } from '../base/slices.ts';
import { syncWords } from './sync-words.ts';
import { trackLook, type TrackColour } from './track-look.ts';

/** `absent`: a layer that the manifest names but that holds nothing. */
export type LaneKind =
  | 'video'
  | 'stills'
  | 'input'
  | 'commands'
  | 'terminal'
  | 'edits'
  | 'tests'
  | 'lint'
  | 'browser'
  | 'dom'
  | 'network'
  | 'voice'
  | 'cues'
  | 'notes'
  | 'agent'
  | 'logs'
  | 'metrics'
  | 'spans'
  | 'problems'
  | 'findings'
  | 'comments'
  | 'absent';

/** What is drawn in a lane; the topmost last. */
export type LaneItems = readonly Marks[];

/** What is known of a lane while its layer is read. */
export interface LanePart {
  readonly items: LaneItems;
  /** Trace time in microseconds; of what comes after it, nothing is known. */
  readonly until: number;
}

/** One row of the timeline. */
export interface Lane {
  /** Unique within the timeline. */
  readonly id: string;
  /** id of the layer; undefined for the problems, which are of the whole trace. */
  readonly layer: string | undefined;
  readonly title: string;
  /** How well its times are known, in words; undefined where it has no layer. */
  readonly sync: string | undefined;
  readonly quality: ClockQuality | undefined;
  readonly colour: TrackColour;
  readonly kind: LaneKind;
  /** CSS pixels. */
  readonly height: number;
  /** What stands in the lane instead of items. */
  readonly note: string | undefined;
  /** When nothing of it was recorded, beside the pauses of the whole trace; in time order. Not given: never. */
  readonly gaps?: readonly DeclaredGap[];
  /** A video, whose pictures are drawn above the items where they are to be had; see `film-lane.ts`. */
  readonly video?: Lazy<Video>;
  /** A sound, whose outline is drawn over the items once it is there. */
  readonly sound?: { readonly outline: Outline; readonly map: ClockMap };
  /** Rejects where the layer cannot be read. Cheap to call again for a layer that is read already. */
  load(): Promise<LaneItems>;
  /** What is known until then, for layers that can be shown in part. Returns how to stop listening. */
  watch?(onPart: (part: LanePart) => void): () => void;
}

const HEIGHT: Readonly<Record<Exclude<LaneKind, 'findings' | 'comments'>, number>> = {
  video: 24,
  stills: 16,
  input: 20,
  commands: 22,
  terminal: 16,
  edits: 20,
  tests: 20,
  lint: 20,
  browser: 20,
  dom: 16,
  network: 16,
  voice: 24,
  cues: 22,
  notes: 20,
  agent: 22,
  logs: 20,
  metrics: 24,
  spans: 22,
  problems: 18,
  absent: 15,
};

const ABSENT: Readonly<Record<Exclude<Layer['status'], 'present'>, string>> = {
  empty: 'nothing happened',
  not_captured: 'not captured',
  lost: 'lost',
  withheld: 'withheld',
};

/**
 * The lanes of a trace from top to bottom: what is there in a fixed order, then what is not. Nothing is read yet. Lanes
 * of one title have their layer's id with it.
 */
export function traceLanes(trace: Trace): readonly Lane[] {
  const words = timeWords(trace.manifest);
  return withOwnTitles([
    ...videoLanes(trace.videos),
    ...kept(trace.stills, (layer) => contentLane(layer, 'stills', stillMarks, words)),
    ...kept(trace.inputs, (layer) => inputLane(layer, words)),
    ...kept(trace.agents, (layer) => contentLane(layer, 'agent', agentMarks, words)),
    ...kept(trace.commands, (layer) => commandLanes(layer, trace, words)),
    ...kept(trace.terminals, (layer) => contentLane(layer, 'terminal', terminalMarks, words)),
    ...kept(trace.edits, (layer) =>
      contentLane(layer, 'edits', (track) => editMarks(track, trace.duration), words),
    ),
    ...kept(trace.tests, (layer) =>
      contentLane(layer, 'tests', (track) => testMarks(track, trace.duration, words), words),
    ),
    ...kept(trace.diagnostics, (layer) => contentLane(layer, 'lint', lintMarks, words)),
    ...kept(trace.browsers, (layer) => contentLane(layer, 'browser', browserMarks, words)),
    ...kept(trace.doms, (layer) => contentLane(layer, 'dom', domMarks, words)),
    ...kept(trace.networks, (layer) =>
      contentLane(layer, 'network', (track) => networkMarks(track, words), words),
    ),
    ...kept(trace.logs, (layer) => contentLane(layer, 'logs', logMarks, words)),
    ...kept(trace.metrics, (layer) => contentLane(layer, 'metrics', metricMarks, words)),
    ...kept(trace.spans, (layer) => contentLane(layer, 'spans', (track) => spanMarks(track, words), words)),
    ...kept(trace.voices, (voice) => voiceLane(voice, trace)),
    ...kept(trace.transcripts, (layer) => contentLane(layer, 'cues', cueMarks, words)),
    ...kept(trace.annotations, (layer) => contentLane(layer, 'notes', noteMarks, words)),
    ...kept(trace.layers, absentLane),
  ]);
}

function withOwnTitles(lanes: readonly Lane[]): readonly Lane[] {
  const counts = new Map<string, number>();
  for (const { title } of lanes) counts.set(title, (counts.get(title) ?? 0) + 1);
  return lanes.map((whole) => {
    const { title, layer } = whole;
    const repeated = (counts.get(title) ?? 0) > 1;
    return repeated && layer !== undefined ? { ...whole, title: `${title} · ${layer}` } : whole;
  });
}

/** The lanes of the videos. */
export function videoLanes(videos: Trace['videos']): readonly Lane[] {
  return kept(videos, videoLane);
}

/** By the layer: under a corrected clock it is another one, and only its lanes are made anew. */
const lanesOf = new WeakMap<object, readonly Lane[]>();

function kept<T extends object>(
  layers: readonly T[],
  make: (layer: T) => Lane | readonly Lane[],
): readonly Lane[] {
  return layers.flatMap((layer) => {
    const known = lanesOf.get(layer);
    if (known) return known;
    const made = [make(layer)].flat().map((whole) => {
      const items = new Lazy(() => whole.load());
      return { ...whole, load: () => items.get() };
    });
    lanesOf.set(layer, made);
    return made;
  });
}

/** The lane of those problems that are about a moment; undefined where none is. */
export function problemsLane(
  problems: readonly Problem[],
  describe: (problem: Problem) => string,
): Lane | undefined {
  const placed = problems
    .flatMap((problem) => (problem.at === undefined ? [] : [{ time: problem.at, problem }]))
    .sort((a, b) => a.time - b.time);
  if (placed.length === 0) return undefined;
  const items = withLimits([
    createMarks({
      shape: 'tick',
      items: placed,
      label: ({ problem }) => describe(problem),
      describe: ({ problem }) => describe(problem),
    }),
  ]);
  return {
    id: 'problems',
    layer: undefined,
    title: 'Problems',
    sync: undefined,
    quality: undefined,
    colour: 'problems',
    kind: 'problems',
    height: HEIGHT.problems,
    note: undefined,
    load: () => Promise.resolve(items),
  };
}

function contentLane<T>(
  of: TraceLayer<T>,
  kind: keyof typeof HEIGHT,
  toMarks: (content: T) => LaneItems | LaneWork,
  words = CLOCK_WORDS,
): Lane {
  if (isOffAxis(of.layer, words)) return offAxisLane(of.layer);
  return { ...lane(of, kind), load: async () => marksLater(await of.content.get(), toMarks) };
}

/** Beside layers with times there is no place on the axis for what has none. */
function isOffAxis({ clock }: Layer, words: TimeWords): boolean {
  return clock.domain === 'order_only' && words.steps === undefined;
}

function offAxisLane(layer: Layer): Lane {
  return { ...emptyLane(layer), note: 'no times, only their order', load: () => Promise.resolve([]) };
}

function inputLane(layer: TraceLayer<InputTrack>, words: TimeWords): Lane {
  const { content } = layer;
  const watch: Lane['watch'] = (onPart) => {
    let stopped = false;
    let shown: InputTrack | undefined;
    const look = (): void => {
      const part = content.part();
      if (!part || part === shown) return;
      shown = part;
      void marksLater(part, inputMarks).then((items) => {
        // A larger part may have come meanwhile, or the whole.
        if (!stopped && content.part() === part) onPart({ items, until: part.timeAt(part.length - 1) });
      });
    };
    const stop = content.subscribe(look);
    look();
    return () => {
      stopped = true;
      // Who keeps this call would keep the part by it, as large as the whole.
      shown = undefined;
      stop();
    };
  };
  const whole = contentLane(layer, 'input', inputMarks, words);
  return whole.kind === 'input' ? { ...whole, watch } : whole;
}

function videoLane(layer: TraceLayer<Video>): Lane {
  const whole = contentLane(layer, 'video', videoMarks);
  return whole.kind === 'video' ? { ...whole, video: layer.content } : whole;
}

/** A lane a terminal where there are several; else one. Commands of a terminal that is not listed go to the first. */
function commandLanes(
  of: TraceLayer<Track<Command>>,
  { terminals, duration }: Trace,
  words: TimeWords,
): readonly Lane[] {
  const { layer, content } = of;
  if (isOffAxis(layer, words)) return [offAxisLane(layer)];
  const whole = lane(of, 'commands');
  if (terminals.length < 2) {
    const load = async () =>
      marksLater(await content.get(), ({ items }) => commandMarks(items, duration, words));
    return [{ ...whole, load }];
  }
  const known = new Set(terminals.map((terminal) => terminal.layer.id));
  return terminals.map((terminal, index) => ({
    ...whole,
    id: `${layer.id}:${terminal.layer.id}`,
    title: `${whole.title} · ${terminal.layer.title ?? terminal.layer.id}`,
    load: async () =>
      marksLater(await content.get(), ({ items }) => {
        const own = items.filter(
          (item) => item.terminal === terminal.layer.id || (index === 0 && !known.has(item.terminal)),
        );
        return commandMarks(own, duration, words);
      }),
  }));
}

function voiceLane(voice: TraceLayer<Voice>, { duration }: Trace): Lane {
  const { layer, clock: map } = voice;
  // The manifest tells them by the layer's own clock.
  const own = clockMap(layer.clock);
  const placed = (micros: number): TraceTime => map.toTrace(own.toNative(fromMicros(micros)));
  const start = clampTime(placed(layer.t_start ?? 0), ZERO, duration);
  const end = clampTime(placed(layer.t_end ?? duration), start, duration);
  const sound = { outline: outlineOf(voice), map };
  return { ...lane(voice, 'voice'), sound, load: () => Promise.resolve(voiceMarks({ start, end })) };
}

function absentLane(layer: Layer): readonly Lane[] {
  if (layer.status === 'present') return [];
  const reason = ABSENT[layer.status];
  const note = layer.status_note === undefined ? reason : `${reason}: ${layer.status_note}`;
  return [{ ...emptyLane(layer), note, load: () => Promise.resolve([]) }];
}

function emptyLane(layer: Layer): Omit<Lane, 'load'> {
  return lane({ layer, clock: clockMap(layer.clock) }, 'absent');
}

function lane(
  { layer, clock, gaps }: Omit<TraceLayer<unknown>, 'content'>,
  kind: keyof typeof HEIGHT,
): Omit<Lane, 'load'> {
  const { title, colour } = trackLook(layer.kind);
  const name = layer.title ?? title;
  return {
    id: layer.id,
    layer: layer.id,
    title: name,
    sync: syncWords(clock),
    quality: clock.quality,
    colour,
    kind,
    height: HEIGHT[kind],
    note: undefined,
    ...(gaps && { gaps: gaps.own }),
  };
}

async function marksLater<T>(content: T, toMarks: (content: T) => LaneItems | LaneWork): Promise<LaneItems> {
  return withLimits(await inSlices(marksOf(content, toMarks)));
}

/** Begins when it is asked for the first time. */
function* marksOf<T>(content: T, toMarks: (content: T) => LaneItems | LaneWork): LaneWork {
  const made = toMarks(content);
  return 'next' in made ? yield* made : made;
}
