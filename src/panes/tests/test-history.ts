/** Test runs over time: what each test did in each run, and what changed from run to run. Pure. */
import type { TraceError } from '../../base/errors.ts';
import { append } from '../../base/long-lists.ts';
import type { TraceTime } from '../../base/time.ts';
import { testStretches, type TestStretch } from '../../timeline/test-stretches.ts';
import type { TestRunItem } from '../../trace/layers.ts';
import type { TestReport, TestResult, TestState } from '../../trace/test-report.ts';
import { groupBy } from '../../base/group-by.ts';
import { groupOf, keyOf, nameOf } from './test-identity.ts';

/** What a run says of a test that it did not say before. */
export type TestChange = 'flaky' | 'new' | 'broke' | 'failing' | 'fixed' | 'gone';

/** `mixed`: it passed and failed in one run; `unedited`: in two runs, without an edit in between. */
export type FlakyBecause = 'runner' | 'mixed' | 'unedited';

/** A test run with its report. */
export interface ReadTestRun {
  readonly item: TestRunItem;
  /** Runs of one series run the same tests: only among these can a test be new or gone. */
  readonly series: string;
  /** Line of the command that ran it; undefined where it is not known. */
  readonly command: string | undefined;
  /** undefined where it could not be read. */
  readonly report?: TestReport | undefined;
  readonly error?: TraceError | undefined;
}

/** A test in a run that has it, or that lost it. */
export interface TestCell {
  /** undefined: the run does not have it. */
  readonly state: TestState | undefined;
  readonly change: TestChange | undefined;
  /** Why it is called flaky. */
  readonly flaky?: FlakyBecause | undefined;
  /** Index of the run before that had it passed or failed, if any did. */
  readonly since?: number | undefined;
  /** Several where the run names it several times. */
  readonly results: readonly TestResult[];
}

export interface TestRow {
  readonly key: string;
  readonly name: string;
  readonly group: string;
  /** One a run; undefined where the run has nothing to say of it. */
  readonly cells: readonly (TestCell | undefined)[];
}

export interface TestHistory {
  /** In time order. */
  readonly runs: readonly ReadTestRun[];
  /** Group by group, each in the order in which its runner lists it. */
  readonly rows: readonly TestRow[];
  /** Red and green, by all runs. */
  readonly stretches: readonly TestStretch[];
}

interface GrowingRow {
  readonly key: string;
  readonly name: string;
  readonly group: string;
  readonly cells: (TestCell | undefined)[];
  /** The last of passed and failed, and the index of the run that said so. */
  known: TestState | undefined;
  knownIn: number | undefined;
  /** Edits up to that run, and whether the result has turned since the last of them. */
  stamp: number | undefined;
  turned: boolean;
}

/**
 * `runs` in time order, of a trace that long. `editsBefore` counts the edits up to a time; it is undefined where edits were not captured, and
 * then nobody can tell that a result changed without one.
 */
export function buildTestHistory(
  runs: readonly ReadTestRun[],
  duration: TraceTime,
  editsBefore: ((time: TraceTime) => number) | undefined,
): TestHistory {
  const rows = new Map<string, GrowingRow>();
  const order: string[] = [];
  const lastOfSeries = new Map<string, ReadonlySet<string>>();
  runs.forEach((run, index) => {
    if (!run.report) return;
    const before = lastOfSeries.get(run.series);
    const byTest = groupBy(run.report.results, keyOf);
    insertInOrder(order, [...byTest.keys()], (key) => rows.has(key));
    for (const [key, results] of byTest) {
      const isNew = before !== undefined && !rows.has(key);
      const row = rows.get(key) ?? newRow(key, results, runs.length);
      rows.set(key, row);
      row.cells[index] = nextCell(row, results, index, isNew, editsBefore?.(run.item.time));
    }
    for (const key of before ?? [])
      if (!byTest.has(key)) {
        const row = rows.get(key);
        if (row) row.cells[index] = { state: undefined, change: 'gone', results: [] };
      }
    lastOfSeries.set(run.series, new Set(byTest.keys()));
  });
  const sorted = order.map((key) => rows.get(key)).filter((row) => row !== undefined);
  return {
    runs,
    rows: [...groupBy(sorted, ({ group }) => group).values()].flat(),
    stretches: testStretches(
      runs.map(({ item }) => item),
      duration,
    ),
  };
}

function newRow(key: string, results: readonly TestResult[], runs: number): GrowingRow {
  const [first] = results;
  return {
    key,
    name: first ? nameOf(first) : '',
    group: first ? groupOf(first) : '',
    cells: Array.from({ length: runs }, () => undefined),
    known: undefined,
    knownIn: undefined,
    stamp: undefined,
    turned: false,
  };
}

/** What a run says of a test, which the row then knows. */
function nextCell(
  row: GrowingRow,
  results: readonly TestResult[],
  index: number,
  isNew: boolean,
  stamp: number | undefined,
): TestCell {
  const state = combinedState(results);
  const { known: before, knownIn: since } = row;
  if (state === 'passed' || state === 'failed') {
    const unedited = stamp !== undefined && stamp === row.stamp;
    row.turned = unedited && (row.turned || state !== before);
    row.stamp = stamp;
    row.known = state;
    row.knownIn = index;
  }
  const flaky = flakyBecause(row, state, results);
  return { state, change: flaky ? 'flaky' : changeOf(state, before, isNew), flaky, since, results };
}

function flakyBecause(
  { turned }: GrowingRow,
  state: TestState,
  results: readonly TestResult[],
): FlakyBecause | undefined {
  if (results.some((result) => result.flaky)) return 'runner';
  if (isMixed(results)) return 'mixed';
  return turned && (state === 'passed' || state === 'failed') ? 'unedited' : undefined;
}

function changeOf(state: TestState, before: TestState | undefined, isNew: boolean): TestChange | undefined {
  if (isNew) return 'new';
  if (state === 'failed') return before === 'failed' ? 'failing' : before && 'broke';
  return state === 'passed' && before === 'failed' ? 'fixed' : undefined;
}

/** Several results of one test: failed where one did. */
function combinedState(results: readonly TestResult[]): TestState {
  const order: readonly TestState[] = ['failed', 'passed', 'unknown', 'skipped'];
  return order.find((state) => results.some((result) => result.state === state)) ?? 'unknown';
}

function isMixed(results: readonly TestResult[]): boolean {
  return results.some(({ state }) => state === 'passed') && results.some(({ state }) => state === 'failed');
}

/** Puts the new ones of `keys` into `order`, each behind the one that it follows. */
function insertInOrder(order: string[], keys: readonly string[], isKnown: (key: string) => boolean): void {
  if (keys.every(isKnown)) return;
  const behind = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const key of keys) {
    if (isKnown(key)) anchor = key;
    else if (behind.get(anchor)?.push(key) === undefined) behind.set(anchor, [key]);
  }
  const known = order.splice(0);
  append(order, behind.get(undefined) ?? []);
  for (const key of known) append(order, [key, ...(behind.get(key) ?? [])]);
}
