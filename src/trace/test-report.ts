/** A report of a test run, whatever its format. Pure. */
import type { TestCounts } from './layers.ts';

/** `unknown`: the report names an outcome that is none of the others. */
export type TestState = 'passed' | 'failed' | 'skipped' | 'unknown';

/** One result of one test. Texts are plain. */
export interface TestResult {
  /** Names of the suites around it, from the outside in. */
  readonly suites: readonly string[];
  readonly file: string | undefined;
  /** From 1; where the test begins, as its runner says. */
  readonly line: number | undefined;
  readonly className: string | undefined;
  readonly name: string;
  readonly state: TestState;
  readonly durationMicros: number | undefined;
  /** Why it failed or was skipped, each with its details. */
  readonly reasons: readonly TestReason[];
  /** What it printed. */
  readonly output: string;
  /** Its runner says that it passed only when it was run again. */
  readonly flaky: boolean;
}

export interface TestReason {
  readonly kind: 'failure' | 'error' | 'skipped' | 'retry';
  readonly message: string;
  readonly details: string;
}

export interface TestReport {
  readonly results: readonly TestResult[];
  /** Tests of suites that give numbers, but list no cases. */
  readonly unlisted: TestCounts;
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Results by state, with what is not listed; results of unknown state are in none of the numbers. */
export function countTests({ results, unlisted }: TestReport): TestCounts {
  const count = (state: TestState): number => results.filter((result) => result.state === state).length;
  return addCounts(unlisted, { passed: count('passed'), failed: count('failed'), skipped: count('skipped') });
}
