/** Layers of records that this schema defines itself: records in native time → tracks in trace time, in slices. */
import type { Problem } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import type { TraceTime } from '../base/time.ts';
import type {
  Annotation,
  BrowserEvent,
  CommandRecord,
  DiagnosticsRun,
  EditEvent,
  ScreenFrame,
  TestRun,
} from '../schema/generated/types.ts';
import { callRef } from './agent-steps.ts';
import type { ClockMap } from './clock-map.ts';
import type {
  Command,
  DiagnosticsItem,
  Still,
  TestRunItem,
  TimedAnnotation,
  TimedBrowserEvent,
  TimedEdit,
} from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { Holds } from './record-files.ts';
import { Track, type Timed } from './track.ts';

/** What a record reader knows of its layer. */
export interface LayerContext {
  readonly id: string;
  readonly map: ClockMap;
  readonly duration: TraceTime;
  /** The bundle follows a newer minor version of the schema than this program. */
  readonly newer: boolean;
  /** The layer has no times: only the order of its items is known. */
  readonly orderOnly?: boolean;
  report(problem: Problem): void;
}

/** A track in the making. */
export type TrackWork<T> = Generator<undefined, T>;
type Records<T> = Holds<unknown, T>;

function* placed<R, T extends Timed>(
  { items: records }: Records<R>,
  context: LayerContext,
  place: (record: R, placer: TimePlacer) => T,
): TrackWork<Track<T>> {
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const items: T[] = [];
  for (const record of records) {
    items.push(place(record, placer));
    if (items.length % SLICE === 0) yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  return new Track(items);
}

export function placeCommands(
  records: Records<CommandRecord>,
  context: LayerContext,
): TrackWork<Track<Command>> {
  return placed(records, context, (record, placer) => {
    const time = placer.next(record.t_start);
    return {
      time,
      end: record.t_end === null ? undefined : placer.end(record.t_end, time),
      seq: record.seq,
      terminal: record.terminal,
      cwd: record.cwd ?? undefined,
      command: record.command,
      exitCode: record.exit_code ?? undefined,
      exitSource: record.exit_source,
      call: callRef(record),
    };
  });
}

export function placeEdits(records: Records<EditEvent>, context: LayerContext): TrackWork<Track<TimedEdit>> {
  return placed(records, context, (event, placer) => ({
    time: placer.next(event.t),
    event,
  }));
}

export function placeBrowser(
  records: Records<BrowserEvent>,
  context: LayerContext,
): TrackWork<Track<TimedBrowserEvent>> {
  return placed(records, context, (event, placer) => ({
    time: placer.next(event.t),
    event,
  }));
}

export function placeAnnotations(
  records: Records<Annotation>,
  context: LayerContext,
): TrackWork<Track<TimedAnnotation>> {
  return placed(records, context, (annotation, placer) => {
    const time = placer.next(annotation.t);
    const end = typeof annotation.t_end === 'number' ? placer.end(annotation.t_end, time) : undefined;
    return { time, end, annotation };
  });
}

export function placeStills(records: Records<ScreenFrame>, context: LayerContext): TrackWork<Track<Still>> {
  return placed(records, context, ({ t, path }, placer) => ({ time: placer.next(t), path }));
}

/** Runs without their counts, which stand in the reports. */
export function placeTestRuns(
  records: Records<TestRun>,
  context: LayerContext,
): TrackWork<Track<TestRunItem>> {
  return placed(records, context, (run, placer) => {
    const time = placer.next(run.t_start);
    return {
      time,
      end: run.t_end === null ? undefined : placer.end(run.t_end, time),
      name: run.name,
      path: run.path,
      format: run.format,
      commandSeq: run.command_seq,
      counts: undefined,
    };
  });
}

/** Runs without their counts, which stand in the reports. */
export function placeDiagnostics(
  records: Records<DiagnosticsRun>,
  context: LayerContext,
): TrackWork<Track<DiagnosticsItem>> {
  return placed(records, context, (run, placer) => ({
    time: placer.next(run.t),
    tool: run.tool,
    path: run.path,
    commandSeq: run.command_seq,
    counts: undefined,
  }));
}
