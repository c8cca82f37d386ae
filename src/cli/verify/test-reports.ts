/** Which tests passed, by the JUnit reports that a command left in its tree. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { pause } from '../../base/pause.ts';
import type { VerificationTests } from '../../schema/generated/types.ts';
import { parseJunit } from '../../trace/junit.ts';
import type { TestResult } from '../../trace/test-report.ts';

/** Test → whether it passed. Skipped ones are not in it. */
export type TestStates = ReadonlyMap<string, boolean>;

const MAX_REPORT_BYTES = 16 * 1024 ** 2;
/** Of all reports of one run: each is parsed at once. */
const MAX_ALL_BYTES = 64 * 1024 ** 2;
const MAX_REPORTS = 200;
const MAX_ENTRIES = 200_000;
/** Nothing there is a report of this run, and there is much of it. */
const PASSED_OVER = new Set(['.git', 'node_modules']);
const MAX_REGRESSIONS = 1000;
const MAX_NAME = 1000;

/** By path, how long a report is, and what changes when it is written. */
export type ReportMarks = ReadonlyMap<string, { readonly size: number; readonly mark: string }>;

/**
 * The states in all reports below `tree` that are not as they were; undefined: none are. Rejects with `report-too-large`
 * where there are more of them than are read, since nobody could tell what the rest says; and where `signal` ends it.
 */
export async function readTestStates(
  tree: string,
  before: ReportMarks | undefined,
  signal: AbortSignal,
): Promise<TestStates | undefined> {
  const states = new Map<string, boolean>();
  let found = false;
  for (const path of await writtenSince(tree, before)) {
    // Between two of them, whoever waits can end it.
    await pause();
    signal.throwIfAborted();
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
    if (asTraceError(error).code === 'format-broken' || isOutOfReach(error)) return undefined;
    throw error;
  }
}

/** Those of which nobody can say whether the run wrote them do not count. */
async function writtenSince(tree: string, before: ReportMarks | undefined): Promise<readonly string[]> {
  const after = before && (await markReports(tree));
  const written = [...(after ?? [])]
    .filter(([path, { mark }]) => before?.get(path)?.mark !== mark)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let all = 0;
  for (const [index, [path, { size }]] of written.entries()) {
    all += size;
    if (all > MAX_ALL_BYTES || index >= MAX_REPORTS)
      throw new TraceError('report-too-large', {
        path: relative(tree, path),
        limit: MAX_ALL_BYTES,
        together: true,
      });
  }
  return written.map(([path]) => path);
}

/**
 * The reports that are below `tree` now; undefined: there is too much to tell. Nothing is read through a link: it could
 * lead out of the tree.
 */
export async function markReports(tree: string): Promise<ReportMarks | undefined> {
  const found = new Map<string, { readonly size: number; readonly mark: string }>();
  const folders = [tree];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of await entriesOf(folder)) {
      seen += 1;
      if (seen > MAX_ENTRIES) return undefined;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) folders.push(path);
      if (!entry.isFile() || !entry.name.toLowerCase().endsWith('.xml')) continue;
      const mark = await markOf(path);
      if (mark !== undefined) found.set(path, mark);
    }
  return found;
}

/** undefined: it is no report. A time of writing can be set by anybody; that of the last change cannot. */
async function markOf(path: string): Promise<{ readonly size: number; readonly mark: string } | undefined> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await lstat(path);
    return size > MAX_REPORT_BYTES ? undefined : { size, mark: [ino, size, mtimeMs, ctimeMs].join(' ') };
  } catch (error) {
    if (isOutOfReach(error)) return undefined;
    throw error;
  }
}

/** A folder that a command made unreadable holds no report. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isOutOfReach(error)) return [];
    throw error;
  }
}

/** Locked, too deep for a path, or gone since: by a command that does not want to be looked at. */
const OUT_OF_REACH = new Set(['EACCES', 'EPERM', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'ELOOP']);

function isOutOfReach(error: unknown): boolean {
  return OUT_OF_REACH.has((error as NodeJS.ErrnoException).code ?? '');
}
