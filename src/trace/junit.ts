/** JUnit XML as runners really write it: there is no standard. Pure. */
import { TraceError } from '../base/errors.ts';
import type { TestCounts } from './layers.ts';
import { plainText } from './plain-text.ts';
import {
  addCounts,
  NO_TESTS,
  type TestReason,
  type TestReport,
  type TestResult,
  type TestState,
} from './test-report.ts';
import { parseXml, type XmlElement } from './xml.ts';

const FORMAT = 'JUnit XML';
const MICROS_PER_SECOND = 1_000_000;

/** Child of a test case → what it tells. Surefire writes the last two where it ran a test again. */
const REASONS: Readonly<Record<string, TestReason['kind']>> = {
  failure: 'failure',
  error: 'error',
  skipped: 'skipped',
  flakyFailure: 'retry',
  flakyError: 'retry',
  rerunFailure: 'retry',
  rerunError: 'retry',
};

/**
 * The results of a report. The counts that suites claim are used only where a suite lists no cases. Throws
 * `format-broken` for what is no JUnit XML.
 */
export function parseJunit(xml: string, path: string): TestReport {
  if (/^\s*[{[]/.test(xml))
    throw new TraceError('format-broken', { path, format: FORMAT, reason: 'it is JSON, not XML' });
  const elements = parseXml(xml, path, FORMAT);
  const roots = elements.filter(({ name }) => name === 'testsuites' || name === 'testsuite');
  if (roots.length === 0)
    throw new TraceError('format-broken', { path, format: FORMAT, reason: whatItIs(elements) });
  const results: TestResult[] = [];
  let unlisted = NO_TESTS;
  const visit = (suite: XmlElement, above: readonly string[], aboveOutput: string): void => {
    const name = suite.attributes.get('name')?.trim();
    // The outermost <testsuites> is the file itself; its name is the project's at best.
    const suites = suite.name === 'testsuites' || !name ? above : [...above, plain(name)];
    const cases = suite.children.filter((child) => child.name === 'testcase');
    const parts = suite.children.filter((child) => child.name === 'testsuite');
    const output = outputOf(suite) || aboveOutput;
    const failed = suite.children.some(({ name: child }) => child === 'failure' || child === 'error');
    if (failed)
      results.push({
        ...resultOf(suite, above, output, 0),
        name: `(${suites.at(-1) ?? 'suite'} as a whole)`,
      });
    if (cases.length === 0 && parts.length === 0) {
      const claimed = claimedCounts(suite);
      // The failure of the whole stands among the results already.
      unlisted = addCounts(
        unlisted,
        failed ? { ...claimed, failed: Math.max(0, claimed.failed - 1) } : claimed,
      );
    }
    for (const child of suite.children)
      if (child.name === 'testcase') results.push(resultOf(child, suites, output, results.length));
      else if (child.name === 'testsuite') visit(child, suites, output);
  };
  for (const root of roots) visit(root, [], '');
  return { results, unlisted };
}

/** Why it is no JUnit XML, in the words of whoever took one report for another. */
function whatItIs([root]: readonly XmlElement[]): string {
  if (root === undefined) return 'it holds no element';
  if (root.name === 'TestRun') return 'it is a Visual Studio test result (TRX), which is another format';
  return `it begins with <${root.name}>, not with <testsuites> or <testsuite>`;
}

function claimedCounts(suite: XmlElement): TestCounts {
  const number = (name: string): number => Number(suite.attributes.get(name) ?? 0) || 0;
  const failed = number('failures') + number('errors');
  const skipped = number('skipped') || number('disabled');
  return { failed, skipped, passed: Math.max(0, number('tests') - failed - skipped) };
}

function resultOf(
  test: XmlElement,
  suites: readonly string[],
  suiteOutput: string,
  index: number,
): TestResult {
  const attribute = (name: string): string | undefined => {
    const value = plain(test.attributes.get(name) ?? '').trim();
    return value === '' ? undefined : value;
  };
  const line = Number(attribute('line') ?? attribute('lineno') ?? NaN);
  const reasons = test.children.flatMap((child): readonly TestReason[] => {
    const kind = REASONS[child.name];
    return kind === undefined ? [] : [reasonOf(kind, child)];
  });
  const state = stateOf(test, reasons);
  return {
    suites,
    file: attribute('file') ?? attribute('filepath'),
    // pytest counts lines from 0.
    line: Number.isInteger(line) && line >= 0 ? line + (suites.includes('pytest') ? 1 : 0) : undefined,
    className: attribute('classname'),
    // Nameless cases are different tests, as far as anybody knows.
    name: attribute('name') ?? `(no name, number ${index + 1} of the report)`,
    state,
    durationMicros: secondsToMicros(attribute('time')),
    reasons,
    // What the whole suite printed is shown where the failed test has nothing of its own.
    output: outputOf(test) || (state === 'failed' ? suiteOutput : ''),
    flaky: state === 'passed' && reasons.some(({ kind }) => kind === 'retry'),
  };
}

/** A failure in any of several results of a case is a failure of the case. */
function stateOf(test: XmlElement, reasons: readonly TestReason[]): TestState {
  if (reasons.some(({ kind }) => kind === 'failure' || kind === 'error')) return 'failed';
  // GoogleTest says in attributes what it did not run.
  const notRun =
    test.attributes.get('status') === 'notrun' ||
    ['skipped', 'suppressed'].includes(test.attributes.get('result') ?? '');
  return notRun || reasons.some(({ kind }) => kind === 'skipped') ? 'skipped' : 'passed';
}

function reasonOf(kind: TestReason['kind'], { attributes, children, text }: XmlElement): TestReason {
  const message = plain(attributes.get('message') ?? attributes.get('type') ?? '').trim();
  // Surefire puts the stack of a retry into an element of its own.
  const stack = children.find(({ name }) => name === 'stackTrace')?.text ?? '';
  const details = trimLines(plain(text.trim() === '' ? stack : text));
  return { kind, message, details };
}

function outputOf({ children }: XmlElement): string {
  return children
    .filter(({ name }) => name === 'system-out' || name === 'system-err')
    .map(({ text }) => trimLines(plain(text)))
    .filter((text) => text !== '')
    .join('\n');
}

/** Surefire escapes the escape character of a colour, once too often for XML. */
function plain(text: string): string {
  return plainText(text.replace(/&#(?:27|x1b);\[[\d;]*m/gi, ''));
}

/** Without the empty lines around it; indentation stays. */
function trimLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** Some runners write `1,234.5`. */
function secondsToMicros(text: string | undefined): number | undefined {
  const seconds = text === undefined ? NaN : Number(text.replaceAll(',', ''));
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * MICROS_PER_SECOND) : undefined;
}
