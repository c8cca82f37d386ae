import { cutMiddle, toneBlocks } from './failure-lines.ts';
import styles from './failure-text.module.css';

interface FailureTextProps {
  readonly text: string;
  /** It says why a test failed, so that what was expected and what came stand out. */
  readonly compares?: boolean;
}

/** What a program printed: lines are broken where they must be, and nothing in it is markup. */
export function FailureText({ text, compares = false }: FailureTextProps) {
  const { head, left, tail } = cutMiddle(text);
  return (
    <>
      <Lines text={head} compares={compares} />
      {left > 0 && (
        <>
          <p className={styles['cut']}>{left} characters in the middle are not shown.</p>
          <Lines text={tail} compares={compares} />
        </>
      )}
    </>
  );
}

function Lines({ text, compares }: Required<FailureTextProps>) {
  return (
    <pre className={styles['text']}>
      {compares
        ? toneBlocks(text).map((block, index) => (
            <span key={index} data-tone={block.tone}>
              {block.text}
            </span>
          ))
        : text}
    </pre>
  );
}
