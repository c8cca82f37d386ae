/** The rows of the list of diagnostics. Pure. */
import { groupBy } from '../../base/group-by.ts';
import { standingAt, type LintHistory, type StandingDiagnostic } from './lint-history.ts';

export type LintRow =
  | { readonly kind: 'file'; readonly file: string; readonly count: number; readonly suppressed: number }
  | { readonly kind: 'diagnostic'; readonly standing: StandingDiagnostic };

const NO_FILE = '(no file)';

/** What stands after a run, under the head of its file, by line; what is suppressed and what that run fixed stand last. */
export function lintRows(history: LintHistory, index: number): readonly LintRow[] {
  const files = groupBy(standingAt(history, index), ({ diagnostic }) => diagnostic.file ?? NO_FILE);
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, all]): readonly LintRow[] => [
      {
        kind: 'file',
        file,
        count: all.filter((one) => rank(one) === 0).length,
        suppressed: all.filter((one) => rank(one) === 1).length,
      },
      ...[...all].sort(byLine).map((standing): LintRow => ({ kind: 'diagnostic', standing })),
    ]);
}

function byLine(a: StandingDiagnostic, b: StandingDiagnostic): number {
  return rank(a) - rank(b) || (a.diagnostic.line ?? 0) - (b.diagnostic.line ?? 0);
}

function rank({ change, diagnostic }: StandingDiagnostic): number {
  return change === 'fixed' ? 2 : diagnostic.suppressed ? 1 : 0;
}

/** Index of the row of a span; -1 where it is not among them. */
export function rowOf(rows: readonly LintRow[], key: string | undefined): number {
  return rows.findIndex((row) => row.kind === 'diagnostic' && row.standing.span.key === key);
}
