/** The rows of the list of diagnostics. Pure. */
import { groupBy } from './group-by.ts';
import { standingAt, type LintHistory, type StandingDiagnostic } from './lint-history.ts';

export type LintRow =
  | { readonly kind: 'file'; readonly file: string; readonly count: number }
  | { readonly kind: 'diagnostic'; readonly standing: StandingDiagnostic };

const NO_FILE = '(no file)';

/** What stands after a run, under the head of its file, by line; what that run fixed stands last. */
export function lintRows(history: LintHistory, index: number): readonly LintRow[] {
  const files = groupBy(standingAt(history, index), ({ diagnostic }) => diagnostic.file ?? NO_FILE);
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, all]): readonly LintRow[] => [
      { kind: 'file', file, count: all.filter(({ change }) => change !== 'fixed').length },
      ...[...all].sort(byLine).map((standing): LintRow => ({ kind: 'diagnostic', standing })),
    ]);
}

function byLine(a: StandingDiagnostic, b: StandingDiagnostic): number {
  const fixed = Number(a.change === 'fixed') - Number(b.change === 'fixed');
  return fixed || (a.diagnostic.line ?? 0) - (b.diagnostic.line ?? 0);
}
