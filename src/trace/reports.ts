/** Counts from test and lint reports as tools really write them. Pure. */
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { TraceError } from '../base/errors.ts';
import type { TestCounts } from './layers.ts';

type Node = Readonly<Record<string, unknown>>;

const XML = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Entities of a document type are how XML bombs are made; the five of XML itself are still read.
  processEntities: false,
  isArray: (name) => ['testsuite', 'testcase', 'failure', 'error', 'skipped'].includes(name),
});

/**
 * Counts the cases of a JUnit XML report. The counts that suites claim are used only where a suite lists no cases.
 * Throws `format-broken` for what is no JUnit XML.
 */
export function junitCounts(xml: string, path: string): TestCounts {
  try {
    // The parser itself takes unclosed tags for closed ones.
    new SyntaxValidator().validate(xml);
  } catch (cause) {
    throw new TraceError(
      'format-broken',
      { path, format: 'JUnit XML', reason: (cause as Error).message },
      cause,
    );
  }
  const root = XML.parse(xml) as Node;
  const suites: unknown = root['testsuites'] ?? (root['testsuite'] === undefined ? undefined : root);
  if (suites === undefined)
    throw new TraceError('format-broken', { path, format: 'JUnit XML', reason: 'it has no testsuite' });
  // An empty <testsuites/> parses to ''.
  return typeof suites === 'object' && suites !== null
    ? countSuite(suites as Node)
    : { passed: 0, failed: 0, skipped: 0 };
}

function countSuite(suite: Node): TestCounts {
  const cases = list(suite['testcase']);
  const parts = list(suite['testsuite']).map(countSuite);
  if (cases.length === 0 && parts.length === 0) {
    const number = (name: string): number => Number(suite[`@${name}`] ?? 0) || 0;
    const failed = number('failures') + number('errors');
    const skipped = number('skipped') || number('disabled');
    return { failed, skipped, passed: Math.max(0, number('tests') - failed - skipped) };
  }
  for (const test of cases) {
    const failed = 'failure' in test || 'error' in test;
    const skipped = !failed && 'skipped' in test;
    parts.push({ failed: failed ? 1 : 0, skipped: skipped ? 1 : 0, passed: failed || skipped ? 0 : 1 });
  }
  return parts.reduce((sum, part) => ({
    passed: sum.passed + part.passed,
    failed: sum.failed + part.failed,
    skipped: sum.skipped + part.skipped,
  }));
}

function list(value: unknown): readonly Node[] {
  return Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as Node) : {}))
    : [];
}

/** Counts the tests of a CTRF report (https://ctrf.io). Throws `format-broken`. */
export function ctrfCounts(json: string, path: string): TestCounts {
  const results = field(parse(json, path, 'CTRF'), 'results');
  const tests = field(results, 'tests');
  if (!Array.isArray(tests))
    throw new TraceError('format-broken', { path, format: 'CTRF', reason: 'it has no results.tests' });
  const count = (...statuses: readonly string[]): number =>
    tests.filter((test: unknown) => statuses.includes(String(field(test, 'status')))).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'pending') };
}

/** Counts the unsuppressed results of a SARIF 2.1.0 report by level. Throws `format-broken`. */
export function sarifCounts(
  json: string,
  path: string,
): { readonly errors: number; readonly warnings: number } {
  const log = parse(json, path, 'SARIF');
  // SARIF 2.1.0 §3.13.4: runs may be null where the tool could not start.
  const runs = field(log, 'runs') ?? [];
  if (field(log, 'version') === undefined || !Array.isArray(runs))
    throw new TraceError('format-broken', { path, format: 'SARIF', reason: 'it has no version and runs' });
  const levels = runs
    .flatMap((run: unknown) => (field(run, 'results') as readonly unknown[] | undefined) ?? [])
    .filter(
      (result) => ((field(result, 'suppressions') as readonly unknown[] | undefined) ?? []).length === 0,
    )
    // SARIF 2.1.0 §3.27.10: a result without a level is a warning.
    .map((result) => field(result, 'level') ?? 'warning');
  const count = (level: string): number => levels.filter((other) => other === level).length;
  return { errors: count('error'), warnings: count('warning') };
}

function parse(json: string, path: string, format: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new TraceError('format-broken', { path, format, reason: (error as Error).message });
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Node)[name] : undefined;
}
