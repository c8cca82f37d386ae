import { useTimeWords } from '../ui/time-words.ts';
import { isBlind } from './blind.ts';
import type { Claim, Field } from './fields.ts';
import { useReview, useReviewStore } from './review-context.ts';
import { claimWords, fieldWords } from './review-words.ts';
import styles from './review.module.css';
import { reviewState } from './state.ts';

/** Where people who did not know of each other said different things. One of them is to be said again. */
export function ConflictList() {
  const words = useTimeWords();
  const store = useReviewStore();
  const by = useReview((state) => state.by);
  const all = useReview(({ review }) => reviewState(review)).conflicts;
  const blind = useReview(({ review, uncovered }) => isBlind(review, by, uncovered));
  const conflicts = blind ? all.filter(({ field }) => !('by' in field) || field.by === by) : all;
  if (conflicts.length === 0) return null;
  return (
    <section className={styles['conflicts']} aria-label="Conflicts">
      <h3>{conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`}</h3>
      <ul>
        {conflicts.map(({ field, heads }) => (
          <li key={heads.map(({ id }) => id).join()}>
            <p>{fieldWords(field, words)}: said by several who did not know of each other.</p>
            <ul>
              {heads.map((claim, index) => (
                <li key={claim.id}>
                  <span>
                    <strong>{claim.by}</strong> {claimWords(claim)}
                    {index === 0 && <small> in force</small>}
                  </span>
                  {canSettle(field, claim, by) && (
                    <button
                      type="button"
                      className={styles['plain']}
                      aria-label={`Keep what ${claim.by} says: ${claimWords(claim)}`}
                      onClick={() => store.getState().settle(claim)}
                    >
                      Keep
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One's own words, scores and verdict are nobody else's to settle. */
function canSettle({ kind }: Field, claim: Claim, by: string): boolean {
  return kind === 'waiver' || kind === 'open' || kind === 'reason' || claim.by === by;
}
