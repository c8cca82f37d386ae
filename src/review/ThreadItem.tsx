import type { ReactNode } from 'react';
import { localDate } from '../base/date-words.ts';
import { fromMicros } from '../base/time.ts';
import { SeekButton } from '../ui/SeekButton.tsx';
import { Composer, type Reviewed } from './Composer.tsx';
import type { Draft, DraftAbout } from './kept-reviews.ts';
import { useReview, useReviewStore } from './review-context.ts';
import styles from './review.module.css';
import { targetTime } from './targets.ts';
import type { Entry, Thread } from './threads.ts';
import { useTargetName } from './use-targets.ts';

interface ThreadItemProps extends Reviewed {
  readonly thread: Thread;
}

/** A comment with what was answered, and what can be done with it. */
export function ThreadItem({ thread, ...reviewed }: ThreadItemProps) {
  const store = useReviewStore();
  const { id, target, replies, resolved, by } = thread;
  const name = useTargetName(reviewed.trace, target);
  const reply = useDraft((about) => about.kind === 'reply' && about.comment === id);
  const { resolve, reopen, compose } = store.getState();
  return (
    <li className={styles['thread']} data-resolved={resolved ? true : undefined}>
      <div className={styles['where']}>
        <SeekButton
          micros={targetTime(target)}
          onSeek={(micros) => {
            reviewed.clock.seek(fromMicros(micros), true);
            if (target.kind === 'range')
              reviewed.view
                .getState()
                .select(fromMicros(target.range_us[0] ?? 0), fromMicros(target.range_us[1] ?? 0));
          }}
        />
        {target.kind !== 'moment' && <span title={name}>{name}</span>}
      </div>
      <EntryText entry={thread} {...reviewed}>
        <button
          type="button"
          className={styles['plain']}
          onClick={() => compose({ kind: 'reply', comment: id })}
        >
          Reply
        </button>
        <button
          type="button"
          className={styles['plain']}
          onClick={() => (resolved ? reopen(id) : resolve(id))}
        >
          {resolved ? 'Reopen' : 'Resolve'}
        </button>
      </EntryText>
      {replies.length > 0 && (
        <ul className={styles['replies']} aria-label="Replies">
          {replies.map((entry) => (
            <li key={entry.id}>
              <EntryText entry={entry} {...reviewed} />
            </li>
          ))}
        </ul>
      )}
      {resolved && <p className={styles['note']}>Resolved by {resolved.by}</p>}
      {reply && <Composer {...reviewed} draft={reply} label={`Reply to ${by}`} send="Reply" />}
    </li>
  );
}

interface EntryTextProps extends Reviewed {
  readonly entry: Entry;
  /** What else can be done. */
  readonly children?: ReactNode;
}

/** What somebody wrote; its writer can change it and take it back. */
function EntryText({ entry, children, ...reviewed }: EntryTextProps) {
  const store = useReviewStore();
  const mine = useReview((state) => state.by === entry.by) && !entry.withdrawn;
  const edit = useDraft((about) => about.kind === 'edit' && about.entry === entry.id);
  const { compose, saveDraft, withdraw } = store.getState();
  const begin = (): void => {
    compose({ kind: 'edit', entry: entry.id });
    const begun = store
      .getState()
      .drafts.find(({ about }) => about.kind === 'edit' && about.entry === entry.id);
    if (begun?.text === '') saveDraft({ ...begun, text: entry.text });
  };
  return (
    <div className={styles['entry']}>
      <div className={styles['who']}>
        <strong>{entry.by}</strong>
        <time dateTime={entry.at} title={entry.at}>
          {localDate(entry.at)}
        </time>
        {entry.editedAt !== undefined && (
          <time dateTime={entry.editedAt} title={entry.editedAt}>
            changed {localDate(entry.editedAt)}
          </time>
        )}
      </div>
      {edit ? (
        <Composer {...reviewed} draft={edit} label="Change the words" send="Change" />
      ) : (
        <p className={styles['text']}>{entry.withdrawn ? <em>taken back</em> : entry.text}</p>
      )}
      {!edit && (children !== undefined || mine) && (
        <div className={styles['row']}>
          {children}
          {mine && (
            <>
              <button type="button" className={styles['plain']} onClick={begin}>
                Edit
              </button>
              <button type="button" className={styles['plain']} onClick={() => withdraw(entry.id)}>
                Take back
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** The words that are being written about something. */
export function useDraft(is: (about: DraftAbout) => boolean): Draft | undefined {
  return useReview(({ drafts }) => drafts.find(({ about }) => is(about)));
}
