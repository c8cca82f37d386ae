import { describeProblem } from '../base/describe-error.ts';
import { statementBlocks, type StatementBlock } from './statement-blocks.ts';
import styles from './statement.module.css';
import type { Statement } from './use-statement.ts';

/** The task as it was given. Its text is shown as it stands: whatever markup is in it stays text, only set in type. */
export function StatementText({ statement }: { readonly statement: Statement }) {
  switch (statement.state) {
    case 'none':
      return <p className={styles['note']}>The bundle holds no text of the task.</p>;
    case 'reading':
      return <p className={styles['note']}>Reading the text of the task…</p>;
    case 'failed':
      return (
        <p className={styles['failure']} role="status">
          The text of the task cannot be shown. {describeProblem(statement.error).title}
        </p>
      );
    case 'read':
      return (
        <>
          <div className={styles['statement']}>
            {statementBlocks(statement.text).map((block, index) => (
              <Block key={index} block={block} />
            ))}
          </div>
          {statement.cut && <p className={styles['note']}>The text goes on; only its beginning is shown.</p>}
        </>
      );
  }
}

function Block({ block: { kind, text } }: { readonly block: StatementBlock }) {
  if (kind === 'code') return <pre className={styles['code']}>{text}</pre>;
  return (
    <p className={styles['block']} data-kind={kind} dir="auto">
      {text}
    </p>
  );
}
