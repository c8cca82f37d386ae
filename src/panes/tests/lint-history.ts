/** Lint runs over time: how long each diagnostic stood. Pure. */
import type { TraceError } from '../../base/errors.ts';
import type { DiagnosticsItem } from '../../trace/layers.ts';
import type { Diagnostic } from '../../trace/sarif.ts';

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
  readonly report?: readonly Diagnostic[] | undefined;
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

export type LintChange = 'new' | 'fixed';

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

/** `runs` in time order. A run that cannot be read says nothing: what stood before it goes on. */
export function buildLintHistory(runs: readonly ReadLintRun[]): LintHistory {
  const spans: GrowingSpan[] = [];
  const openBySeries = new Map<string, readonly GrowingSpan[]>();
  runs.forEach(({ series, report }, index) => {
    if (!report) return;
    const open = new Set(openBySeries.get(series) ?? []);
    const next: GrowingSpan[] = [];
    // Those on the very same line first, else a neighbour could take their place.
    const pending = [...report];
    for (const tolerance of [0, LINE_TOLERANCE])
      for (const diagnostic of pending.splice(0)) {
        const span = nearest(open, diagnostic, tolerance);
        if (!span) {
          pending.push(diagnostic);
          continue;
        }
        open.delete(span);
        span.last = index;
        span.latest = diagnostic;
        span.seen.set(index, diagnostic);
        next.push(span);
      }
    for (const diagnostic of pending) {
      const seen = new Map([[index, diagnostic]]);
      const key = `${index}.${spans.length}`;
      const span = { key, first: index, last: index, fixedIn: undefined, seen, latest: diagnostic };
      spans.push(span);
      next.push(span);
    }
    for (const span of open) span.fixedIn = index;
    openBySeries.set(series, next);
  });
  return { runs, spans };
}

function nearest(
  open: ReadonlySet<GrowingSpan>,
  diagnostic: Diagnostic,
  tolerance: number,
): GrowingSpan | undefined {
  let best: GrowingSpan | undefined;
  let bestDistance = Infinity;
  for (const span of open) {
    const { rule, file, message, line } = span.latest;
    if (rule !== diagnostic.rule || file !== diagnostic.file || message !== diagnostic.message) continue;
    const known = line !== undefined && diagnostic.line !== undefined;
    const distance = known ? Math.abs(line - diagnostic.line) : line === diagnostic.line ? 0 : Infinity;
    if (distance > tolerance || distance >= bestDistance) continue;
    best = span;
    bestDistance = distance;
  }
  return best;
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
    const isFirst = !runs.slice(0, at).some((run) => run.report && run.series === series);
    return spans.flatMap((span): readonly StandingDiagnostic[] => {
      const diagnostic = span.seen.get(at);
      if (diagnostic)
        return [{ span, diagnostic, change: !isFirst && span.first === at ? 'new' : undefined }];
      const before = span.fixedIn === at ? span.seen.get(span.last) : undefined;
      return before ? [{ span, diagnostic: before, change: 'fixed' }] : [];
    });
  });
}
