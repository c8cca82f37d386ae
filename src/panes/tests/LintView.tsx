import { useMemo, useRef } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { formatTimecode } from '../../base/time.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { PaneProps } from '../pane.tsx';
import { latestRuns, type LintHistory, type ReadLintRun } from './lint-history.ts';
import { DiagnosticLine, FileLine } from './LintLine.tsx';
import { lintRows } from './lint-rows.ts';
import { RunColumns } from './RunColumns.tsx';
import { Count, RunSummary } from './RunSummary.tsx';
import summary from './run-summary.module.css';
import { runIndexAt, type TestsData, type TestsSession } from './session.ts';
import styles from './tests-pane.module.css';
import { useLoaded } from './use-loaded.ts';
import { useReport } from './use-report.ts';
import { useWidth } from './use-width.ts';
import { columnWindow, lintRunMark } from './words.ts';

/** In CSS pixels, as in run-columns.module.css. */
const COLUMN_WIDTH = 56;
const CAPTION_WIDTH = 120;
const ROW_HEIGHT = 42;

interface ViewProps extends Pick<PaneProps<TestsData>, 'clock' | 'report'> {
  readonly session: TestsSession;
}

/** What the linters say, and for how long it stood. */
export function LintView({ session, clock, report }: ViewProps) {
  const history = useLoaded(session.lintHistory, clock);
  if (!history) return <p className={styles['message']}>Reading the lint reports…</p>;
  return <Diagnostics session={session} history={history} clock={clock} report={report} />;
}

interface DiagnosticsProps extends ViewProps {
  readonly history: LintHistory;
}

function Diagnostics({ session, history, clock, report }: DiagnosticsProps) {
  const { runs } = history;
  const current = useClock(clock, (now) => runIndexAt(runs, now));
  const rows = useMemo(() => lintRows(history, current), [history, current]);
  const marks = useMemo(() => runs.map((run, index) => lintRunMark(run, index, runs.length)), [runs]);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const columns = columnWindow(runs.length, current, Math.floor((width - CAPTION_WIDTH) / COLUMN_WIDTH));
  useReport(session, 'lint', null, clock, report);

  const [first] = runs;
  if (!first)
    return session.failed.length > 0 ? null : <p className={styles['message']}>No linter was run.</p>;
  const run = runs[current];
  const [from, to] = columns;
  const unread = latestRuns(runs, current).flatMap((index) => runs[index]?.error ?? []);
  return (
    <>
      <RunSummary runs={runs} current={current} clock={clock}>
        {run ? (
          <LintRunFacts run={run} index={current} count={runs.length} />
        ) : (
          <span>Nothing was checked yet. The first check is at {formatTimecode(first.item.time)}.</span>
        )}
      </RunSummary>
      <div className={styles['head']} ref={place}>
        <span className={styles['caption']}>
          {to - from < runs.length ? `Runs ${from + 1}–${to} of ${runs.length}` : 'Runs'}
        </span>
        <RunColumns marks={marks} current={current} columns={columns} clock={clock} label="Lint runs" />
      </div>
      {unread.map((error, index) => (
        <Notice key={index} severity="error" title={describeProblem(error).title} />
      ))}
      {run && rows.length === 0 && unread.length === 0 && (
        <p className={styles['message']}>Nothing was found.</p>
      )}
      {rows.length > 0 && (
        <div className={styles['list']}>
          <VirtualList
            rows={rows}
            rowHeight={ROW_HEIGHT}
            activeIndex={-1}
            label="Diagnostics; Enter goes to where one was first seen"
            onActivate={(row) => {
              const seen = row.kind === 'diagnostic' ? runs[row.standing.span.first] : undefined;
              if (seen) clock.seek(seen.item.time);
            }}
            renderRow={(row) =>
              row.kind === 'file' ? (
                <FileLine file={row.file} count={row.count} />
              ) : (
                <DiagnosticLine standing={row.standing} history={history} />
              )
            }
          />
        </div>
      )}
    </>
  );
}

interface LintRunFactsProps {
  readonly run: ReadLintRun;
  readonly index: number;
  readonly count: number;
}

function LintRunFacts({ run: { item }, index, count }: LintRunFactsProps) {
  return (
    <>
      <strong className={summary['name']}>
        {item.tool ?? 'Lint run'}{' '}
        <span className={summary['quiet']}>
          {index + 1} of {count}
        </span>
      </strong>
      <span className={summary['quiet']}>{formatTimecode(item.time)}</span>
      {item.counts && (
        <>
          <Count
            sign="✗"
            count={item.counts.errors}
            words={item.counts.errors === 1 ? 'error' : 'errors'}
            tone="failed"
          />
          <Count
            sign="!"
            count={item.counts.warnings}
            words={item.counts.warnings === 1 ? 'warning' : 'warnings'}
            tone="warning"
          />
        </>
      )}
    </>
  );
}
