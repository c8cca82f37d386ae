/** Lint runs over time: how long each diagnostic stood. Pure. */
import type { TraceError } from '../../base/errors.ts';
import { append } from '../../base/long-lists.ts';
import type { DiagnosticsItem } from '../../trace/layers.ts';
import type { Diagnostic, LintReport } from '../../trace/sarif.ts';

/** Lines by which a diagnostic may move from one run to the next and still be the same. */
export const LINE_TOLERANCE = 25;

/** A lint run with its report. */
export interface ReadLintRun {
  readonly item: DiagnosticsItem;
  /** Runs of one tool: only these can tell that a diagnostic is new or fixed. */
  readonly series: string;
  /** Line of the command that ran it; undefined where it is not known. */
  readonly command: string | undefined;
  /** undefined where it could not be read. */
  readonly report?: LintReport | undefined;
  readonly error?: TraceError | undefined;
}

/** One diagnostic over the runs in which it stood. */
export interface DiagnosticSpan {
  readonly key: string;
  /** Index of the first run that has it, and of the last. */
  readonly first: number;
  readonly last: number;
  /** The run of its tool in which it was gone; undefined where it stood to the end. */
  readonly fixedIn: number | undefined;
  /** By index of run: where it stood. */
  readonly seen: ReadonlyMap<number, Diagnostic>;
}

export interface LintHistory {
  /** In time order. */
  readonly runs: readonly ReadLintRun[];
  readonly spans: readonly DiagnosticSpan[];
}

/** `suppressed`: it stood before, and now is to be ignored. */
export type LintChange = 'new' | 'fixed' | 'suppressed';

/** A diagnostic as a run tells it. */
export interface StandingDiagnostic {
  readonly span: DiagnosticSpan;
  readonly diagnostic: Diagnostic;
  readonly change: LintChange | undefined;
}

interface GrowingSpan {
  readonly key: string;
  readonly first: number;
  last: number;
  fixedIn: number | undefined;
  readonly seen: Map<number, Diagnostic>;
  latest: Diagnostic;
}

/** `runs` in time order. A run that cannot be read, or does not tell, says nothing: what stood before it goes on. */
export function buildLintHistory(runs: readonly ReadLintRun[]): LintHistory {
  const spans: GrowingSpan[] = [];
  const openBySeries = new Map<string, readonly GrowingSpan[]>();
  runs.forEach(({ series, report }, index) => {
    if (!report?.known) return;
    const open = new OpenSpans(openBySeries.get(series) ?? []);
    const next: GrowingSpan[] = [];
    // Those on the very same line first, else a neighbour could take their place.
    let pending = report.diagnostics;
    for (const tolerance of [0, LINE_TOLERANCE])
      pending = pending.filter((diagnostic) => {
        const span = open.take(diagnostic, tolerance);
        if (!span) return true;
        span.last = index;
        span.latest = diagnostic;
        span.seen.set(index, diagnostic);
        next.push(span);
        return false;
      });
    for (const diagnostic of pending) {
      const seen = new Map([[index, diagnostic]]);
      const key = `${index}.${spans.length}`;
      const span = { key, first: index, last: index, fixedIn: undefined, seen, latest: diagnostic };
      spans.push(span);
      next.push(span);
    }
    // Who did not finish cannot know that anything is gone.
    if (report.unfinished) append(next, open.rest());
    else for (const span of open.rest()) span.fixedIn = index;
    openBySeries.set(series, next);
  });
  return { runs, spans };
}

/** Spans that a run may go on with, by what they say: reports can be long. */
class OpenSpans {
  readonly #byText = new Map<string, Set<GrowingSpan>>();

  constructor(spans: readonly GrowingSpan[]) {
    for (const span of spans) {
      const key = textKey(span.latest);
      const others = this.#byText.get(key);
      if (others) others.add(span);
      else this.#byText.set(key, new Set([span]));
    }
  }

  /** The nearest one, not farther away than `tolerance` lines; it is taken, and open no more. */
  take(diagnostic: Diagnostic, tolerance: number): GrowingSpan | undefined {
    const spans = this.#byText.get(textKey(diagnostic));
    let best: GrowingSpan | undefined;
    let bestDistance = Infinity;
    for (const span of spans ?? []) {
      const distance = linesBetween(span.latest.line, diagnostic.line);
      if (distance > tolerance || distance >= bestDistance) continue;
      best = span;
      bestDistance = distance;
      if (distance === 0) break;
    }
    if (best) spans?.delete(best);
    return best;
  }

  rest(): readonly GrowingSpan[] {
    return [...this.#byText.values()].flatMap((spans) => [...spans]);
  }
}

function textKey({ rule, file, message }: Diagnostic): string {
  return JSON.stringify([rule, file, message]);
}

function linesBetween(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : Infinity;
  return Math.abs(a - b);
}

/** Index of the latest run of each tool up to the run `index`, the newest first. */
export function latestRuns(runs: readonly { readonly series: string }[], index: number): readonly number[] {
  const found = new Map<string, number>();
  for (let at = Math.min(index, runs.length - 1); at >= 0; at -= 1) {
    const run = runs[at];
    if (run && !found.has(run.series)) found.set(run.series, at);
  }
  return [...found.values()];
}

/** What stands after the run `index`, of each tool by its latest run, with what that run fixed. */
export function standingAt(history: LintHistory, index: number): readonly StandingDiagnostic[] {
  const { runs, spans } = history;
  return latestRuns(runs, index).flatMap((at) => {
    const series = runs[at]?.series;
    const isFirst = !runs.slice(0, at).some((run) => run.report?.known === true && run.series === series);
    return spans.flatMap((span): readonly StandingDiagnostic[] => {
      const diagnostic = span.seen.get(at);
      if (diagnostic) return [{ span, diagnostic, change: isFirst ? undefined : changeIn(span, at) }];
      const before = span.fixedIn === at ? span.seen.get(span.last) : undefined;
      return before ? [{ span, diagnostic: before, change: 'fixed' }] : [];
    });
  });
}

function changeIn({ first, seen }: DiagnosticSpan, at: number): LintChange | undefined {
  if (first === at) return 'new';
  const before = [...seen].filter(([index]) => index < at).at(-1)?.[1];
  return before?.suppressed === false && seen.get(at)?.suppressed === true ? 'suppressed' : undefined;
}
