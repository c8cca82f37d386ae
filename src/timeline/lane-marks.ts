/** What each layer looks like on its lane: layer content → marks, the topmost last. */
import { fromMicros, type TraceTime } from '../base/time.ts';
import type { DomRecording } from '../trace/dom-recording.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import type { NetworkEntry } from '../trace/har.ts';
import type { InputType } from '../trace/input-columns.ts';
import type { InputTrack } from '../trace/input-track.ts';
import type {
  Command,
  Cue,
  DiagnosticsItem,
  Still,
  Terminal,
  TestRunItem,
  TimedAnnotation,
  TimedBrowserEvent,
  Video,
} from '../trace/layers.ts';
import type { Timed, Track } from '../trace/track.ts';
import {
  describeInput,
  describeNote,
  describePage,
  firstLine,
  lengthOf,
  shortAddress,
} from './describe-item.ts';
import { buildMarks, createMarks, type MarkColumns, type Marks, type MarksSpec, type Tone } from './marks.ts';
import { SLICE } from '../base/slices.ts';
import { CLOCK_WORDS } from '../base/time-words.ts';
import { testStretches } from './test-stretches.ts';

/** Marks in the making, for layers that may hold very many items. */
export type LaneWork = Generator<undefined, readonly Marks[]>;

/** Frames are drawn one by one where each has this much room, in CSS pixels. */
const FRAME_SPACING = 5;
const KEY_SPACING = 3;

/** Least serious first: what is drawn last is on top. */
const TONES: readonly Tone[] = ['track', 'ok', 'unknown', 'warn', 'fail'];

export function* videoMarks({ frames }: Video): LaneWork {
  const starts = new Float64Array(frames.count);
  const keys: number[] = [];
  for (let index = 0; index < starts.length; index++) {
    starts[index] = frames.startOf(index);
    if (frames.isKey(index)) keys.push(frames.startOf(index));
    if (index % SLICE === SLICE - 1) yield;
  }
  const band = { time: frames.startOf(0), end: frames.end };
  return [
    createMarks({
      shape: 'band',
      items: [band],
      describe: (_, micros) => describeFrame(frames, micros),
    }),
    yield* buildMarks({ shape: 'minor', tone: 'unknown', minSpacing: FRAME_SPACING, starts }),
    yield* buildMarks({ shape: 'minor', minSpacing: KEY_SPACING, starts: Float64Array.from(keys) }),
  ];
}

/** The frame that is on screen at a moment: beside a mark that is another one than the mark's. */
function describeFrame(frames: FrameTable, micros: number): string {
  const index = Math.max(0, frames.indexAt(fromMicros(Math.floor(micros))));
  return `frame ${index} of ${frames.count}${frames.isKey(index) ? ' · key frame' : ''}`;
}

export function* stillMarks({ items }: Track<Still>): LaneWork {
  return [yield* buildMarks({ shape: 'minor', items, describe: ({ path }) => `still · ${path}` })];
}

/** A sound track of which only the extent is known. */
export function voiceMarks(range: { readonly start: TraceTime; readonly end: TraceTime }): readonly Marks[] {
  const item = { time: range.start, end: range.end };
  return [createMarks({ shape: 'band', items: [item], describe: () => `sound, ${lengthOf(item)}` })];
}

export function* inputMarks(track: InputTrack): LaneWork {
  const marks = (look: Pick<MarkColumns, 'shape' | 'tone' | 'plural'>, ...types: readonly InputType[]) => {
    // Looked for when it is asked for: to keep a row for each would take half as much as the marks.
    const describe = (index: number): string => describeInput(track.event(track.rowAmong(index, ...types)));
    return buildMarks({ ...look, starts: track.timesOf(track.rowsOf(...types)), describe });
  };
  return [
    yield* marks({ shape: 'density', tone: 'unknown', plural: 'pointer moves' }, 'move', 'scroll'),
    yield* marks({ shape: 'density', plural: 'keys' }, 'key_down'),
    yield* marks({ shape: 'tick', plural: 'clicks' }, 'down'),
  ];
}

export function* terminalMarks({ chunks }: Terminal): LaneWork {
  const output = chunks.ofKind('output');
  const markers = chunks.ofKind('marker');
  const startsOf = (indexes: Uint32Array): Float64Array =>
    Float64Array.from(indexes, (index) => chunks.timeOf(index));
  const markerOf = (at: number): string => chunks.labelOf(markers[at] ?? -1);
  return [
    yield* buildMarks({
      shape: 'density',
      starts: startsOf(output),
      plural: 'pieces of output',
      describe: (at) => `output, ${chunks.lengths[output[at] ?? -1] ?? 0} characters`,
    }),
    createMarks({
      shape: 'tick',
      starts: startsOf(markers),
      label: markerOf,
      describe: (at) => `marker ${markerOf(at)}`,
    }),
  ];
}

/** A command that had not ended reaches to the next one of its terminal, or to `duration`. */
export function* commandMarks(items: readonly Command[], duration: TraceTime, words = CLOCK_WORDS): LaneWork {
  /** Where the next command of the same terminal starts, for those without an end. */
  const nextOf = new Map<Command, number>();
  const latest = new Map<string, number>();
  for (let index = items.length - 1; index >= 0; index--) {
    const command = items[index];
    if (!command) continue;
    // Where only an order is known, it has no length.
    if (command.end === undefined && words.steps === undefined)
      nextOf.set(command, latest.get(command.terminal) ?? duration);
    latest.set(command.terminal, command.time);
    if (index % SLICE === 0) yield;
  }
  return yield* byTone(
    items,
    ({ exitCode }) => (exitCode === undefined ? 'unknown' : exitCode === 0 ? 'ok' : 'fail'),
    {
      shape: 'span',
      end: (command) => command.end ?? nextOf.get(command),
      label: ({ command }) => command,
      describe: (command) =>
        [
          command.command,
          command.exitCode === undefined ? 'exit code not recorded' : `exit ${command.exitCode}`,
          lengthOf(command, words),
        ]
          .filter(Boolean)
          .join(' · '),
    },
  );
}

/** The runs over the red and the green that lie between them. */
export function* testMarks(
  { items }: Track<TestRunItem>,
  duration: TraceTime,
  words = CLOCK_WORDS,
): LaneWork {
  const stretches = testStretches(items, duration);
  const ribbon = (['green', 'red'] as const).map((state) =>
    createMarks({
      shape: 'ribbon',
      tone: state === 'red' ? 'fail' : 'ok',
      items: stretches.filter((stretch) => stretch.state === state),
      describe: (stretch) =>
        [`Tests are ${state}`, countsOf(stretch), lengthOf(stretch, words)].filter(Boolean).join(' · '),
    }),
  );
  const toneOf = ({ counts }: TestRunItem): Tone => {
    if (!counts || counts.passed + counts.failed === 0) return 'unknown';
    return counts.failed > 0 ? 'fail' : 'ok';
  };
  const runs = yield* byTone(items, toneOf, {
    shape: 'span',
    label: ({ counts }) => {
      if (!counts) return '';
      return counts.failed > 0 ? `${counts.passed}✓ ${counts.failed}✗` : `${counts.passed}✓`;
    },
    describe: (run) =>
      [run.name ?? 'Test run', countsOf(run), lengthOf(run, words)].filter(Boolean).join(' · '),
  });
  return [...ribbon.filter(({ starts }) => starts.length > 0), ...runs];
}

function countsOf({ counts }: Pick<TestRunItem, 'counts'>): string {
  if (!counts) return 'counts not known';
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

export function lintMarks({ items }: Track<DiagnosticsItem>): LaneWork {
  const toneOf = ({ counts }: DiagnosticsItem): Tone => {
    if (!counts) return 'unknown';
    return counts.errors > 0 ? 'fail' : counts.warnings > 0 ? 'warn' : 'ok';
  };
  return byTone(items, toneOf, {
    shape: 'tick',
    label: ({ counts }) => (counts ? `${counts.errors} E ${counts.warnings} W` : '?'),
    describe: ({ tool, counts }) =>
      `${tool ?? 'Lint'} · ${counts ? `${counts.errors} errors, ${counts.warnings} warnings` : 'counts not known'}`,
  });
}

export function browserMarks({ items }: Track<TimedBrowserEvent>): readonly Marks[] {
  const of = (...types: readonly string[]) => items.filter(({ event }) => types.includes(event.type));
  const messages = of('console');
  return [
    createMarks({
      shape: 'minor',
      tone: 'unknown',
      items: of('scroll', 'snapshot', 'tab_opened', 'tab_activated', 'tab_closed'),
      describe: describePage,
    }),
    createMarks({ shape: 'minor', items: of('click', 'input', 'change', 'submit'), describe: describePage }),
    createMarks({
      shape: 'minor',
      tone: 'warn',
      items: messages.filter(({ event }) => event.type === 'console' && event.level === 'warning'),
      describe: describePage,
    }),
    createMarks({
      shape: 'minor',
      tone: 'fail',
      items: messages.filter(({ event }) => event.type === 'console' && event.level === 'error'),
      describe: describePage,
    }),
    createMarks({
      shape: 'flag',
      items: of('navigated'),
      label: ({ event }) => (event.type === 'navigated' ? shortAddress(event.url) : ''),
      describe: describePage,
    }),
  ];
}

/** Changes of the page's content, and where it was another page. */
export function* domMarks({ events, visits }: DomRecording): LaneWork {
  return [
    yield* buildMarks({
      shape: 'density',
      items: events.items,
      plural: 'changes of the page',
      describe: () => 'change of the page',
    }),
    createMarks({ shape: 'minor', items: visits.items, describe: ({ url }) => url }),
  ];
}

export function networkMarks({ items }: Track<NetworkEntry>, words = CLOCK_WORDS): LaneWork {
  const toneOf = ({ status, failure }: NetworkEntry): Tone =>
    failure !== undefined || (status ?? 0) >= 400 ? 'fail' : 'track';
  return byTone(items, toneOf, {
    shape: 'span',
    describe: (entry) =>
      [
        [entry.method, shortAddress(entry.url)].filter(Boolean).join(' '),
        entry.failure ?? (entry.status === undefined ? 'no status recorded' : String(entry.status)),
        lengthOf(entry, words),
      ]
        .filter(Boolean)
        .join(' · '),
  });
}

export function* cueMarks({ items }: Track<Cue>): LaneWork {
  return [
    yield* buildMarks({
      shape: 'span',
      items,
      label: ({ text }) => firstLine(text),
      describe: ({ text, speaker }) => (speaker === undefined ? text : `${speaker}: ${text}`),
    }),
  ];
}

export function noteMarks({ items }: Track<TimedAnnotation>): readonly Marks[] {
  const name = ({ annotation }: TimedAnnotation): string => annotation.type.replace('_', ' ');
  const words = {
    label: (item: TimedAnnotation) => firstLine(describeNote(item) ?? name(item)),
    describe: (item: TimedAnnotation) => [name(item), describeNote(item)].filter(Boolean).join(' · '),
  };
  const sync = (item: TimedAnnotation): boolean => item.annotation.type === 'sync_mark';
  return [
    createMarks({ shape: 'span', items: items.filter((item) => item.end !== undefined), ...words }),
    createMarks({ shape: 'minor', items: items.filter(sync), ...words }),
    createMarks({
      shape: 'flag',
      items: items.filter((item) => item.end === undefined && !sync(item)),
      ...words,
    }),
  ];
}

/** One set of marks a tone, so that a failure is never hidden under what went well. */
function* byTone<T extends Timed>(
  items: readonly T[],
  toneOf: (item: T) => Tone,
  spec: Omit<MarksSpec<T>, 'items' | 'tone'>,
): LaneWork {
  const parts = new Map<Tone, T[]>(TONES.map((tone) => [tone, []]));
  for (const [index, item] of items.entries()) {
    parts.get(toneOf(item))?.push(item);
    if (index % SLICE === SLICE - 1) yield;
  }
  const marks: Marks[] = [];
  for (const [tone, part] of parts)
    if (part.length > 0) marks.push(yield* buildMarks({ ...spec, tone, items: part }));
  return marks;
}
