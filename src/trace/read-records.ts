/** Readers of the layers that this schema defines itself: JSON Lines in native time → tracks in trace time. */
import type { Problem } from '../base/errors.ts';
import type { TraceTime } from '../base/time.ts';
import type {
  Annotation,
  BrowserEvent,
  CommandRecord,
  DiagnosticsRun,
  EditEvent,
  InputEvent,
  TestRun,
} from '../schema/generated/types.ts';
import * as validators from '../schema/generated/validators.js';
import { parseJsonLines } from './json-lines.ts';
import type {
  Command,
  DiagnosticsItem,
  TestRunItem,
  TimedAnnotation,
  TimedBrowserEvent,
  TimedEdit,
  TimedInput,
} from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { ClockMap } from './clock-map.ts';
import { Track, type Timed } from './track.ts';

/** What a record reader knows of its layer. */
export interface LayerContext {
  readonly id: string;
  readonly map: ClockMap;
  readonly duration: TraceTime;
  /** The bundle follows a newer minor version of the schema than this program. */
  readonly newer: boolean;
  report(problem: Problem): void;
}

/** Kind of layer → type of its records. */
interface RecordTypes {
  readonly input_events: InputEvent;
  readonly commands: CommandRecord;
  readonly browser_events: BrowserEvent;
  readonly ide_edits: EditEvent;
  readonly test_runs: TestRun;
  readonly diagnostics: DiagnosticsRun;
  readonly annotations: Annotation;
}

function readTrack<K extends keyof RecordTypes, T extends Timed>(
  kind: K,
  text: string,
  path: string,
  context: LayerContext,
  place: (record: RecordTypes[K], placer: TimePlacer) => T,
): Track<T> {
  const { records, problems } = parseJsonLines<RecordTypes[K]>(text, path, validators[kind], context.newer);
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const items = records.map((record) => place(record, placer));
  for (const problem of [...problems, ...placer.problems()]) context.report(problem);
  return new Track(items);
}

export function readInput(text: string, path: string, context: LayerContext): Track<TimedInput> {
  return readTrack('input_events', text, path, context, (event, placer) => ({
    time: placer.next(event.t),
    event,
  }));
}

export function readCommands(text: string, path: string, context: LayerContext): Track<Command> {
  return readTrack('commands', text, path, context, (record, placer) => {
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
    };
  });
}

export function readEdits(text: string, path: string, context: LayerContext): Track<TimedEdit> {
  return readTrack('ide_edits', text, path, context, (event, placer) => ({
    time: placer.next(event.t),
    event,
  }));
}

export function readBrowser(text: string, path: string, context: LayerContext): Track<TimedBrowserEvent> {
  return readTrack('browser_events', text, path, context, (event, placer) => ({
    time: placer.next(event.t),
    event,
  }));
}

export function readAnnotations(text: string, path: string, context: LayerContext): Track<TimedAnnotation> {
  return readTrack('annotations', text, path, context, (annotation, placer) => {
    const time = placer.next(annotation.t);
    const end = typeof annotation.t_end === 'number' ? placer.end(annotation.t_end, time) : undefined;
    return { time, end, annotation };
  });
}

/** Runs without their counts, which stand in the reports. */
export function readTestRuns(text: string, path: string, context: LayerContext): Track<TestRunItem> {
  return readTrack('test_runs', text, path, context, (run, placer) => {
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
export function readDiagnostics(text: string, path: string, context: LayerContext): Track<DiagnosticsItem> {
  return readTrack('diagnostics', text, path, context, (run, placer) => ({
    time: placer.next(run.t),
    tool: run.tool,
    path: run.path,
    commandSeq: run.command_seq,
    counts: undefined,
  }));
}
