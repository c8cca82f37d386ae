import { useEffect } from 'react';
import { problemOf } from '../../base/errors.ts';
import { fromMicros } from '../../base/time.ts';
import { StatementText } from '../../timeline/StatementText.tsx';
import { useClock } from '../../timeline/use-clock.ts';
import { useLoaded } from '../../timeline/use-loaded.ts';
import { useStatement } from '../../timeline/use-statement.ts';
import { phaseAt } from '../../trace/phases.ts';
import { SeekButton } from '../../ui/SeekButton.tsx';
import type { PaneProps } from '../pane.tsx';
import { CourseList } from './CourseList.tsx';
import { turnIndexAt } from './criterion-course.ts';
import type { TaskData } from './task-data.ts';
import styles from './task-pane.module.css';

const HOLDER = 'task';

export function TaskPane({ data, clock, report }: PaneProps<TaskData>) {
  const { manifest, duration } = data;
  const statement = useStatement(data, clock, HOLDER);
  const progress = useLoaded(data.progress, clock, HOLDER);
  const courses = progress?.courses ?? [];
  const phases = manifest.outcome.phases ?? [];
  const phaseIndex = useClock(clock, (now) => phaseAt(phases, now, duration));
  const phase = phases[phaseIndex];
  // A string, since a selector yields primitives only.
  const turns = useClock(clock, (now) => courses.map((course) => turnIndexAt(course.turns, now)).join());
  const inForce = turns.split(',').map(Number);
  const standing = courses.map(({ turns: own }, index) => own[inForce[index] ?? -1]);
  const states = standing.map((turn) => turn?.state ?? 'open').join();
  const phaseName = phase?.name ?? null;
  useEffect(() => {
    if (statement.state === 'reading' || !progress) return;
    const shown = {
      text: statement.state,
      phase: phaseName,
      criteria: states === '' ? [] : states.split(','),
    };
    const error = statement.state === 'failed' ? statement.error : progress.failed[0];
    if (error) report(shown, problemOf(error));
    else report(shown);
  }, [statement, progress, phaseName, states, report]);

  const seek = (micros: number): void => clock.seek(fromMicros(micros));
  const met = standing.filter((turn) => turn?.state === 'met').length;
  return (
    <div className={styles['pane']} role="group" aria-label="What was asked" tabIndex={0}>
      <header className={styles['head']}>
        <h2 className={styles['title']} dir="auto">
          {manifest.task.title}
        </h2>
        {phases.length > 0 && (
          <p className={styles['phase']}>
            {phase ? (
              <>
                <span className={styles['name']} dir="auto">
                  {phase.name}
                </span>
                <span className={styles['aside']}>
                  phase {phaseIndex + 1} of {phases.length}, since{' '}
                  <SeekButton micros={phase.t_start} onSeek={seek} />
                </span>
              </>
            ) : (
              <span className={styles['aside']}>in none of {phases.length} phases</span>
            )}
          </p>
        )}
      </header>
      {courses.length > 0 && (
        <section className={styles['part']} aria-label="Criteria">
          <h3 className={styles['heading']}>
            Criteria{' '}
            <span className={styles['aside']}>
              {met} of {courses.length} met by now
            </span>
          </h3>
          <CourseList courses={courses} standing={standing} onSeek={seek} />
        </section>
      )}
      <section className={styles['part']} aria-label="Text of the task">
        <StatementText statement={statement} />
      </section>
    </div>
  );
}
