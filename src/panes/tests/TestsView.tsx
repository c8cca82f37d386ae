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
import { RunColumns } from './RunColumns.tsx';
import { RunSummary } from './RunSummary.tsx';
import { runIndexAt, type TestsData, type TestsSession } from './session.ts';
import { TestDetail } from './TestDetail.tsx';
import { GroupLine, TestLine } from './TestLine.tsx';
import type { TestHistory } from './test-history.ts';
import { chosenRow, listRows, type Choice } from './test-rows.ts';
import { TestRunFacts } from './TestRunFacts.tsx';
import styles from './tests-pane.module.css';
import { useReport } from './use-report.ts';
import { columnsCaption, columnWindow, testRunMark } from './words.ts';

/** In CSS pixels, as in run-columns.module.css. */
const COLUMN_WIDTH = 56;
const NAME_WIDTH = 240;
const ROW_HEIGHT = 26;

interface ViewProps extends Pick<PaneProps<TestsData>, 'clock' | 'report'> {
  readonly session: TestsSession;
}

/** The tests by the runs that ran them. */
export function TestsView({ session, clock, report }: ViewProps) {
  const history = useLoaded(session.testHistory, clock, 'tests');
  if (!history) return <Reading what="Reading the test reports …" />;
  return <Matrix session={session} history={history} clock={clock} report={report} />;
}

interface MatrixProps extends ViewProps {
  readonly history: TestHistory;
}

function Matrix({ session, history, clock, report }: MatrixProps) {
  const { runs } = history;
  const times = useTimeWords();
  const current = useClock(clock, (now) => runIndexAt(runs, now));
  const [choice, choose] = useState<Choice>();
  const rows = useMemo(() => listRows(history), [history]);
  const marks = useMemo(
    () => runs.map((run, index) => testRunMark(run, index, runs.length, times)),
    [runs, times],
  );
  const place = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const columns = columnWindow(runs.length, current, Math.floor((width - NAME_WIDTH) / COLUMN_WIDTH));
  const chosen = chosenRow(rows, choice, current);
  const row = rows[chosen];
  const test = row?.kind === 'test' ? row.test : undefined;
  useReport(session, 'tests', test?.name ?? null, clock, report);

  const [first] = runs;
  if (!first) return session.failed.length > 0 ? null : <p className={styles['message']}>No test was run.</p>;
  const run = runs[current];
  const [from, to] = columns;
  return (
    <>
      <RunSummary runs={runs} current={current} clock={clock}>
        {run ? (
          <TestRunFacts history={history} run={run} index={current} clock={clock} />
        ) : (
          <span>No test has run yet. The first run starts at {times.moment(first.item.time)}.</span>
        )}
      </RunSummary>
      {run?.error && <Notice severity="error" title={describeProblem(run.error).title} />}
      <div className={styles['split']}>
        <div className={styles['matrix']} ref={place}>
          <div className={styles['head']} data-columns={to - from}>
            <span className={styles['caption']}>{columnsCaption(columns, runs.length)}</span>
            <RunColumns marks={marks} current={current} columns={columns} clock={clock} label="Test runs" />
          </div>
          <div className={styles['list']} ref={list}>
            <VirtualList
              rows={rows}
              rowHeight={ROW_HEIGHT}
              activeIndex={chosen}
              label="Tests"
              onActivate={(one) => {
                if (one.kind === 'test') choose(one.test.key);
              }}
              renderRow={(one) =>
                one.kind === 'group' ? (
                  <GroupLine label={one.label} count={one.count} />
                ) : (
                  <TestLine test={one.test} runs={runs} current={current} columns={columns} />
                )
              }
            />
          </div>
        </div>
        {test && <TestDetail test={test} index={current} list={list} onClose={() => choose(null)} />}
      </div>
    </>
  );
}
