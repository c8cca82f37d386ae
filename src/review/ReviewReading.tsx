import { SeekButton } from '../ui/SeekButton.tsx';
import { localDate } from '../base/date-words.ts';
import { fromMicros } from '../base/time.ts';
import type { Reviewed } from './Composer.tsx';
import { verdictWords } from './review-words.ts';
import styles from './review.module.css';
import type { ReviewState } from './state.ts';
import { targetTime } from './targets.ts';
import type { Entry, Thread } from './threads.ts';
import { useTargetName } from './use-targets.ts';

interface ReviewReadingProps extends Pick<Reviewed, 'trace' | 'clock'> {
  readonly review: ReviewState;
}

/** What reviewers came to and said, to be read: nothing of it can be changed here. */
export function ReviewReading({ review, trace, clock }: ReviewReadingProps) {
  const { verdicts, comments } = review;
  return (
    <div className={styles['body']}>
      {verdicts.size > 0 && (
        <ul className={styles['threads']} aria-label="Verdicts">
          {[...verdicts].map(([by, { id, at, verdict, note }]) => (
            <li key={id} className={styles['thread']}>
              <Words by={by} at={at} text={[verdictWords(verdict), note].filter(Boolean).join('\n')} />
            </li>
          ))}
        </ul>
      )}
      {comments.length === 0 ? (
        <p className={styles['note']}>There are no comments.</p>
      ) : (
        <ul className={styles['threads']} aria-label="Comments">
          {comments.map((thread) => (
            <ReadThread key={thread.id} thread={thread} trace={trace} clock={clock} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ReadThread({
  thread,
  trace,
  clock,
}: { readonly thread: Thread } & Pick<Reviewed, 'trace' | 'clock'>) {
  const { target, replies, resolved } = thread;
  const name = useTargetName(trace, target);
  return (
    <li className={styles['thread']} data-resolved={resolved ? true : undefined}>
      <div className={styles['where']}>
        <SeekButton micros={targetTime(target)} onSeek={(micros) => clock.seek(fromMicros(micros), true)} />
        {target.kind !== 'moment' && <span title={name}>{name}</span>}
      </div>
      <Written entry={thread} />
      {replies.length > 0 && (
        <ul className={styles['replies']} aria-label="Replies">
          {replies.map((entry) => (
            <li key={entry.id}>
              <Written entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {resolved && <p className={styles['note']}>Resolved by {resolved.by}</p>}
    </li>
  );
}

function Written({ entry: { by, at, text, withdrawn } }: { readonly entry: Entry }) {
  return <Words by={by} at={at} text={withdrawn ? 'taken back' : text} />;
}

function Words({ by, at, text }: { readonly by: string; readonly at: string; readonly text: string }) {
  return (
    <div className={styles['entry']}>
      <div className={styles['who']}>
        <strong>{by}</strong>
        <time dateTime={at} title={at}>
          {localDate(at)}
        </time>
      </div>
      <p className={styles['text']}>{text}</p>
    </div>
  );
}
