import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { useTooltip } from '../ui/key-labels.ts';
import { Composer, type Reviewed } from './Composer.tsx';
import { useReview, useReviewStore } from './review-context.ts';
import styles from './review.module.css';
import { reviewState } from './state.ts';
import { ThreadItem } from './ThreadItem.tsx';

/** Comments at their moments, in time order, and those that are being written. */
export function CommentList(reviewed: Reviewed) {
  const store = useReviewStore();
  const { comments } = useReview(({ review }) => reviewState(review));
  const drafts = useReview((state) => state.drafts);
  const [all, setAll] = useState(true);
  const begun = drafts.filter(({ about }) => about.kind === 'comment');
  const shown = all ? comments : comments.filter(({ resolved }) => !resolved);
  const tooltip = useTooltip('Comment at the playhead', 'comment');
  return (
    <div className={styles['comments']}>
      <div className={styles['row']}>
        <button
          type="button"
          className="quiet-button"
          title={tooltip}
          onClick={() =>
            store
              .getState()
              .compose({ kind: 'comment', target: { kind: 'moment', time_us: reviewed.clock.now() } })
          }
        >
          <MessageSquarePlus size={14} aria-hidden />
          Comment here
        </button>
        <span className={styles['space']} />
        {comments.some(({ resolved }) => resolved) && (
          <label className={styles['check']}>
            <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
            Resolved too
          </label>
        )}
      </div>
      {begun.map((draft) => (
        <Composer key={draft.id} {...reviewed} draft={draft} label="Comment" send="Send" />
      ))}
      {shown.length === 0 ? (
        begun.length === 0 && <p className={styles['note']}>Nobody has said anything of this trace yet.</p>
      ) : (
        <ul className={styles['threads']} aria-label="Comments">
          {shown.map((thread) => (
            <ThreadItem key={thread.id} {...reviewed} thread={thread} />
          ))}
        </ul>
      )}
    </div>
  );
}
