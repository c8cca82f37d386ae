import { useEffect, useRef } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { toSeconds, type TraceTime } from '../../base/time.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { PaneProps } from '../pane.tsx';
import { StepFilters } from './StepFilters.tsx';
import { StepRow } from './StepRow.tsx';
import { activeStep, neighbourTime, NO_FILTER } from './step-table.ts';
import type { StepsData } from './steps-data.ts';
import styles from './steps-pane.module.css';
import { useRows } from './use-rows.ts';
import { useStepFilter } from './use-step-filter.ts';
import { useStepKeys } from './use-step-keys.ts';
import { useSteps, type Steps } from './use-steps.ts';

/** In CSS pixels: one line. */
const ROW_HEIGHT = 26;

export function StepsPane({ data, clock, report }: PaneProps<StepsData>) {
  const steps = useSteps(data, clock);
  if (!steps) return <Reading what="Reading what happened …" />;
  return <StepList steps={steps} clock={clock} report={report} />;
}

interface StepListProps extends Pick<PaneProps<StepsData>, 'clock' | 'report'> {
  readonly steps: Steps;
}

function StepList({ steps, clock, report }: StepListProps) {
  const { table, failed } = steps;
  const [filter, setFilter] = useStepFilter();
  const rows = useRows(steps, filter);
  const active = useClock(clock, (now) => activeStep(table, rows, now));
  const timeOf = (row: number): TraceTime => (table.times[row] ?? 0) as TraceTime;
  const hover = useHoverRows<number>((time) => activeStep(table, rows, time), timeOf);
  const pane = useRef<HTMLDivElement>(null);
  useStepKeys(pane, (direction) => {
    const time = neighbourTime(table, rows, clock.now(), direction);
    if (time !== undefined) clock.seek(time as TraceTime);
  });
  useEffect(() => {
    const step = table.stepAt(rows[active] ?? -1);
    report({
      count: table.length,
      shown: rows.length,
      index: step ? active : null,
      time: step ? toSeconds(step.time) : null,
      text: step?.text ?? null,
    });
  }, [table, rows, active, report]);

  return (
    <div className={styles['pane']} ref={pane}>
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
            {...hover}
            onActivate={(row) => clock.seek(timeOf(row))}
            renderRow={(row, index) => {
              const step = table.stepAt(row);
              return step && <StepRow step={step} ahead={index > active} />;
            }}
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
  return (
    <Notice severity="info" title="Nothing happened that would be a step.">
      Pointer moves, single changes of a text and requests that went well are none.
    </Notice>
  );
}
