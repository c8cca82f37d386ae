/** The pane's words and signs, and the numbers behind them. Pure. */
import { formatDuration, formatTimecode, type TraceTime } from '../../base/time.ts';
import type { TestCounts } from '../../trace/layers.ts';
import type { DiagnosticLevel } from '../../trace/sarif.ts';
import type { TestState } from '../../trace/test-report.ts';
import type { DiagnosticSpan, LintHistory, ReadLintRun } from './lint-history.ts';
import type { ReadTestRun, TestChange } from './test-history.ts';

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

export const LEVEL_SIGNS: Readonly<Record<DiagnosticLevel, string>> = {
  error: '✗',
  warning: '!',
  note: 'i',
  none: '·',
};

/** Minutes and seconds: what a narrow place has room for. */
export function shortTime(time: TraceTime): string {
  return formatTimecode(time).slice(0, -4);
}

export function countWords({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How long a run took, as far as it is known. */
export function lengthWords({ time, end }: ReadTestRun['item']): string {
  return end === undefined ? 'end not recorded' : `took ${formatDuration(end - time)}`;
}

/** A run as its column says it. */
export interface RunMark {
  readonly time: TraceTime;
  readonly sign: string;
  readonly tone: 'ok' | 'failed' | 'warning' | 'unknown';
  /** All of it: for the tooltip and screen readers. */
  readonly words: string;
}

export function testRunMark({ item, command }: ReadTestRun, index: number, count: number): RunMark {
  const { counts, name, time } = item;
  const words = [
    `Run ${index + 1} of ${count}`,
    name,
    `at ${formatTimecode(time)}`,
    lengthWords(item),
    counts ? countWords(counts) : 'its report cannot be read',
    command === undefined ? 'command not known' : `command: ${command}`,
  ];
  const whole = { time, words: words.filter((part) => part !== undefined).join(', ') };
  if (!counts) return { ...whole, sign: '?', tone: 'unknown' };
  if (counts.failed > 0) return { ...whole, sign: `✗ ${counts.failed}`, tone: 'failed' };
  if (counts.passed > 0) return { ...whole, sign: `✓ ${counts.passed}`, tone: 'ok' };
  return { ...whole, sign: `– ${counts.skipped}`, tone: 'unknown' };
}

export function lintRunMark({ item, command }: ReadLintRun, index: number, count: number): RunMark {
  const { counts, tool, time } = item;
  const words = [
    `Run ${index + 1} of ${count}`,
    tool,
    `at ${formatTimecode(time)}`,
    counts
      ? `${plural(counts.errors, 'error')}, ${plural(counts.warnings, 'warning')}`
      : 'its report cannot be read',
    command === undefined ? 'command not known' : `command: ${command}`,
  ];
  const whole = { time, words: words.filter((part) => part !== undefined).join(', ') };
  if (!counts) return { ...whole, sign: '?', tone: 'unknown' };
  if (counts.errors > 0) return { ...whole, sign: `✗ ${counts.errors}`, tone: 'failed' };
  if (counts.warnings > 0) return { ...whole, sign: `! ${counts.warnings}`, tone: 'warning' };
  return { ...whole, sign: '✓ 0', tone: 'ok' };
}

/** From when to when a diagnostic stood. */
export function spanWords({ first, last, fixedIn }: DiagnosticSpan, { runs }: LintHistory): string {
  const at = (index: number): string => {
    const run = runs[index];
    return run ? formatTimecode(run.item.time) : '?';
  };
  const seen = first === last ? `seen at ${at(first)}` : `seen ${at(first)} – ${at(last)}`;
  return fixedIn === undefined ? `${seen}, stands to the end` : `${seen}, gone at ${at(fixedIn)}`;
}

/** The columns to draw, from the first to before the last, where only `fit` have room: the current one and one later. */
export function columnWindow(count: number, current: number, fit: number): readonly [number, number] {
  const shown = Math.min(count, Math.max(1, fit));
  const from = Math.min(Math.max(current - shown + 2, 0), count - shown);
  return shown === 1
    ? [Math.max(current, 0), Math.max(current, 0) + Math.min(count, 1)]
    : [from, from + shown];
}
