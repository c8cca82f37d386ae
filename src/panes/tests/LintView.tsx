import { useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useLoaded } from '../../timeline/use-loaded.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { useWidth } from '../../ui/use-width.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { LintDetail } from './LintDetail.tsx';
import { latestRuns, type LintHistory, type ReadLintRun } from './lint-history.ts';
import { DiagnosticLine, FileLine } from './LintLine.tsx';
import { lintRows, rowOf } from './lint-rows.ts';
import { RunColumns } from './RunColumns.tsx';
import { Count, RunSummary } from './RunSummary.tsx';
import summary from './run-summary.module.css';
import { runIndexAt, type TestsData, type TestsSession } from './session.ts';
import styles from './tests-pane.module.css';
import { useReport } from './use-report.ts';
import { columnsCaption, columnWindow, lintRunMark } from './words.ts';

/** In CSS pixels, as in run-columns.module.css. */
const COLUMN_WIDTH = 56;
const CAPTION_WIDTH = 120;
const ROW_HEIGHT = 42;

interface ViewProps extends Pick<PaneProps<TestsData>, 'clock' | 'report'> {
  readonly session: TestsSession;
}

/** What the linters say, and for how long it stood. */
export function LintView({ session, clock, report }: ViewProps) {
  const history = useLoaded(session.lintHistory, clock, 'tests');
  if (!history) return <Reading what="Reading the lint reports …" />;
  return <Diagnostics session={session} history={history} clock={clock} report={report} />;
}

interface DiagnosticsProps extends ViewProps {
  readonly history: LintHistory;
}

function Diagnostics({ session, history, clock, report }: DiagnosticsProps) {
  const { runs } = history;
  const times = useTimeWords();
  const current = useClock(clock, (now) => runIndexAt(runs, now));
  const rows = useMemo(() => lintRows(history, current), [history, current]);
  const marks = useMemo(
    () => runs.map((run, index) => lintRunMark(run, index, runs.length, times)),
    [runs, times],
  );
  const place = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const columns = columnWindow(runs.length, current, Math.floor((width - CAPTION_WIDTH) / COLUMN_WIDTH));
  const [choice, choose] = useState<string>();
  const chosen = rowOf(rows, choice);
  const row = rows[chosen];
  useReport(
    session,
    'lint',
    row?.kind === 'diagnostic' ? row.standing.diagnostic.message : null,
    clock,
    report,
  );

  const [first] = runs;
  if (!first)
    return session.failed.length > 0 ? null : <p className={styles['message']}>No linter was run.</p>;
  const run = runs[current];
  const latest = latestRuns(runs, current).flatMap((index) => runs[index] ?? []);
  const unread = latest.flatMap(({ error }) => error ?? []);
  const untold = latest.some((one) => one.report?.known === false);
  return (
    <>
      <RunSummary runs={runs} current={current} clock={clock}>
        {run ? (
          <LintRunFacts run={run} index={current} count={runs.length} />
        ) : (
          <span>Nothing was checked yet. The first check is at {times.moment(first.item.time)}.</span>
        )}
      </RunSummary>
      <div className={styles['head']} ref={place}>
        <span className={styles['caption']}>{columnsCaption(columns, runs.length)}</span>
        <RunColumns marks={marks} current={current} columns={columns} clock={clock} label="Lint runs" />
      </div>
      {unread.map((error, index) => (
        <Notice key={index} severity="error" title={describeProblem(error).title} />
      ))}
      {untold && <Notice severity="warning" title="The report does not tell what was found." />}
      {latest.some((one) => one.report?.unfinished === true) && (
        <Notice
          severity="warning"
          title="The linter says that it did not finish: there may be more than is listed."
        />
      )}
      {run && rows.length === 0 && unread.length === 0 && !untold && (
        <p className={styles['message']}>Nothing was found.</p>
      )}
      {rows.length > 0 && (
        <div className={styles['split']}>
          <div className={styles['list']} ref={list}>
            <VirtualList
              rows={rows}
              rowHeight={ROW_HEIGHT}
              activeIndex={chosen}
              label="Diagnostics"
              onActivate={(one) => {
                if (one.kind === 'diagnostic') choose(one.standing.span.key);
              }}
              renderRow={(one) =>
                one.kind === 'file' ? (
                  <FileLine file={one.file} count={one.count} suppressed={one.suppressed} />
                ) : (
                  <DiagnosticLine standing={one.standing} history={history} />
                )
              }
            />
          </div>
          {row?.kind === 'diagnostic' && (
            <LintDetail
              list={list}
              standing={row.standing}
              history={history}
              clock={clock}
              onClose={() => choose(undefined)}
            />
          )}
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

function LintRunFacts({ run: { item, report }, index, count }: LintRunFactsProps) {
  const { moment } = useTimeWords();
  const suppressed = report?.diagnostics.filter((one) => one.suppressed).length ?? 0;
  return (
    <>
      <strong className={summary['name']}>
        {item.tool ?? 'Lint run'}{' '}
        <span className={summary['quiet']}>
          {index + 1} of {count}
        </span>
      </strong>
      <span className={summary['quiet']}>{moment(item.time)}</span>
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
      {suppressed > 0 && <span className={summary['quiet']}>{suppressed} suppressed</span>}
    </>
  );
}
