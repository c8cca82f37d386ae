/** What the pane takes from a trace, and what stands in it once it is read. */
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { Lazy } from '../../base/lazy.ts';
import { lastAtMost } from '../../base/search-sorted.ts';
import type { TraceTime } from '../../base/time.ts';
import { pause } from '../../base/pause.ts';
import { isFileEdit } from '../../trace/edit-events.ts';
import type { Command, DiagnosticsItem, Layer, TestRunItem, TraceLayer } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Timed, Track } from '../../trace/track.ts';
import { groupBy } from '../../base/group-by.ts';
import { buildLintHistory, type LintHistory } from './lint-history.ts';
import { ReportCache } from './report-cache.ts';
import { buildTestHistory, type TestHistory } from './test-history.ts';

/** The pane's slice of the trace; nothing of it is read until asked for. */
export interface TestsData {
  readonly modes: readonly TestsMode[];
  readonly session: Lazy<TestsSession>;
}

export type TestsMode = 'tests' | 'lint';

/** The runs, without what stands in their reports: those are read when a history is first asked for. */
export interface TestsSession {
  /** In time order, of all layers. */
  readonly tests: readonly PlacedRun<TestRunItem>[];
  readonly lint: readonly PlacedRun<DiagnosticsItem>[];
  readonly testHistory: Lazy<TestHistory>;
  readonly lintHistory: Lazy<LintHistory>;
  readonly failed: readonly FailedLayer[];
}

export interface PlacedRun<T> {
  readonly item: T;
  /** Runs of one series check the same things: the same layer, name or tool, and for tests the same command. */
  readonly series: string;
  /** Line of the command that ran it; undefined where it is not known. */
  readonly command: string | undefined;
}

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly title: string;
  readonly error: TraceError;
}

type Needed = Pick<Trace, 'tests' | 'diagnostics' | 'commands' | 'edits' | 'bundle' | 'duration'>;

export function selectTests(trace: Needed): TestsData | undefined {
  const modes: TestsMode[] = [];
  if (trace.tests.length > 0) modes.push('tests');
  if (trace.diagnostics.length > 0) modes.push('lint');
  return modes.length > 0 ? { modes, session: new Lazy(() => openSession(trace)) } : undefined;
}

async function openSession(trace: Needed): Promise<TestsSession> {
  const { tests, diagnostics, commands, edits, bundle, duration } = trace;
  const [testLayers, lintLayers, commandLayers, editLayers] = await Promise.all([
    readAll(tests),
    readAll(diagnostics),
    readAll(commands),
    readAll(edits),
  ]);
  const reports = new ReportCache(bundle);
  const bySeq = groupBy(
    commandLayers.read.flatMap(({ track }) => track.items),
    ({ seq }) => seq,
  );
  const testRuns = placeRuns(testLayers.read, bySeq, ({ name, format }, command) => [name, format, command]);
  const lintRuns = placeRuns(lintLayers.read, bySeq, ({ tool }) => [tool]);
  const changes = editLayers.read
    .flatMap(({ track }) => track.items)
    .filter(({ event }) => isFileEdit(event))
    .sort(byTime);
  // Where a part of the edits is not known, nobody can tell that there was none.
  const editsKnown = editLayers.read.length > 0 && editLayers.failed.length === 0;
  const editsBefore = (time: TraceTime): number =>
    lastAtMost(changes.length, (index) => changes[index]?.time ?? Infinity, time) + 1;
  return {
    tests: testRuns,
    lint: lintRuns,
    failed: [...testLayers.failed, ...lintLayers.failed],
    testHistory: new Lazy(async () => {
      const read = testRuns.map(async (run) => ({ ...run, ...(await reports.tests(run.item)) }));
      const reported = await Promise.all(read);
      await pause();
      return buildTestHistory(reported, duration, editsKnown ? editsBefore : undefined);
    }),
    lintHistory: new Lazy(async () => {
      const read = lintRuns.map(async (run) => ({ ...run, ...(await reports.lint(run.item)) }));
      const reported = await Promise.all(read);
      await pause();
      return buildLintHistory(reported);
    }),
  };
}

interface ReadLayers<T extends Timed> {
  readonly read: readonly { readonly id: string; readonly track: Track<T> }[];
  readonly failed: readonly FailedLayer[];
}

async function readAll<T extends Timed>(layers: readonly TraceLayer<Track<T>>[]): Promise<ReadLayers<T>> {
  const failed: FailedLayer[] = [];
  const read = layers.map(async ({ layer, content }) => {
    try {
      return { id: layer.id, track: await content.get() };
    } catch (error) {
      failed.push({ title: titleOf(layer), error: asTraceError(error) });
      return undefined;
    }
  });
  return { read: (await Promise.all(read)).filter((layer) => layer !== undefined), failed };
}

function titleOf({ title, id }: Layer): string {
  return title ?? id;
}

function placeRuns<T extends TestRunItem | DiagnosticsItem>(
  layers: ReadLayers<T>['read'],
  commands: ReadonlyMap<number, readonly Command[]>,
  seriesOf: (item: T, command: string | undefined) => readonly (string | undefined)[],
): readonly PlacedRun<T>[] {
  return layers
    .flatMap(({ id, track }) =>
      track.items.map((item) => {
        const [command, other] = item.commandSeq === undefined ? [] : (commands.get(item.commandSeq) ?? []);
        // Where several layers number their commands alike, it is not known which one is meant.
        const line = other ? undefined : command?.command;
        return { item, series: JSON.stringify([id, ...seriesOf(item, line).map(unnumbered)]), command: line };
      }),
    )
    .sort((a, b) => byTime(a.item, b.item));
}

/** Reports are often numbered, `run-2.xml`: that makes them no other series. */
function unnumbered(text: string | undefined): string | null {
  return text?.replace(/\d+/g, '#') ?? null;
}

function byTime(a: Timed, b: Timed): number {
  return a.time - b.time;
}

/** Index of the run that is current at `now`: the last that had started; -1 before the first. */
export function runIndexAt(runs: readonly { readonly item: Timed }[], now: TraceTime): number {
  return lastAtMost(runs.length, (index) => runs[index]?.item.time ?? Infinity, now);
}
