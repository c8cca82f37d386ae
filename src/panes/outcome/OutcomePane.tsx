import { useEffect, useMemo } from 'react';
import { problemOf } from '../../base/errors.ts';
import { fromMicros } from '../../base/time.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useStatement } from '../../timeline/use-statement.ts';
import { phaseAt } from '../../trace/phases.ts';
import type { PaneProps } from '../pane.tsx';
import { BlockerList } from './BlockerList.tsx';
import { CriteriaList } from './CriteriaList.tsx';
import { Environment } from './Environment.tsx';
import { criteriaAside, judgedCriteria, type OutcomeData } from './outcome-data.ts';
import styles from './outcome-pane.module.css';
import { LayerTable } from './LayerTable.tsx';
import { PhaseList } from './PhaseList.tsx';
import { Privacy } from './Privacy.tsx';
import { Provenance } from './Provenance.tsx';
import { Section } from './parts.tsx';
import { asideOf } from './re-run-words.ts';
import { ReRuns } from './ReRuns.tsx';
import { TaskText } from './TaskText.tsx';
import { useReRuns, type ReRunsState } from './use-re-runs.ts';
import { Verdict } from './Verdict.tsx';

export function OutcomePane({ data, clock, report }: PaneProps<OutcomeData>) {
  const { manifest, duration, corrections } = data;
  const { outcome, task, layers } = manifest;
  const criteria = useMemo(() => judgedCriteria(manifest), [manifest]);
  const reRuns = useReRuns(data);
  const phases = outcome.phases ?? [];
  const statement = useStatement(data, clock, 'outcome');
  const phase = useClock(clock, (now) => phaseAt(phases, now, duration));
  const phaseName = phases[phase]?.name ?? null;
  const met = criteria.filter(({ result }) => result === 'met').length;
  useEffect(() => {
    if (statement.state === 'reading') return;
    const shown = {
      success: outcome.success,
      completion: outcome.completion,
      criteriaMet: met,
      criteria: criteria.length,
      phase: phaseName,
      blockers: outcome.blockers.length,
    };
    if (statement.state === 'failed') report(shown, problemOf(statement.error));
    else report(shown);
  }, [statement, outcome, met, criteria, phaseName, report]);

  const seek = (micros: number): void => clock.seek(fromMicros(micros));
  return (
    <div className={styles['pane']}>
      <Verdict outcome={outcome} />
      <Section title="Criteria" aside={criteriaAside(criteria)} open>
        <CriteriaList criteria={criteria} layers={layers} onSeek={seek} />
      </Section>
      <Section title="Re-runs" aside={reRunsAside(reRuns.shown)} open>
        <ReRuns {...reRuns} />
      </Section>
      <Section title="Phases" aside={countOf(phases)} open>
        <PhaseList phases={phases} current={phase} duration={duration} onSeek={seek} />
      </Section>
      <Section title="Blockers" aside={countOf(outcome.blockers)} open>
        <BlockerList blockers={outcome.blockers} clock={clock} onSeek={seek} />
      </Section>
      <Section title="Task" open>
        <TaskText task={task} statement={statement} />
      </Section>
      <Section
        title="Layers"
        aside={`${layers.filter(({ status }) => status === 'present').length} of ${layers.length} present`}
      >
        <LayerTable layers={layers} corrections={corrections} />
      </Section>
      <Section title="Repositories and environment">
        <Environment manifest={manifest} />
      </Section>
      <Section title="Provenance">
        <Provenance manifest={manifest} bundle={data.bundle} />
      </Section>
      <Section title="Privacy">
        <Privacy manifest={manifest} />
      </Section>
    </div>
  );
}

/** Nobody has looked: that is no statement. */
function reRunsAside(shown: ReRunsState): string {
  if (shown.state === 'read') return asideOf(shown.summary);
  return shown.state === 'absent' ? 'never re-run' : 'not looked for';
}

function countOf({ length }: readonly unknown[]): string {
  return length === 0 ? 'none' : String(length);
}
