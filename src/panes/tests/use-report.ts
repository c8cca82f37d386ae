import { useEffect } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { PaneReport } from '../pane.tsx';
import { latestRuns } from './lint-history.ts';
import { runIndexAt, type TestsMode, type TestsSession } from './session.ts';

/** Reports what is shown, once it is. */
export function useReport(
  session: TestsSession,
  mode: TestsMode,
  selected: string | null,
  clock: Clock,
  report: (shown: PaneReport) => void,
): void {
  const { tests, lint } = session;
  const testRun = useClock(clock, (now) => runIndexAt(tests, now));
  const lintRun = useClock(clock, (now) => runIndexAt(lint, now));
  useEffect(() => {
    const counts = tests[testRun]?.item.counts;
    report({
      mode,
      runs: tests.length,
      run: testRun < 0 ? null : testRun,
      passed: counts?.passed ?? null,
      failed: counts?.failed ?? null,
      skipped: counts?.skipped ?? null,
      selected,
      lintRuns: lint.length,
      lintRun: lintRun < 0 ? null : lintRun,
      ...diagnosticsAt(lint, lintRun),
    });
  }, [tests, lint, testRun, lintRun, mode, selected, report]);
}

/** Of all tools together; null where none has run, or one's report cannot be read. */
function diagnosticsAt(
  lint: TestsSession['lint'],
  index: number,
): { readonly errors: number | null; readonly warnings: number | null } {
  const counts = latestRuns(lint, index).map((run) => lint[run]?.item.counts);
  const known = counts.filter((count) => count !== undefined);
  if (known.length === 0 || known.length < counts.length) return { errors: null, warnings: null };
  return {
    errors: known.reduce((sum, { errors }) => sum + errors, 0),
    warnings: known.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}
