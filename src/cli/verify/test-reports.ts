/** Which tests passed, by the JUnit reports that a command left in its tree. */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { asTraceError } from '../../base/errors.ts';
import type { VerificationTests } from '../../schema/generated/types.ts';
import { parseJunit } from '../../trace/junit.ts';
import type { TestResult } from '../../trace/test-report.ts';
import { isDenied } from './remove-tree.ts';

/** Test → whether it passed. Skipped ones are not in it. */
export type TestStates = ReadonlyMap<string, boolean>;

const MAX_REPORT_BYTES = 16 * 1024 ** 2;
const MAX_REPORTS = 200;
const MAX_ENTRIES = 200_000;
/** Nothing there is a report of this run, and there is much of it. */
const PASSED_OVER = new Set(['.git', 'node_modules']);
const MAX_REGRESSIONS = 1000;
const MAX_NAME = 1000;

/** The states in all reports below `tree` that were written since `since` (ms since 1970); undefined: none were. */
export async function readTestStates(tree: string, since: number): Promise<TestStates | undefined> {
  const states = new Map<string, boolean>();
  let found = false;
  for (const path of await reportsIn(tree, since)) {
    const results = await resultsOf(path, relative(tree, path));
    if (results) found = true;
    for (const result of results ?? []) {
      if (result.state === 'skipped') continue;
      const id = idOf(result);
      states.set(id, (states.get(id) ?? true) && result.state === 'passed');
    }
  }
  return found ? states : undefined;
}

/** What passed before and does not any more; undefined where one of the runs wrote no report. */
export function compareTests(
  baseline: TestStates | undefined,
  runs: readonly (TestStates | undefined)[],
): VerificationTests | undefined {
  const known = runs.filter((run) => run !== undefined);
  if (!baseline || known.length === 0 || known.length < runs.length) return undefined;
  const ids = new Set(known.flatMap((run) => [...run.keys()]));
  const passes = (id: string): boolean => known.every((run) => run.get(id) === true);
  const passed = [...ids].filter(passes).length;
  const before = [...baseline].filter(([, state]) => state).map(([id]) => id);
  return {
    baseline_passed: before.length,
    baseline_failed: baseline.size - before.length,
    passed,
    failed: ids.size - passed,
    regressions: before.filter((id) => !passes(id)).slice(0, MAX_REGRESSIONS),
  };
}

function idOf({ suites, file, className, name }: TestResult): string {
  return (
    [file, ...suites, className, name]
      .filter((part) => part !== undefined && part !== '')
      .join(' › ')
      // They are printed: no sign of a report may move a cursor.
      .replace(/\p{C}/gu, ' ')
      .slice(0, MAX_NAME)
  );
}

/** The results of a file; undefined where it is no JUnit report. */
async function resultsOf(path: string, name: string): Promise<readonly TestResult[] | undefined> {
  try {
    return parseJunit(await readFile(path, 'utf8'), name).results;
  } catch (error) {
    if (asTraceError(error).code === 'format-broken' || isDenied(error)) return undefined;
    throw error;
  }
}

/** Nothing is read through a link: it could lead out of the tree. */
async function reportsIn(tree: string, since: number): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [tree];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of await entriesOf(folder)) {
      seen += 1;
      if (seen > MAX_ENTRIES || found.length >= MAX_REPORTS) return found;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) folders.push(path);
      if (!entry.isFile() || !entry.name.toLowerCase().endsWith('.xml')) continue;
      const { size, mtimeMs } = await stat(path);
      // Clocks of file systems are coarse.
      if (size <= MAX_REPORT_BYTES && mtimeMs >= since - 1000) found.push(path);
    }
  return found.sort();
}

/** A folder that a command made unreadable holds no report. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}
