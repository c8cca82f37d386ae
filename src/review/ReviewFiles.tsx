import { Download, FolderSearch, Upload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError, isAbort } from '../base/errors.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { newInName } from './merge.ts';
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

/** A file that says things in the name of who reviews here, which came from elsewhere: it is added if they say so. */
interface Question {
  readonly name: string;
  readonly review: Review;
  readonly by: string;
  readonly count: number;
}

/** What was said, as a file: out, in, and the one that lies beside the bundle, which is fetched when a person asks for it. */
export function ReviewFiles({ label, address, offered, onTaken }: ReviewFilesProps) {
  const store = useReviewStore();
  const kept = useReview((state) => state.kept);
  const nothing = useReview(({ review }) => review.events.length === 0);
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<{ readonly words: string; readonly fault: boolean }>();
  const [asked, setAsked] = useState<readonly Question[]>([]);
  const looking = useRef<AbortController>(undefined);
  const fail = useCallback((error: unknown): void => {
    if (isAbort(error)) return;
    const { title, advice } = describeProblem(asTraceError(error));
    setOutcome({ words: `${title} ${advice}`, fault: true });
  }, []);
  const merge = useCallback(
    (name: string, review: Review): void => {
      try {
        const count = store.getState().merge(review, name);
        setOutcome({ words: `${name}: ${countOf(count)}.`, fault: false });
      } catch (error) {
        fail(error);
      }
    },
    [store, fail],
  );
  const take = useCallback(
    (name: string, reading: Promise<Review>): void => {
      reading.then((review) => {
        const { review: here, by } = store.getState();
        const count = review.bundleId === here.bundleId ? newInName(here, review, by) : 0;
        if (count === 0) merge(name, review);
        else setAsked((before) => [...before, { name, review, by, count }]);
      }, fail);
    },
    [store, merge, fail],
  );
  useEffect(() => {
    if (!offered) return;
    take(offered.name, openReview(offered));
    onTaken();
  }, [offered, onTaken, take]);
  const beside = address && reviewAddress(address);
  const look = (url: URL): void => {
    looking.current?.abort();
    const controller = new AbortController();
    looking.current = controller;
    setOutcome({ words: 'Looking beside the bundle …', fault: false });
    fetchReview(url, controller.signal).then((review) => {
      if (controller.signal.aborted) return;
      setOutcome(review ? undefined : { words: 'No reviews lie beside the bundle.', fault: false });
      if (review) take(url.pathname.split('/').at(-1) ?? url.href, Promise.resolve(review));
    }, fail);
  };
  useEffect(() => () => looking.current?.abort(), []);
  const [question] = asked;
  const answer = (wanted: boolean): void => {
    if (!question) return;
    setAsked((before) => before.slice(1));
    if (wanted) merge(question.name, question.review);
    else setOutcome({ words: `${question.name}: nothing was added.`, fault: false });
  };
  return (
    <footer className={styles['foot']}>
      {question && (
        <div role="alert">
          <p className={styles['note']}>
            {question.name} holds {thingsOf(question.count)} said in the name of {question.by} that this
            browser did not make.
          </p>
          <div className={styles['row']}>
            <button type="button" className="quiet-button" onClick={() => answer(true)}>
              Add all of it
            </button>
            <button type="button" className={styles['plain']} onClick={() => answer(false)}>
              Leave it
            </button>
          </div>
        </div>
      )}
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
        {beside && (
          <button type="button" className="quiet-button" onClick={() => look(beside)}>
            <FolderSearch size={14} aria-hidden />
            Look beside the bundle
          </button>
        )}
        <small>Kept in this browser. The bundle is never changed.</small>
      </div>
      <FilePicker
        input={input}
        label="Files of reviews"
        accept={`${REVIEW_END},.json`}
        multiple
        onFile={(file) => take(file.name, openReview(file))}
      />
    </footer>
  );
}

function countOf(events: number): string {
  if (events === 0) return 'nothing new';
  return `${thingsOf(events)} new`;
}

function thingsOf(events: number): string {
  return events === 1 ? '1 thing' : `${events} things`;
}
