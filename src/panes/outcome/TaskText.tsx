import { describeProblem } from '../../base/describe-error.ts';
import { inWords, type Manifest } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';
import { statementBlocks, type StatementBlock } from './statement-blocks.ts';
import text from './statement.module.css';
import type { Statement } from './use-statement.ts';

interface TaskTextProps {
  readonly task: Manifest['task'];
  readonly statement: Statement;
}

/** The task as it was given. Its text is shown as it stands: whatever markup is in it stays text, only set in type. */
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

function StatementText({ statement }: { readonly statement: Statement }) {
  switch (statement.state) {
    case 'none':
      return <Nothing>The bundle holds no text of the task.</Nothing>;
    case 'reading':
      return <Nothing>Reading the text of the task…</Nothing>;
    case 'failed':
      return (
        <p className={styles['failure']} role="status">
          The text of the task cannot be shown. {describeProblem(statement.error).title}
        </p>
      );
    case 'read':
      return (
        <>
          <div className={text['statement']}>
            {statementBlocks(statement.text).map((block, index) => (
              <Block key={index} block={block} />
            ))}
          </div>
          {statement.cut && <Nothing>The text goes on; only its beginning is shown.</Nothing>}
        </>
      );
  }
}

function Block({ block: { kind, text: words } }: { readonly block: StatementBlock }) {
  if (kind === 'code') return <pre className={text['code']}>{words}</pre>;
  return (
    <p className={text['block']} data-kind={kind} dir="auto">
      {words}
    </p>
  );
}

/** `x-` marks a family that the schema does not have. */
function familyWords(family: string): string {
  return family === 'x-unknown' ? 'family not stated' : inWords(family.replace(/^x-/, ''));
}
