import { useKeyLabel } from '../ui/key-labels.ts';
import { isBlind } from './blind.ts';
import { Composer, type Reviewed } from './Composer.tsx';
import { useReview, useReviewStore } from './review-context.ts';
import { verdictWords, VERDICTS } from './review-words.ts';
import styles from './review.module.css';
import { reviewState, type VerdictWord } from './state.ts';
import { useDraft } from './ThreadItem.tsx';

/** One's own verdict, why, and those of others. */
export function VerdictChoice(reviewed: Reviewed) {
  const store = useReviewStore();
  const by = useReview((state) => state.by);
  const { verdicts } = useReview(({ review }) => reviewState(review));
  const mine = verdicts.get(by);
  const note = useDraft(({ kind }) => kind === 'verdict');
  const others = [...verdicts.values()].filter((verdict) => verdict.by !== by);
  const blind = useReview(({ review, uncovered }) => isBlind(review, by, uncovered));
  const { giveVerdict, compose, uncover } = store.getState();
  return (
    <section className={styles['verdict']} aria-label="Verdict">
      <div role="group" aria-label="Your verdict" className={styles['verdicts']}>
        {VERDICTS.map((verdict) => (
          <VerdictButton
            key={verdict}
            verdict={verdict}
            pressed={mine?.verdict === verdict}
            onClick={() => giveVerdict(mine?.verdict === verdict ? null : verdict)}
          />
        ))}
      </div>
      {mine &&
        (note ? (
          <Composer {...reviewed} draft={note} label="Why this verdict" send="Say why" />
        ) : (
          <div className={styles['row']}>
            {mine.note !== '' && <span className={styles['text']}>{mine.note}</span>}
            <button
              type="button"
              className={styles['plain']}
              onClick={() => compose({ kind: 'verdict', verdict: mine.verdict })}
            >
              {mine.note === '' ? 'Say why' : 'Say it anew'}
            </button>
          </div>
        ))}
      {others.length > 0 && blind && (
        <div className={styles['row']}>
          <span className={styles['note']}>
            Judged by {others.map((other) => other.by).join(', ')}. Shown once you have given your verdict.
          </span>
          <button
            type="button"
            className={styles['plain']}
            title="A verdict that follows settles where others differ. It does not count as an independent one."
            onClick={uncover}
          >
            Show, to settle
          </button>
        </div>
      )}
      {others.length > 0 && !blind && (
        <ul className={styles['others']} aria-label="Verdicts of others">
          {others.map(({ by: name, verdict, note: why }) => (
            <li key={name}>
              <strong>{name}</strong> {verdictWords(verdict)}
              {why !== '' && `: ${why}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface VerdictButtonProps {
  readonly verdict: VerdictWord;
  readonly pressed: boolean;
  readonly onClick: () => void;
}

function VerdictButton({ verdict, pressed, onClick }: VerdictButtonProps) {
  const key = useKeyLabel(`verdict-${verdict.replaceAll('_', '-')}`);
  return (
    <button type="button" data-verdict={verdict} aria-pressed={pressed} onClick={onClick}>
      {verdictWords(verdict)}
      {key !== undefined && <kbd aria-hidden>{key}</kbd>}
    </button>
  );
}
