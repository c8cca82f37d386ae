/** The test runs of a layer as one JUnit XML report: byte for byte where there is one, which is JUnit XML already. */
import { TraceError } from '../../base/errors.ts';
import { formatTimecode, type TraceTime } from '../../base/time.ts';
import { parseCtrf } from '../../trace/ctrf.ts';
import { parseJunit } from '../../trace/junit.ts';
import type { TestRunItem } from '../../trace/layers.ts';
import type { TestReport, TestResult } from '../../trace/test-report.ts';
import type { Trace } from '../../trace/trace.ts';
import { chosenLayer, isWithin, type Piece, type Write } from '../exporter.ts';
import { filePieces } from '../file-pieces.ts';
import { xmlText } from './xml-text.ts';

const MICROS_PER_SECOND = 1_000_000;

/** One suite a run, in the order of time; a runner's own suites stand in the names of the classes. */
export const writeJunit: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const { id, clock } = chosenLayer(trace, ['test_runs'], request);
  const track = await trace.tests.find((one) => one.layer.id === id)?.content.get();
  const runs = (track?.items ?? []).filter(({ time }) => isWithin(time, request.range));
  const [only] = runs;
  if (!only) throw new TraceError('export-empty', { layer: id });
  if (runs.length === 1 && only.format === 'junit') {
    yield* filePieces(trace, only.path, request.signal);
    return;
  }
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  for (const run of runs) {
    const report = await reportOf(trace, run);
    const { passed, failed, skipped } = report.unlisted;
    if (passed + failed + skipped > 0)
      request.remark(
        `${run.path} gives ${passed + failed + skipped} tests by their number alone: they are not in the file.`,
      );
    const known = report.results.filter(({ state }) => state !== 'unknown');
    const unknown = report.results.length - known.length;
    if (unknown > 0)
      request.remark(
        `${run.path} tells no outcome of ${unknown} tests: they are not in the file, where each test has one.`,
      );
    // The times of runs whose order alone is known were told by no clock.
    yield* suite(run, known, clock.sync_quality === 'order_only' ? undefined : timesOf(trace, run));
  }
  yield '</testsuites>\n';
};

async function reportOf({ bundle }: Trace, { path, format }: TestRunItem): Promise<TestReport> {
  const text = await bundle.readText(path);
  return format === 'junit' ? parseJunit(text, path) : parseCtrf(text, path);
}

interface RunTimes {
  /** ISO 8601; undefined where the trace does not know its wall-clock time. */
  readonly wall: string | undefined;
  readonly trace: TraceTime;
}

function timesOf({ manifest }: Trace, { time }: TestRunItem): RunTimes {
  const wall = manifest.clock.origin.wall_utc;
  return {
    wall: wall === null ? undefined : new Date(Date.parse(wall) + time / 1000).toISOString(),
    trace: time,
  };
}

/** `results`: those whose outcome is known. `times`: undefined where they are not. */
function* suite(
  { name: given, path }: TestRunItem,
  results: readonly TestResult[],
  times: RunTimes | undefined,
): Generator<string> {
  const count = (state: TestResult['state']): number =>
    results.filter((result) => result.state === state).length;
  const began = times?.wall === undefined ? '' : ` timestamp="${times.wall}"`;
  const name = given ?? (times ? `Run at ${formatTimecode(times.trace)}` : path);
  yield `  <testsuite name="${xmlText(name)}" tests="${results.length}" failures="${count('failed')}" skipped="${count('skipped')}"${began}>\n`;
  if (times)
    yield `    <properties><property name="playhead.trace_time_us" value="${times.trace}"/></properties>\n`;
  for (const result of results) yield testCase(result);
  yield '  </testsuite>\n';
}

function testCase(result: TestResult): string {
  const { suites, className, name, file, line, durationMicros, reasons, output, state } = result;
  const attributes = [
    ['classname', className ?? suites.join('.')],
    ['name', name],
    ['file', file],
    ['line', line],
    ['time', durationMicros === undefined ? undefined : durationMicros / MICROS_PER_SECOND],
  ]
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('');
  const told = reasons.map(({ kind, message, details }) => {
    const tag = kind === 'retry' ? 'flakyFailure' : kind;
    return `<${tag} message="${xmlText(message)}">${xmlText(details)}</${tag}>`;
  });
  // A case without any of these is a passed one to whoever reads the file.
  const isTold = reasons.some(({ kind }) => kind !== 'retry');
  if (state === 'failed' && !isTold) told.push('<failure/>');
  if (state === 'skipped' && !isTold) told.push('<skipped/>');
  if (output !== '') told.push(`<system-out>${xmlText(output)}</system-out>`);
  return `    <testcase${attributes}>${told.join('')}</testcase>\n`;
}
