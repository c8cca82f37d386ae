import type { Problem } from '../base/errors.ts';
import { clampTime, formatDuration, fromMicros, ZERO } from '../base/time.ts';
import { clockMap, type ClockMap } from '../trace/clock-map.ts';
import type { Layer, TraceLayer } from '../trace/layers.ts';
import { outlineOf, type Outline } from '../trace/outline.client.ts';
import type { Trace, Voice } from '../trace/trace.ts';
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
  terminalMarks,
  testMarks,
  videoMarks,
  voiceMarks,
  type LaneWork,
} from './lane-marks.ts';
import { createMarks, withLimits, type Marks } from './marks.ts';
import { inSlices, pause } from './slices.ts';
import { trackLook, type TrackColour } from './track-look.ts';

/** `absent`: a layer that the manifest names but that holds nothing. */
export type LaneKind =
  | 'video'
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
  | 'problems'
  | 'absent';

/** What is drawn in a lane; the topmost last. */
export type LaneItems = readonly Marks[];

/** One row of the timeline. */
export interface Lane {
  /** Unique within the timeline. */
  readonly id: string;
  /** id of the layer; undefined for the problems, which are of the whole trace. */
  readonly layer: string | undefined;
  readonly title: string;
  /** How well its times are known, in words; undefined where it has no layer. */
  readonly sync: string | undefined;
  readonly colour: TrackColour;
  readonly kind: LaneKind;
  /** CSS pixels. */
  readonly height: number;
  /** What stands in the lane instead of items. */
  readonly note: string | undefined;
  /** A sound, whose outline is drawn over the items once it is there. */
  readonly sound?: { readonly outline: Outline; readonly map: ClockMap };
  /** Rejects where the layer cannot be read. Cheap to call again for a layer that is read already. */
  load(): Promise<LaneItems>;
}

const HEIGHT: Readonly<Record<LaneKind, number>> = {
  video: 24,
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
  problems: 18,
  absent: 15,
};

const ABSENT: Readonly<Record<Exclude<Layer['status'], 'present'>, string>> = {
  empty: 'nothing happened',
  not_captured: 'not captured',
  lost: 'lost',
  withheld: 'withheld',
};

/** The lanes of a trace from top to bottom: what is there in a fixed order, then what is not. Nothing is read yet. */
export function traceLanes(trace: Trace): readonly Lane[] {
  return [
    ...trace.videos.map((layer) => contentLane(layer, 'video', videoMarks)),
    ...trace.inputs.map((layer) => contentLane(layer, 'input', inputMarks)),
    ...commandLanes(trace),
    ...trace.terminals.map((layer) => contentLane(layer, 'terminal', terminalMarks)),
    ...trace.edits.map((layer) => contentLane(layer, 'edits', (track) => editMarks(track, trace.duration))),
    ...trace.tests.map((layer) => contentLane(layer, 'tests', testMarks)),
    ...trace.diagnostics.map((layer) => contentLane(layer, 'lint', lintMarks)),
    ...trace.browsers.map((layer) => contentLane(layer, 'browser', browserMarks)),
    ...trace.doms.map((layer) => contentLane(layer, 'dom', domMarks)),
    ...trace.networks.map((layer) => contentLane(layer, 'network', networkMarks)),
    ...trace.voices.map((voice) => voiceLane(voice, trace)),
    ...trace.transcripts.map((layer) => contentLane(layer, 'cues', cueMarks)),
    ...trace.annotations.map((layer) => contentLane(layer, 'notes', noteMarks)),
    ...trace.layers.flatMap(absentLane),
  ];
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
    colour: 'problems',
    kind: 'problems',
    height: HEIGHT.problems,
    note: undefined,
    load: () => Promise.resolve(items),
  };
}

function contentLane<T>(
  { layer, content }: TraceLayer<T>,
  kind: LaneKind,
  toMarks: (content: T) => LaneItems | LaneWork,
): Lane {
  if (layer.clock.domain === 'order_only')
    return { ...lane(layer, 'absent'), note: 'no times, only their order', load: () => Promise.resolve([]) };
  return { ...lane(layer, kind), load: async () => marksLater(await content.get(), toMarks) };
}

/** A lane a terminal where there are several; else one. Commands of a terminal that is not listed go to the first. */
function commandLanes(trace: Trace): readonly Lane[] {
  const { terminals, duration } = trace;
  return trace.commands.flatMap(({ layer, content }) => {
    const whole = lane(layer, 'commands');
    if (terminals.length < 2)
      return {
        ...whole,
        load: async () => marksLater(await content.get(), ({ items }) => commandMarks(items, duration)),
      };
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
          return commandMarks(own, duration);
        }),
    }));
  });
}

function voiceLane(voice: TraceLayer<Voice>, { duration }: Trace): Lane {
  const { layer, clock: map } = voice;
  const start = clampTime(fromMicros(layer.t_start ?? 0), ZERO, duration);
  const end = clampTime(fromMicros(layer.t_end ?? duration), start, duration);
  const sound = { outline: outlineOf(voice), map };
  return { ...lane(layer, 'voice'), sound, load: () => Promise.resolve(voiceMarks({ start, end })) };
}

function absentLane(layer: Layer): readonly Lane[] {
  if (layer.status === 'present') return [];
  const reason = ABSENT[layer.status];
  const note = layer.status_note === undefined ? reason : `${reason}: ${layer.status_note}`;
  return [{ ...lane(layer, 'absent'), note, load: () => Promise.resolve([]) }];
}

function lane(layer: Layer, kind: LaneKind): Omit<Lane, 'load'> {
  const { title, colour } = trackLook(layer.kind);
  const name = layer.title ?? title;
  return {
    id: layer.id,
    layer: layer.id,
    title: name,
    sync: syncWords(layer),
    colour,
    kind,
    height: HEIGHT[kind],
    note: undefined,
  };
}

const SYNC_WORDS: Readonly<Record<Layer['clock']['sync_quality'], string>> = {
  measured: 'times measured',
  estimated: 'times estimated',
  assumed: 'times assumed, unchecked',
  order_only: 'no times, only their order',
};

/** How well a layer's times are known, and how far off they may be. */
function syncWords({ clock }: Layer): string {
  const words = SYNC_WORDS[clock.sync_quality];
  const { uncertainty } = clockMap(clock);
  return uncertainty === undefined ? words : `${words}, ± ${formatDuration(uncertainty)}`;
}

/** In tasks of its own: several lanes that become ready together must not make one long one. */
async function marksLater<T>(content: T, toMarks: (content: T) => LaneItems | LaneWork): Promise<LaneItems> {
  await pause();
  const made = toMarks(content);
  const marks = 'next' in made ? await inSlices(made) : made;
  return withLimits(marks);
}
