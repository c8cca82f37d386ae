import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import { SeekButton } from '../../ui/SeekButton.tsx';
import type { CriterionCourse, CriterionState, Turn } from './criterion-course.ts';
import styles from './task-pane.module.css';

type Standing = CriterionState | 'open';

const ICONS: Readonly<Record<Standing, LucideIcon>> = {
  open: CircleDashed,
  passes: CircleDashed,
  fails: CircleDashed,
  met: CircleCheck,
  not_met: CircleX,
  unknown: CircleHelp,
};

const WORDS: Readonly<Record<Standing, string>> = {
  open: 'not shown yet',
  passes: 'last run passed',
  fails: 'last run failed',
  met: 'met',
  not_met: 'not met',
  unknown: 'unknown',
};

interface CourseListProps {
  readonly courses: readonly CriterionCourse[];
  /** The turn in force of each; undefined: nothing is known yet. */
  readonly standing: readonly (Turn | undefined)[];
  readonly onSeek: (micros: number) => void;
}

/** The criteria with what is known of them by now. */
export function CourseList({ courses, standing, onSeek }: CourseListProps) {
  return (
    <ul className={styles['list']}>
      {courses.map(({ criterion: { text, command } }, index) => {
        const turn = standing[index];
        const state = turn?.state ?? 'open';
        const Icon = ICONS[state];
        return (
          <li key={index} className={styles['criterion']} data-state={state}>
            <Icon size={16} aria-hidden />
            <div className={styles['content']}>
              <p className={styles['text']} dir="auto">
                {text}
              </p>
              <p className={styles['meta']}>
                <span className={styles['state']}>{WORDS[state]}</span>
                {turn &&
                  (turn.shownAt === undefined ? (
                    <span>as claimed at the end</span>
                  ) : (
                    <SeekButton micros={turn.shownAt} onSeek={onSeek} />
                  ))}
                {command !== undefined && <code>{command}</code>}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
