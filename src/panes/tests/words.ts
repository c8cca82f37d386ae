/** The pane's words and signs, and the numbers behind them. Pure. */
import { plural } from '../../base/error-words.ts';
import type { TimeWords } from '../../base/time-words.ts';
import type { TraceTime } from '../../base/time.ts';
import type { TestStretch } from '../../timeline/test-stretches.ts';
import type { TestCounts } from '../../trace/layers.ts';
import type { Diagnostic, DiagnosticLevel, MoreOfDiagnostic, Suppression } from '../../trace/sarif.ts';
import type { TestState } from '../../trace/test-report.ts';
import type { DiagnosticSpan, LintHistory, ReadLintRun } from './lint-history.ts';
import type { ReadTestRun, TestCell, TestChange } from './test-history.ts';

/** A state as a sign: never by its colour alone. */
export const SIGNS: Readonly<Record<TestState, string>> = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  unknown: '?',
};

export const STATE_WORDS: Readonly<Record<TestState, string>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  unknown: 'result unknown',
};

export const CHANGE_WORDS: Readonly<Record<TestChange, string>> = {
  flaky: 'flaky',
  new: 'new',
  broke: 'newly failing',
  failing: 'still failing',
  fixed: 'fixed',
  gone: 'gone',
};

/** What changed, and against which run. */
export function changeSentence({ change, flaky, since }: TestCell): string | undefined {
  const before = since === undefined ? 'an earlier run' : `run ${since + 1}`;
  switch (change) {
    case undefined:
      return undefined;
    case 'gone':
      return 'Gone: the run before had it; this one does not.';
    case 'new':
      return 'New: no run before had it.';
    case 'broke':
      return `Newly failing: it passed in ${before}.`;
    case 'failing':
      return `Still failing: it failed in ${before} too.`;
    case 'fixed':
      return `Fixed: it failed in ${before}.`;
    case 'flaky':
      if (flaky === 'runner') return 'Flaky: its runner had to try again.';
      if (flaky === 'mixed') return 'Flaky: it passed and failed in this one run.';
      return 'Flaky: it passed and it failed, with no recorded edit in between.';
  }
}

export const LEVEL_SIGNS: Readonly<Record<DiagnosticLevel, string>> = {
  error: '✗',
  warning: '!',
  note: 'i',
  none: '·',
};

/** Minutes and seconds, or the number of a step: what a narrow place has room for. */
export function shortTime(time: TraceTime, { moment }: TimeWords): string {
  return moment(time)
    .replace(/\.\d+$/, '')
    .replace(/^step /, '');
}

export function countWords({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The cycle of red, green and refactoring that a stretch is in; undefined where there is but one, or none yet. */
export function cycleWords({ cycle }: TestStretch, stretches: readonly TestStretch[]): string | undefined {
  const cycles = stretches.at(-1)?.cycle ?? 0;
  return cycle > 0 && cycles > 1 ? `cycle ${cycle} of ${cycles}` : undefined;
}

/** How long a run took, as far as it is known; undefined where only an order is. */
export function lengthWords({ time, end }: ReadTestRun['item'], { duration }: TimeWords): string | undefined {
  if (end === undefined) return 'end not recorded';
  const length = duration(end - time);
  return length === '' ? undefined : `took ${length}`;
}

/** A run as its column says it. */
export interface RunMark {
  readonly time: TraceTime;
  readonly sign: string;
  readonly tone: 'ok' | 'failed' | 'warning' | 'unknown';
  /** All of it: for the tooltip and screen readers. */
  readonly words: string;
}

export function testRunMark(
  { item, command }: ReadTestRun,
  index: number,
  count: number,
  times: TimeWords,
): RunMark {
  const { counts, name, time } = item;
  const words = [
    `Run ${index + 1} of ${count}`,
    name,
    `at ${times.moment(time)}`,
    lengthWords(item, times),
    counts ? countWords(counts) : 'its report cannot be read',
    command === undefined ? 'command not known' : `command: ${command}`,
  ];
  const whole = { time, words: words.filter((part) => part !== undefined).join(', ') };
  if (!counts) return { ...whole, sign: '?', tone: 'unknown' };
  if (counts.failed > 0) return { ...whole, sign: `✗ ${counts.failed}`, tone: 'failed' };
  if (counts.passed > 0) return { ...whole, sign: `✓ ${counts.passed}`, tone: 'ok' };
  return { ...whole, sign: `– ${counts.skipped}`, tone: 'unknown' };
}

export function lintRunMark(
  { item, command, report }: ReadLintRun,
  index: number,
  count: number,
  times: TimeWords,
): RunMark {
  const { counts, tool, time } = item;
  const unknown = report ? 'its report does not tell what was found' : 'its report cannot be read';
  const words = [
    `Run ${index + 1} of ${count}`,
    tool,
    `at ${times.moment(time)}`,
    counts ? `${plural(counts.errors, 'error')}, ${plural(counts.warnings, 'warning')}` : unknown,
    command === undefined ? 'command not known' : `command: ${command}`,
  ];
  const whole = { time, words: words.filter((part) => part !== undefined).join(', ') };
  if (!counts) return { ...whole, sign: '?', tone: 'unknown' };
  if (counts.errors > 0) return { ...whole, sign: `✗ ${counts.errors}`, tone: 'failed' };
  if (counts.warnings > 0) return { ...whole, sign: `! ${counts.warnings}`, tone: 'warning' };
  return { ...whole, sign: '✓ 0', tone: 'ok' };
}

/** From when to when a diagnostic stood. */
export function spanWords(span: DiagnosticSpan, history: LintHistory, { moment }: TimeWords): string {
  const { first, last, fixedIn } = span;
  const at = (index: number): string => {
    const run = history.runs[index];
    return run ? moment(run.item.time) : '?';
  };
  const seen = first === last ? `seen at ${at(first)}` : `seen ${at(first)} – ${at(last)}`;
  return fixedIn === undefined ? `${seen}, ${openWords(span, history)}` : `${seen}, gone at ${at(fixedIn)}`;
}

/** Of a diagnostic that nobody saw go: a later check that did not finish, or cannot be read, leaves it open. */
export function openWords({ last }: DiagnosticSpan, { runs }: LintHistory): string {
  const later = runs.slice(last + 1).some(({ series }) => series === runs[last]?.series);
  return later ? 'not known after that' : 'stands to the end';
}

/** `line 3:7`, `lines 3 – 5`, or what else the report says of the place in its file. */
export function placeWords({ line, column, endLine, offset, scope }: Diagnostic): string {
  if (line === undefined) return offset ?? scope ?? 'line not given';
  const start = column === undefined ? `${line}` : `${line}:${column}`;
  return endLine === undefined ? `line ${start}` : `lines ${start} – ${endLine}`;
}

/** Short, for the list: undefined where nobody wanted it suppressed. */
export function suppressionWords({ suppressed, suppressions }: Diagnostic): string | undefined {
  if (suppressed) return 'suppressed';
  if (suppressions.some(({ status }) => status === 'underReview')) return 'suppression under review';
  return suppressions.length > 0 ? 'suppression rejected' : undefined;
}

const SUPPRESSION_STATUS: Readonly<Record<Suppression['status'], string>> = {
  accepted: 'accepted',
  underReview: 'under review',
  rejected: 'rejected',
};

export function describeSuppression({ where, status, why }: Suppression): string {
  const place = where === 'inSource' ? 'In the source code' : 'Outside the source code';
  return [place, SUPPRESSION_STATUS[status], why].filter(Boolean).join(' · ');
}

/** What the report tells of a diagnostic and nobody sees here; undefined where that is nothing. */
export function moreWords(more: MoreOfDiagnostic): string | undefined {
  const parts = [
    [more.otherPlaces, 'other place'],
    [more.relatedPlaces, 'related place'],
    [more.codeFlows, 'code flow'],
    [more.fixes, 'proposed fix'],
  ] as const;
  const words = parts.flatMap(([count, noun]) => {
    if (count === 0) return [];
    return [count > 1 && noun.endsWith('x') ? `${count} ${noun}es` : plural(count, noun)];
  });
  return words.length > 0 ? `${words.join(', ')} in the report, not shown.` : undefined;
}

/** The columns to draw, from the first to before the last, where only `fit` have room: the current one and one later. */
export function columnWindow(count: number, current: number, fit: number): readonly [number, number] {
  const shown = Math.min(count, Math.max(1, fit));
  const from = Math.min(Math.max(current - shown + 2, 0), count - shown);
  return shown === 1
    ? [Math.max(current, 0), Math.max(current, 0) + Math.min(count, 1)]
    : [from, from + shown];
}

/** Which of the runs have a column. */
export function columnsCaption([from, to]: readonly [number, number], count: number): string {
  if (to - from >= count) return 'Runs';
  return to - from === 1 ? `Run ${to} of ${count}` : `Runs ${from + 1}–${to} of ${count}`;
}
