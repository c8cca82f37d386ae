import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { CLOCK_WORDS, stepWords } from '../../../src/base/time-words.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import { buildLintHistory, standingAt, type ReadLintRun } from '../../../src/panes/tests/lint-history.ts';
import { ReportCache } from '../../../src/panes/tests/report-cache.ts';
import { buildTestHistory, type ReadTestRun } from '../../../src/panes/tests/test-history.ts';
import { groupOf, nameOf, wholePlace } from '../../../src/panes/tests/test-identity.ts';
import { chosenRow, listRows } from '../../../src/panes/tests/test-rows.ts';
import {
  changeSentence,
  columnWindow,
  describeSuppression,
  moreWords,
  placeWords,
  spanWords,
  suppressionWords,
} from '../../../src/panes/tests/words.ts';
import { lintRows, rowOf } from '../../../src/panes/tests/lint-rows.ts';
import type { Diagnostic } from '../../../src/trace/sarif.ts';
import { NO_TESTS, type TestResult, type TestState } from '../../../src/trace/test-report.ts';

const STATES: Readonly<Record<string, TestState>> = { P: 'passed', F: 'failed', S: 'skipped', U: 'unknown' };
const END = fromSeconds(100);
const unread = new TraceError('artifact-missing', { path: 'x' });

function result(name: string, state: TestState, more: Partial<TestResult> = {}): TestResult {
  const none = {
    suites: ['s'],
    file: undefined,
    line: undefined,
    className: undefined,
    durationMicros: undefined,
  };
  return { ...none, name, state, reasons: [], output: '', flaky: false, ...more };
}

/** `a:P b:F`: a run with these results; `-`: its report cannot be read. `unit| a:P`: of another series. */
function run(line: string, index: number): ReadTestRun {
  const [text = '', series = ''] = line.split('|').reverse();
  const item = {
    time: fromSeconds(10 * (index + 1)),
    name: series,
    path: 'x',
    format: 'junit' as const,
    commandSeq: undefined,
    counts: undefined,
  };
  if (text === '-') return { item, series, command: undefined, error: unread };
  const results = text
    .trim()
    .split(' ')
    .map((one) => result(one.split(':')[0] ?? '', STATES[one.split(':')[1] ?? ''] ?? 'unknown'));
  return { item, series, command: undefined, report: { results, unlisted: NO_TESTS } };
}

const changes = (lines: readonly string[], edits?: readonly number[]): Readonly<Record<string, string>> => {
  const before = (time: TraceTime): number => edits?.filter((at) => fromSeconds(at) <= time).length ?? 0;
  const { rows } = buildTestHistory(lines.map(run), END, edits && before);
  return Object.fromEntries(
    rows.map(({ name, cells }) => [name, cells.map((cell) => cell?.change ?? (cell ? '.' : ' ')).join()]),
  );
};

describe('buildTestHistory', () => {
  it('tells what changed from run to run', () => {
    expect(changes(['a:P b:F c:F', 'a:F b:P c:F', 'a:P c:F d:F'], [15, 25])).toEqual({
      a: '.,broke,fixed',
      b: '.,fixed,gone',
      c: '.,failing,failing',
      d: ' , ,new',
    });
  });

  it('passes over a run that cannot be read, and a skipped result', () => {
    expect(changes(['a:F', '-', 'a:S', 'a:P'])).toEqual({ a: '., ,.,fixed' });
  });

  it('compares what is new and gone within a series only', () => {
    expect(changes(['unit|a:P', 'e2e|b:P', 'unit|a:P'])).toEqual({ a: '., ,.', b: ' ,., ' });
  });

  it('calls flaky what passes and fails without an edit in between, if edits were captured', () => {
    const lines = ['a:P', 'a:F', 'a:P'];
    expect(changes(lines, [])['a']).toBe('.,flaky,flaky');
    expect(changes(lines, [15, 25])['a']).toBe('.,broke,fixed');
    expect(changes(lines, [25])['a']).toBe('.,flaky,fixed');
    expect(changes(lines)['a']).toBe('.,broke,fixed');
    // It stays so until somebody edits, also where a run skips it.
    expect(changes(['a:P', 'a:F', 'a:S', 'a:F', 'a:F'], [45])['a']).toBe('.,flaky,.,flaky,failing');
  });

  it('says why it calls a test what it does', () => {
    const sentences = (
      lines: readonly string[],
      edits: readonly number[],
    ): readonly (string | undefined)[] => {
      const before = (time: TraceTime): number => edits.filter((at) => fromSeconds(at) <= time).length;
      const row = buildTestHistory(lines.map(run), END, before).rows.find(({ name }) => name === 'a');
      return row?.cells.map((cell) => cell && changeSentence(cell)) ?? [];
    };
    expect(sentences(['a:P', 'b:P', 'a:F', 'a:F', 'a:P', 'a:F'], [25, 45])).toEqual([
      undefined,
      'Gone: the run before had it; this one does not.',
      'Newly failing: it passed in run 1.',
      'Still failing: it failed in run 3 too.',
      'Fixed: it failed in run 4.',
      'Flaky: it passed and it failed, with no recorded edit in between.',
    ]);
    expect(sentences(['a:P a:F'], [])).toEqual(['Flaky: it passed and failed in this one run.']);
  });

  it('calls flaky what passed and failed in one run', () => {
    expect(changes(['a:P a:F'])['a']).toBe('flaky');
    expect(changes(['a:P a:P'])['a']).toBe('.');
  });

  it('lists a new test where its runner lists it', () => {
    const { rows } = buildTestHistory(['a:P c:P', 'z:P a:P b:P c:P'].map(run), END, undefined);
    expect(rows.map(({ name }) => name)).toEqual(['z', 'a', 'b', 'c']);
  });

  it('chooses the first failure, what was picked, or nothing', () => {
    const rows = listRows(buildTestHistory(['a:P b:F'].map(run), END, undefined));
    const key = rows[1]?.kind === 'test' ? rows[1].test.key : '';
    expect([undefined, key, null].map((choice) => chosenRow(rows, choice, 0))).toEqual([2, 1, -1]);
  });
});

describe('names and places of tests', () => {
  it.each([
    [{ file: 'a.py', className: 'a.T' }, 'a.py', 'T › t'],
    [{ file: 'a.py', className: 'a.T', name: 'T.t' }, 'a.py', 'T.t'],
    [{ suites: ['pytest'], className: 'a.T' }, 'a.T', 't'],
    [{ suites: ['outer', 'inner'], className: 'test' }, 'outer › inner', 't'],
    [{ suites: [], className: 'test' }, 'test', 't'],
    [{ suites: ['s'], className: 'adds t' }, 'adds t', 't'],
    [{ suites: ['s'], className: 't' }, 's', 't'],
    [{ file: 'a.py', name: 'a.py::T::t' }, 'a.py', 'T::t'],
    [{ file: 'x/a.py', className: 'x.a.T' }, 'x/a.py', 'T › t'],
    [{ file: 'x/a.py', className: 'x.a' }, 'x/a.py', 't'],
  ])('%j', (more: Partial<TestResult>, group, name) => {
    const one = result('t', 'passed', more);
    expect([groupOf(one), nameOf(one)]).toEqual([group, name]);
  });

  it.each([
    [{ file: 'a.py', line: 3, suites: ['pytest'], className: 'a.T' }, 'a.py:3 · pytest · a.T'],
    [{ file: 'a.ts', suites: ['a.ts', 'outer'], className: 'a.ts' }, 'a.ts · outer'],
    [{ line: 3, suites: ['s'], className: 's' }, 'line 3 · s'],
    [{ suites: [], className: 'test' }, ''],
  ])('all of %j', (more: Partial<TestResult>, place) => {
    expect(wholePlace(result('t', 'passed', more))).toBe(place);
  });
});

describe('buildLintHistory', () => {
  const accepted = { where: 'inSource', status: 'accepted', why: undefined } as const;
  const diagnostic = (rule: string, line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
    tool: 'lint',
    rule,
    about: { name: undefined, help: undefined, helpUri: undefined },
    level: 'error',
    message: 'm',
    file: 'a.js',
    line,
    column: undefined,
    endLine: undefined,
    offset: undefined,
    scope: undefined,
    snippet: undefined,
    suppressed: false,
    suppressions: [],
    more: { codeFlows: 0, relatedPlaces: 0, otherPlaces: 0, fixes: 0 },
    ...more,
  });
  const lint = (report: readonly Diagnostic[] | undefined, index: number, series = 'a'): ReadLintRun => ({
    item: {
      time: fromSeconds(10 * (index + 1)),
      tool: series,
      path: 'x',
      commandSeq: undefined,
      counts: undefined,
    },
    series,
    command: undefined,
    ...(report ? { report: { diagnostics: report, known: true, unfinished: false } } : { error: unread }),
  });
  const told = (runs: readonly ReadLintRun[], index: number): readonly string[] =>
    standingAt(buildLintHistory(runs), index).map(
      ({ diagnostic: { rule, line }, change }) => `${rule ?? ''}:${line ?? ''} ${change ?? '.'}`,
    );

  it('follows a diagnostic that moves, and tells new and fixed', () => {
    const runs = [
      [diagnostic('r', 10), diagnostic('r', 20)],
      [diagnostic('r', 12), diagnostic('s', 1)],
      [],
    ].map((report, index) => lint(report, index));
    expect(told(runs, -1)).toEqual([]);
    expect(told(runs, 0)).toEqual(['r:10 .', 'r:20 .']);
    expect(told(runs, 1)).toEqual(['r:12 .', 'r:20 fixed', 's:1 new']);
    expect(told(runs, 2)).toEqual(['r:12 fixed', 's:1 fixed']);
    const history = buildLintHistory(runs);
    expect(history.spans.map((span) => spanWords(span, history, CLOCK_WORDS))).toEqual([
      'seen 0:10.000 – 0:20.000, gone at 0:30.000',
      'seen at 0:10.000, gone at 0:20.000',
      'seen at 0:20.000, gone at 0:30.000',
    ]);
  });

  it('is not the same one far away', () => {
    const runs = [[diagnostic('r', 10)], [diagnostic('r', 90)]].map((report, index) => lint(report, index));
    expect(told(runs, 1)).toEqual(['r:10 fixed', 'r:90 new']);
  });

  it('tells what is suppressed from what is fixed, and lists it after what stands', () => {
    const ignored = { suppressed: true, suppressions: [accepted] };
    const runs = [
      [diagnostic('r', 10), diagnostic('s', 20)],
      [diagnostic('r', 10, ignored), diagnostic('s', 20)],
      [diagnostic('r', 10, ignored)],
    ].map((report, index) => lint(report, index));
    expect(told(runs, 1)).toEqual(['r:10 suppressed', 's:20 .']);
    expect(told(runs, 2)).toEqual(['r:10 .', 's:20 fixed']);
    const history = buildLintHistory(runs);
    const rows = lintRows(history, 1);
    expect(rows[0]).toEqual({ kind: 'file', file: 'a.js', count: 1, suppressed: 1 });
    expect(rows.map((row) => (row.kind === 'file' ? '' : row.standing.diagnostic.rule))).toEqual([
      '',
      's',
      'r',
    ]);
    expect(rowOf(rows, history.spans[0]?.key)).toBe(2);
    expect(rowOf(lintRows(history, -1), history.spans[0]?.key)).toBe(-1);
  });

  it('takes a report that does not tell for none', () => {
    const silent: ReadLintRun = {
      ...lint([], 1),
      report: { diagnostics: [], known: false, unfinished: false },
    };
    const runs = [lint([diagnostic('r', 1)], 0), silent, lint([diagnostic('r', 1)], 2)];
    expect(told(runs, 2)).toEqual(['r:1 .']);
    expect(told([silent, lint([diagnostic('r', 1)], 2)], 1)).toEqual(['r:1 .']);
  });

  it('takes nothing for fixed that a run may not have come to', () => {
    const cut: ReadLintRun = {
      ...lint([], 1),
      report: { diagnostics: [], known: true, unfinished: true },
    };
    const runs = [lint([diagnostic('r', 1)], 0), cut, lint([diagnostic('r', 1)], 2), lint([], 3)];
    expect(told(runs, 1)).toEqual([]);
    expect(told(runs, 2)).toEqual(['r:1 .']);
    expect(told(runs, 3)).toEqual(['r:1 fixed']);
    const open = buildLintHistory(runs.slice(0, 2));
    expect(open.spans.map((span) => spanWords(span, open, CLOCK_WORDS))).toEqual([
      'seen at 0:10.000, not known after that',
    ]);
    expect(open.spans.map((span) => spanWords(span, open, stepWords(20, 1_000_000)))).toEqual([
      'seen at step 11, not known after that',
    ]);
    const only = buildLintHistory(runs.slice(0, 1));
    expect(only.spans.map((span) => spanWords(span, only, CLOCK_WORDS))).toEqual([
      'seen at 0:10.000, stands to the end',
    ]);
  });

  it('has words for places, suppressions and what is not shown', () => {
    const at = (more: Partial<Diagnostic>): string => placeWords(diagnostic('r', 3, more));
    expect([at({ column: 7 }), at({ endLine: 5 }), at({})]).toEqual(['line 3:7', 'lines 3 – 5', 'line 3']);
    expect(at({ line: undefined, offset: 'byte 9' })).toBe('byte 9');
    expect(at({ line: undefined })).toBe('line not given');
    const rejected = { ...accepted, where: 'external', status: 'rejected', why: 'no' } as const;
    expect(suppressionWords(diagnostic('r', 1))).toBeUndefined();
    expect(suppressionWords(diagnostic('r', 1, { suppressions: [rejected] }))).toBe('suppression rejected');
    expect(suppressionWords(diagnostic('r', 1, { suppressed: true, suppressions: [accepted] }))).toBe(
      'suppressed',
    );
    expect(describeSuppression(rejected)).toBe('Outside the source code · rejected · no');
    const more = { codeFlows: 2, relatedPlaces: 1, otherPlaces: 0, fixes: 2 };
    expect(moreWords(more)).toBe('1 related place, 2 code flows, 2 proposed fixes in the report, not shown.');
    expect(moreWords({ ...more, codeFlows: 0, relatedPlaces: 0, fixes: 0 })).toBeUndefined();
  });

  it('follows very many diagnostics of one run to the next at once', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      diagnostic('r', index, { message: `m ${index}` }),
    );
    const history = buildLintHistory([lint(many, 0), lint(many, 1)]);
    expect(history.spans).toHaveLength(20_000);
  });

  it('keeps what another tool says, and says nothing for a run that cannot be read', () => {
    const runs = [lint([diagnostic('r', 1)], 0), lint([diagnostic('t', 1)], 1, 'b'), lint(undefined, 2)];
    expect(told(runs, 1)).toEqual(['t:1 .', 'r:1 .']);
    expect(told(runs, 2)).toEqual(['t:1 .']);
  });
});

describe('columnWindow', () => {
  it.each([
    [4, 1, 10, [0, 4]],
    [20, -1, 5, [0, 5]],
    [20, 10, 5, [7, 12]],
    [20, 19, 5, [15, 20]],
    [20, 7, 0, [7, 8]],
    [0, -1, 5, [0, 0]],
  ])('%j runs, at %j, room for %j', (count, current, fit, window) => {
    expect(columnWindow(count, current, fit)).toEqual(window);
  });
});

describe('ReportCache', () => {
  it('reads each report once, and keeps why one cannot be read', async () => {
    const read: string[] = [];
    const cache = new ReportCache({
      readText: (path) => {
        read.push(path);
        return Promise.resolve(path === 'good' ? '<testsuite/>' : '');
      },
    });
    const of = (path: string) => cache.tests({ ...run('a:P', 0).item, path });
    expect((await of('good')).report?.results).toEqual([]);
    expect((await of('bad')).error?.code).toBe('format-broken');
    await Promise.all([of('good'), of('bad')]);
    expect(read).toEqual(['good', 'bad']);
  });
});
