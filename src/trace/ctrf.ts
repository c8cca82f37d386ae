/** CTRF (https://ctrf.io) as the plug-ins really write it. Pure. */
import { TraceError } from '../base/errors.ts';
import { field, listField, numberField } from '../base/json.ts';
import { parseJson, textField } from './json-report.ts';
import { plainText } from './plain-text.ts';
import {
  NO_TESTS,
  type TestReason,
  type TestReport,
  type TestResult,
  type TestState,
} from './test-report.ts';

const STATES: Readonly<Record<string, TestState>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
};

/** A moment since 1970 below this is in seconds: in milliseconds it would be in 1973, in seconds it is in 5138. */
const FIRST_MILLISECONDS = 1e11;

/** Throws `format-broken`. */
export function parseCtrf(json: string, path: string): TestReport {
  if (/^\s*</.test(json))
    throw new TraceError('format-broken', { path, format: 'CTRF', reason: 'it is XML, not JSON' });
  const whole = parseJson(json, path, 'CTRF');
  const results = field(whole, 'results');
  if (!Array.isArray(field(results, 'tests')))
    throw new TraceError('format-broken', { path, format: 'CTRF', reason: whatItIs(whole) });
  const tests = listField(results, 'tests');
  const micros = microsPerUnit(results, tests);
  return { results: tests.map((test, index) => resultOf(test, index, micros)), unlisted: NO_TESTS };
}

/** Why it is no CTRF, in the words of whoever took one report for another. */
function whatItIs(whole: unknown): string {
  if (field(whole, 'stats') !== undefined && field(whole, 'tests') !== undefined)
    return 'it is a report in the own format of Mocha';
  if (field(whole, 'testResults') !== undefined) return 'it is a report in the own format of Jest';
  return 'it has no results.tests';
}

/** CTRF says milliseconds, some plug-ins write seconds: the size of the moments in the report tells. */
function microsPerUnit(results: unknown, tests: readonly unknown[]): number {
  const moments = [field(results, 'summary'), ...tests].flatMap((part) => [
    numberField(part, 'start') ?? 0,
    numberField(part, 'stop') ?? 0,
  ]);
  const moment = moments.find((value) => value > 0);
  return moment !== undefined && moment < FIRST_MILLISECONDS ? 1_000_000 : 1_000;
}

function resultOf(test: unknown, index: number, micros: number): TestResult {
  const text = (name: string): string => plainText(textField(test, name) ?? '');
  const state = STATES[textField(test, 'status') ?? ''] ?? 'unknown';
  const duration = numberField(test, 'duration');
  const suite = field(test, 'suite');
  const suites = Array.isArray(suite) ? suite : [suite];
  return {
    suites: suites.filter((name) => typeof name === 'string').map(plainText),
    file: text('filePath') || text('file_path') || undefined,
    line: numberField(test, 'line'),
    className: undefined,
    name: text('name').trim() || `(no name, number ${index + 1} of the report)`,
    state,
    durationMicros: duration === undefined || duration < 0 ? undefined : Math.round(duration * micros),
    reasons: reasonsOf(test, state),
    output: [...listField(test, 'stdout'), ...listField(test, 'stderr')]
      .filter((line) => typeof line === 'string')
      .map(plainText)
      .join('\n'),
    flaky: field(test, 'flaky') === true,
  };
}

function reasonsOf(test: unknown, state: TestState): readonly TestReason[] {
  const reason = (kind: TestReason['kind'], source: unknown): readonly TestReason[] => {
    const message = plainText(textField(source, 'message') ?? '').trim();
    const details = plainText(textField(source, 'trace') ?? '').trimEnd();
    return message === '' && details === '' ? [] : [{ kind, message, details }];
  };
  const own = state === 'failed' ? 'failure' : state === 'skipped' ? 'skipped' : 'retry';
  return [
    ...reason(own, test),
    ...listField(test, 'retryAttempts').flatMap((attempt) => reason('retry', attempt)),
  ];
}
