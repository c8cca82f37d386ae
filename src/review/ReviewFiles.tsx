import { Download, Upload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError, isAbort } from '../base/errors.ts';
import { useReview, useReviewStore } from './review-context.ts';
import { REVIEW_END, reviewAddress } from './review-name.ts';
import type { Review } from './review.ts';
import styles from './review.module.css';
import { fetchReview, openReview, saveReview } from './transfer.ts';

interface ReviewFilesProps {
  /** Of the bundle. */
  readonly label: string;
  /** Where it lies; undefined where it was opened from files. */
  readonly address: URL | undefined;
  /** A file that was dropped, to be loaded. */
  readonly offered: File | undefined;
  readonly onTaken: () => void;
}

/** What was said, as a file: out, in, and the one that lies beside the bundle. */
export function ReviewFiles({ label, address, offered, onTaken }: ReviewFilesProps) {
  const store = useReviewStore();
  const kept = useReview((state) => state.kept);
  const nothing = useReview(({ review }) => review.events.length === 0);
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<{ readonly words: string; readonly fault: boolean }>();
  const fail = useCallback((error: unknown): void => {
    if (isAbort(error)) return;
    const { title, advice } = describeProblem(asTraceError(error));
    setOutcome({ words: `${title} ${advice}`, fault: true });
  }, []);
  const take = useCallback(
    (name: string, reading: Promise<Review | undefined>): void => {
      const added = reading.then((review) => review && store.getState().merge(review, name));
      added.then((count) => {
        if (count !== undefined) setOutcome({ words: `${name}: ${countOf(count)}.`, fault: false });
      }, fail);
    },
    [store, fail],
  );
  useEffect(() => {
    if (!offered) return;
    take(offered.name, openReview(offered));
    onTaken();
  }, [offered, onTaken, take]);
  const beside = address && reviewAddress(address)?.href;
  useEffect(() => {
    if (beside === undefined) return;
    const controller = new AbortController();
    const url = new URL(beside);
    take(url.pathname.split('/').at(-1) ?? beside, fetchReview(url, controller.signal));
    return () => controller.abort();
  }, [beside, take]);
  return (
    <footer className={styles['foot']}>
      {outcome && (
        <p
          className={outcome.fault ? styles['fault'] : styles['note']}
          role={outcome.fault ? 'alert' : 'status'}
        >
          {outcome.words}
        </p>
      )}
      {!kept && (
        <p className={styles['fault']} role="alert">
          This browser cannot keep it: save it as a file, or it is gone when the page closes.
        </p>
      )}
      <div className={styles['row']}>
        <button
          type="button"
          className="quiet-button"
          disabled={nothing}
          onClick={() =>
            void saveReview(store.getState().review, label).then(
              (name) => setOutcome({ words: `Saved as ${name}.`, fault: false }),
              fail,
            )
          }
        >
          <Download size={14} aria-hidden />
          Save
        </button>
        <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
          <Upload size={14} aria-hidden />
          Load …
        </button>
        <small>Kept in this browser. The bundle is never changed.</small>
      </div>
      <input
        ref={input}
        type="file"
        accept={`${REVIEW_END},.json`}
        multiple
        hidden
        aria-label="Files of reviews"
        onChange={({ target }) => {
          for (const file of target.files ?? []) take(file.name, openReview(file));
          // The same file can be chosen again.
          target.value = '';
        }}
      />
    </footer>
  );
}

function countOf(events: number): string {
  if (events === 0) return 'nothing new';
  return events === 1 ? '1 thing new' : `${events} things new`;
}
