/** The items of the layers that need no grouping → steps. Pure. */
import { plural } from '../../base/error-words.ts';
import { CLOCK_WORDS, type TimeWords } from '../../base/time-words.ts';
import { describeEdit, describeNote } from '../../timeline/describe-item.ts';
import type { NetworkEntry } from '../../trace/har.ts';
import type {
  Command,
  Cue,
  DiagnosticsItem,
  TestRunItem,
  TimedAnnotation,
  TimedEdit,
} from '../../trace/layers.ts';
import type { Timed } from '../../trace/track.ts';
import { oneLine, type StepResult } from './step.ts';
import { stepsOf, type StepWork } from './step-work.ts';

export function commandSteps(items: readonly Command[], words = CLOCK_WORDS): StepWork {
  return stepsOf(items, (command) => ({
    time: command.time,
    kind: 'commands',
    label: 'command',
    text: oneLine(command.command),
    detail: lengthOf(command, words),
    result: exitResult(command),
  }));
}

function exitResult({ exitCode, exitSource }: Command): StepResult {
  if (exitCode === undefined) return { tone: 'unknown', text: 'exit ?', words: 'exit code not recorded' };
  // A code that the shell did not tell itself is not as sure as one that it told.
  const sure = exitSource === 'shell' ? '' : ` (${exitSource === 'unknown' ? 'source unknown' : exitSource})`;
  return {
    tone: exitCode === 0 ? 'ok' : 'fail',
    text: `exit ${exitCode}`,
    words: `exit code ${exitCode}${sure}`,
  };
}

/** All but single changes and cursor moves: those are between two saves, and far too many. */
export function editSteps(items: readonly TimedEdit[]): StepWork {
  return stepsOf(items, (item) => {
    const { time, event } = item;
    if (event.type === 'change' || event.type === 'cursor') return undefined;
    const commit = event.type === 'commit';
    return {
      time,
      kind: 'edits',
      label: commit ? 'commit' : 'edit',
      text: oneLine(commit ? (event.message ?? 'no message recorded') : describeEdit(item)),
      detail: commit ? event.commit.slice(0, 10) : writtenBy(event),
      result: undefined,
    };
  });
}

function writtenBy(event: Exclude<TimedEdit['event'], { readonly type: 'commit' }>): string {
  return 'by' in event && event.by === 'command' ? 'by a command' : '';
}

export function testSteps(items: readonly TestRunItem[], words = CLOCK_WORDS): StepWork {
  return stepsOf(items, (run) => ({
    time: run.time,
    kind: 'tests',
    label: 'tests',
    text: oneLine(run.name ?? run.path),
    detail: lengthOf(run, words),
    result: testResult(run),
  }));
}

function testResult({ counts }: TestRunItem): StepResult {
  if (!counts) return { tone: 'unknown', text: 'counts ?', words: 'counts not known' };
  const { passed, failed, skipped } = counts;
  const parts: [string, string][] = [[`✓ ${passed}`, `${passed} passed`]];
  if (failed > 0) parts.push([`✗ ${failed}`, `${failed} failed`]);
  if (skipped > 0) parts.push([`− ${skipped}`, `${skipped} skipped`]);
  return {
    // Nothing passed and nothing failed is no success.
    tone: failed > 0 ? 'fail' : passed > 0 ? 'ok' : 'unknown',
    text: parts.map(([text]) => text).join('  '),
    words: parts.map(([, words]) => words).join(', '),
  };
}

export function lintSteps(items: readonly DiagnosticsItem[]): StepWork {
  return stepsOf(items, (run) => ({
    time: run.time,
    kind: 'lint',
    label: 'lint',
    text: oneLine(run.tool ?? run.path),
    detail: '',
    result: lintResult(run),
  }));
}

function lintResult({ counts }: DiagnosticsItem): StepResult {
  if (!counts) return { tone: 'unknown', text: 'counts ?', words: 'counts not known' };
  const { errors, warnings } = counts;
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  const text = parts.join(', ') || 'clean';
  return { tone: errors > 0 ? 'fail' : warnings > 0 ? 'warn' : 'ok', text, words: text };
}

export function cueSteps(items: readonly Cue[]): StepWork {
  return stepsOf(items, ({ time, text, speaker }) => ({
    time,
    kind: 'voice',
    label: 'voice',
    text: oneLine(text),
    detail: oneLine(speaker ?? ''),
    result: undefined,
  }));
}

const NOTE_LABELS: Readonly<Record<TimedAnnotation['annotation']['type'], string>> = {
  note: 'note',
  decision: 'decision',
  review_comment: 'review',
  phase: 'phase',
  sync_mark: 'sync mark',
};

export function noteSteps(items: readonly TimedAnnotation[]): StepWork {
  return stepsOf(items, (item) => {
    const { type, file, line } = item.annotation;
    return {
      time: item.time,
      kind: 'notes',
      label: NOTE_LABELS[type],
      text: oneLine(describeNote(item) ?? 'without words'),
      detail: file === undefined ? '' : oneLine(line === undefined ? file : `${file}:${line}`),
      result: undefined,
    };
  });
}

/** Requests that went wrong: of the others there are far too many. */
export function requestSteps(items: readonly NetworkEntry[], words = CLOCK_WORDS): StepWork {
  return stepsOf(items, (entry) => {
    const result = requestResult(entry);
    if (!result) return undefined;
    return {
      time: entry.time,
      kind: 'network',
      label: 'request',
      text: oneLine(`${entry.method ?? ''} ${entry.url}`),
      detail: lengthOf(entry, words),
      result,
    };
  });
}

/** undefined where nothing says that it went wrong. */
function requestResult({ status, statusText, failure }: NetworkEntry): StepResult | undefined {
  if (failure !== undefined) return { tone: 'fail', text: 'failed', words: oneLine(`failed: ${failure}`) };
  if (status === undefined || status < 400) return undefined;
  return { tone: 'fail', text: `${status}`, words: oneLine(`status ${status} ${statusText ?? ''}`) };
}

/** '' where it is not known. */
function lengthOf({ time, end }: Timed, words: TimeWords): string {
  return end === undefined ? '' : words.duration(end - time);
}
