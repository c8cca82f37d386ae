/** Counts from test and lint reports as tools really write them. Pure. */
import { parseCtrf } from './ctrf.ts';
import { parseJunit } from './junit.ts';
import type { TestCounts } from './layers.ts';
import { countDiagnostics, parseSarif } from './sarif.ts';
import { countTests } from './test-report.ts';

/**
 * Counts the cases of a JUnit XML report. The counts that suites claim are used only where a suite lists no cases.
 * Throws `format-broken` for what is no JUnit XML.
 */
export function junitCounts(xml: string, path: string): TestCounts {
  return countTests(parseJunit(xml, path));
}

/** Counts the tests of a CTRF report (https://ctrf.io). Throws `format-broken`. */
export function ctrfCounts(json: string, path: string): TestCounts {
  return countTests(parseCtrf(json, path));
}

/**
 * Counts the unsuppressed results of a SARIF 2.1.0 report by level; undefined where the report does not tell its
 * results. Throws `format-broken`.
 */
export function sarifCounts(
  json: string,
  path: string,
): { readonly errors: number; readonly warnings: number } | undefined {
  return countDiagnostics(parseSarif(json, path));
}
