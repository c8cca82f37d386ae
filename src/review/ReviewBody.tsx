import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { CommentList } from './CommentList.tsx';
import type { Reviewed } from './Composer.tsx';
import { ConflictList } from './ConflictList.tsx';
import { useReview, useReviewStore } from './review-context.ts';
import styles from './review.module.css';
import { RubricForm } from './RubricForm.tsx';
import { reviewState } from './state.ts';
import { VerdictChoice } from './VerdictChoice.tsx';

type Part = 'comments' | 'scores';
const PARTS: readonly Part[] = ['comments', 'scores'];

/** All of a review: whose it is, the verdict, conflicts, comments and scores. */
export function ReviewBody(reviewed: Reviewed) {
  const { comments, scores } = useReview(({ review }) => reviewState(review));
  const by = useReview((state) => state.by);
  const composing = useReview((state) => state.composing);
  const [part, setPart] = useState<Part>('comments');
  const [asked, setAsked] = useState(composing);
  const id = useId();
  // Words that are asked for are to be seen.
  if (composing !== asked) {
    setAsked(composing);
    setPart('comments');
  }
  const open = comments.filter(({ resolved }) => !resolved).length;
  const mine = scores.filter((score) => score.by === by).length;
  const words: Readonly<Record<Part, string>> = { comments: `Comments ${open}`, scores: `Scores ${mine}` };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = part === 'comments' ? 'scores' : 'comments';
    setPart(next);
    document.getElementById(`${id}-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div className={styles['body']}>
      <NameField />
      <VerdictChoice {...reviewed} />
      <ConflictList />
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its tabs have the focus */}
      <div role="tablist" aria-label="Parts of the review" className={styles['tabs']} onKeyDown={onKeyDown}>
        {PARTS.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={part === name}
            aria-controls={`${id}-part`}
            tabIndex={part === name ? 0 : -1}
            onClick={() => setPart(name)}
          >
            {words[name]}
          </button>
        ))}
      </div>
      <div id={`${id}-part`} role="tabpanel" aria-labelledby={`${id}-${part}`}>
        {part === 'comments' ? (
          <CommentList {...reviewed} />
        ) : (
          <RubricForm family={reviewed.trace.manifest.task.family} />
        )}
      </div>
    </div>
  );
}

/** Under which name one reviews. Nothing can be said without. */
function NameField() {
  const store = useReviewStore();
  const by = useReview((state) => state.by);
  const asked = useReview((state) => state.asked);
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const wanted = asked > 0 && by === '';
  useEffect(() => {
    if (wanted) field.current?.focus();
  }, [wanted, asked]);
  return (
    <label className={styles['name']}>
      <span>Reviewer</span>
      <input
        ref={field}
        // Another name from another page or part is to be seen.
        key={by}
        defaultValue={by}
        maxLength={200}
        autoComplete="name"
        aria-invalid={wanted}
        aria-describedby={wanted ? hintId : undefined}
        onBlur={({ target }) => store.getState().setName(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') store.getState().setName(event.currentTarget.value);
        }}
      />
      {wanted && (
        <small id={hintId} role="alert">
          Say who reviews first.
        </small>
      )}
    </label>
  );
}
