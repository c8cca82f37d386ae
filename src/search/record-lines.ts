/** Lines of the layers that are lists of things which happened. Pure. */
import type { NetworkEntry } from '../trace/har.ts';
import type { Command, Cue, TimedAnnotation, TimedBrowserEvent } from '../trace/layers.ts';
import type { Diagnostic, LintReport } from '../trace/sarif.ts';
import type { TestReport, TestResult } from '../trace/test-report.ts';
import { each, type Work } from './work.ts';
import { addLines, oneLine, type AddLine, type OwnTime, type SearchLine } from './search-line.ts';

export function commandLines(items: readonly Command[], add: AddLine): Work {
  return each(items, ({ time, command, cwd, exitCode }) => {
    const exit = exitCode === undefined ? 'exit ?' : `exit ${exitCode}`;
    add({ time, text: joined(oneLine(command), exit, cwd), place: cwd });
  });
}

export function cueLines(items: readonly Cue[], add: AddLine): Work {
  return each(items, ({ time, text, speaker }) =>
    // A break in a cue is where the screen ended.
    add({ time, text: oneLine(text).replace(/\s+/g, ' '), place: speaker }),
  );
}

export function noteLines(items: readonly TimedAnnotation[], add: AddLine): Work {
  return each(items, ({ time, annotation }) => {
    const { type, text, file, line } = annotation;
    const name = type.replace('_', ' ');
    const rest = { time, place: file ?? name, row: file === undefined ? undefined : line };
    if (text === undefined) add({ ...rest, text: name });
    else addLines(add, text, rest);
  });
}

export function requestLines(items: readonly NetworkEntry[], add: AddLine): Work {
  return each(items, ({ time, method, url, status, statusText, failure, mimeType }) => {
    const outcome = failure ?? (status === undefined ? undefined : `${status} ${statusText ?? ''}`.trim());
    add({ time, text: joined([method, url].filter(Boolean).join(' '), outcome), place: mimeType });
  });
}

/** What the events tell by themselves; what stood on the pages is told by their snapshots. */
export function browserLines(items: readonly TimedBrowserEvent[], add: AddLine): Work {
  /** Address by tab. */
  const addresses = new Map<string, string>();
  return each(items, ({ time, event }) => {
    if (event.type === 'navigated') {
      addresses.set(event.tab, event.url);
      add({ time, text: joined(event.title, event.url) });
    }
    const rest = { time, place: addresses.get(event.tab) };
    if (event.type === 'console') addLines(add, event.text, { ...rest, place: `console ${event.level}` });
    if (
      event.type === 'click' ||
      event.type === 'input' ||
      event.type === 'change' ||
      event.type === 'submit'
    ) {
      const { name, selector, tag } = event.target;
      const value = event.masked === true ? undefined : event.value;
      add({ ...rest, text: joined(`${event.type} ${name ?? selector ?? tag ?? ''}`.trim(), value) });
    }
  });
}

/** `run`: when it ended, as far as that is known, and what it is called. */
export function testLines(report: TestReport, run: Pick<SearchLine, 'time' | 'place'>, add: AddLine): void {
  for (const result of report.results) {
    const rest = { time: run.time, place: result.file ?? run.place, row: result.line };
    add({ ...rest, text: joined([...result.suites, nameOf(result)].join(' › '), result.state) });
    for (const { message, details } of result.reasons) {
      addLines(add, message, rest);
      // Most runners say the message again at the top of the details.
      const more = details.startsWith(message) ? details.slice(message.length) : details;
      addLines(add, more, rest);
    }
    addLines(add, result.output, rest);
  }
}

function nameOf({ className, name, suites }: TestResult): string {
  return className === undefined || suites.at(-1) === className ? name : `${className} › ${name}`;
}

export function lintLines({ diagnostics }: LintReport, time: OwnTime, add: AddLine): void {
  for (const diagnostic of diagnostics)
    add({
      time,
      text: oneLine(joined(diagnostic.level, diagnostic.rule, diagnostic.message)),
      place: placeOf(diagnostic),
      row: diagnostic.line,
    });
}

function placeOf({ file, scope, tool }: Diagnostic): string | undefined {
  return file ?? scope ?? tool;
}

/** What is there, with a dot between. */
function joined(...parts: readonly (string | undefined)[]): string {
  return oneLine(parts.filter((part) => part !== undefined && part !== '').join(' · '));
}
