import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { toSeconds, type TraceTime } from '../../base/time.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { PaneProps } from '../pane.tsx';
import { StepFilters } from './StepFilters.tsx';
import { StepRow } from './StepRow.tsx';
import { activeStep, filterSteps, type StepFilter } from './step-table.ts';
import type { StepsData } from './steps-data.ts';
import styles from './steps-pane.module.css';
import { useSteps, type Steps } from './use-steps.ts';

/** In CSS pixels: one line. */
const ROW_HEIGHT = 26;
const NO_FILTER: StepFilter = { kinds: new Set(), text: '' };

export function StepsPane({ data, clock, report }: PaneProps<StepsData>) {
  const steps = useSteps(data, clock);
  if (!steps) return <p className={styles['message']}>Reading what happened…</p>;
  return <StepList steps={steps} clock={clock} report={report} />;
}

interface StepListProps extends Pick<PaneProps<StepsData>, 'clock' | 'report'> {
  readonly steps: Steps;
}

function StepList({ steps: { table, failed }, clock, report }: StepListProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  // The letters in the field come first; the list follows when there is time.
  const deferred = useDeferredValue(filter);
  const rows = useMemo(() => filterSteps(table, deferred), [table, deferred]);
  const active = useClock(clock, (now) => activeStep(table, rows, now));
  useEffect(() => {
    const row = rows[active];
    report({
      count: table.length,
      shown: rows.length,
      index: row === undefined ? null : active,
      time: row === undefined ? null : toSeconds((table.times[row] ?? 0) as TraceTime),
      text: row === undefined ? null : (table.texts[row] ?? null),
    });
  }, [table, rows, active, report]);

  return (
    <div className={styles['pane']}>
      {table.length > 0 && (
        <StepFilters table={table} filter={filter} shown={rows.length} onChange={setFilter} />
      )}
      {failed.map(({ id, title, error }) => (
        <output key={id} className={styles['failure']}>
          {title} is not in the list. {describeProblem(error).title}
        </output>
      ))}
      <div className={styles['list']}>
        {rows.length > 0 ? (
          <VirtualList
            rows={rows}
            rowHeight={ROW_HEIGHT}
            activeIndex={active}
            label="Steps"
            onActivate={(row) => clock.seek((table.times[row] ?? 0) as TraceTime)}
            renderRow={(row, index) => <StepRow table={table} row={row} ahead={index > active} />}
          />
        ) : (
          <Empty
            filtered={table.length > 0}
            failed={failed.length > 0}
            onShowAll={() => setFilter(NO_FILTER)}
          />
        )}
      </div>
    </div>
  );
}

interface EmptyProps {
  readonly filtered: boolean;
  readonly failed: boolean;
  readonly onShowAll: () => void;
}

function Empty({ filtered, failed, onShowAll }: EmptyProps) {
  if (filtered)
    return (
      <Notice severity="info" title="No step is like that.">
        <button type="button" className={styles['reset']} onClick={onShowAll}>
          Show all steps
        </button>
      </Notice>
    );
  // What failed is named above: whether anything happened is not known then.
  if (failed) return null;
  return <Notice severity="info" title="Nothing happened that would be a step." />;
}
