import { Eye } from 'lucide-react';
import { number, SETTLES } from '../words.ts';
import styles from './sign.module.css';

interface HiddenNoteProps {
  /** Traces of which it is not told what others said. */
  readonly count: number;
  readonly onShow: () => void;
}

/** What is not told, and why, and the way to see it. */
export function HiddenNote({ count, onShow }: HiddenNoteProps) {
  if (count === 0) return null;
  return (
    <section className={styles['section']} aria-label="Hidden from you">
      <p>
        You have not judged {count === 1 ? '1 trace' : `${number(count)} traces`} of which others have said
        something: it is not shown. Until it is, neither is how reviewers agree nor what whoever signed noted,
        there is no report, and nothing can be signed off.
      </p>
      <div className={styles['row']}>
        <button type="button" className="quiet-button" title={SETTLES} onClick={onShow}>
          <Eye size={14} aria-hidden /> Show what others said
        </button>
      </div>
    </section>
  );
}
