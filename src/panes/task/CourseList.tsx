import { ResultLine, type ResultSign } from '../../ui/ResultLine.tsx';
import { SeekButton } from '../../ui/SeekButton.tsx';
import type { CriterionCourse, CriterionState, Turn } from './criterion-course.ts';
import styles from './task-pane.module.css';

/** Sign and words. */
const LOOKS: Readonly<Record<CriterionState | 'open', readonly [ResultSign, string]>> = {
  open: ['open', 'not shown yet'],
  passes: ['good-so-far', 'last run passed'],
  fails: ['bad-so-far', 'last run failed'],
  met: ['good', 'met'],
  not_met: ['bad', 'not met'],
  unknown: ['unknown', 'unknown'],
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
        const [sign, words] = LOOKS[turn?.state ?? 'open'];
        return (
          <ResultLine
            key={index}
            sign={sign}
            text={text}
            result={words}
            facts={
              <>
                {turn && <Shown turn={turn} onSeek={onSeek} />}
                {command !== undefined && <code>{command}</code>}
              </>
            }
          />
        );
      })}
    </ul>
  );
}

interface ShownProps {
  readonly turn: Turn;
  readonly onSeek: (micros: number) => void;
}

/** Where it is to be seen. */
function Shown({ turn: { shownAt }, onSeek }: ShownProps) {
  if (shownAt === undefined) return <span>as claimed at the end</span>;
  return <SeekButton micros={shownAt} onSeek={onSeek} />;
}
