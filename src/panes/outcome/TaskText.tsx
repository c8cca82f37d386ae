import { StatementText } from '../../timeline/StatementText.tsx';
import type { Statement } from '../../timeline/use-statement.ts';
import { inWords, type Manifest } from './outcome-data.ts';
import styles from './outcome-lists.module.css';

interface TaskTextProps {
  readonly task: Manifest['task'];
  readonly statement: Statement;
}

/** The task as it was given. */
export function TaskText({ task, statement }: TaskTextProps) {
  return (
    <>
      <p className={styles['text']}>
        {task.title} <span className={styles['family']}>{familyWords(task.family)}</span>
      </p>
      <StatementText statement={statement} />
    </>
  );
}

/** `x-` marks a family that the schema does not have. */
function familyWords(family: string): string {
  return family === 'x-unknown' ? 'family not stated' : inWords(family.replace(/^x-/, ''));
}
