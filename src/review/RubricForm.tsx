import { Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError, TraceError } from '../base/errors.ts';
import type { RubricCriterion, RubricFile } from '../schema/generated/types.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { isBlind } from './blind.ts';
import { useReview, useReviewStore } from './review-context.ts';
import styles from './review.module.css';
import { keepRubric, keptRubric, standardRubric } from './rubrics.ts';
import { reviewState, type Score } from './state.ts';

/** The criteria of the trace's family, each scored by its own keys: Tab to it, arrows to a score. */
export function RubricForm({ family }: { readonly family: string }) {
  const [own, setOwn] = useState(() => keptRubric(family));
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const rubric = own ?? standardRubric(family);
  const choose = (next: RubricFile | undefined): void => {
    keepRubric(family, next);
    setOwn(next);
    setFault(undefined);
  };
  const take = async (file: File): Promise<void> => {
    try {
      // With the schema's validators, which nobody else needs here.
      const { MAX_RUBRIC_LENGTH, parseRubric } = await import('./rubric.ts');
      if (file.size > MAX_RUBRIC_LENGTH * 4)
        throw new TraceError('rubric-invalid', { source: file.name, reason: 'it is too large' });
      choose(parseRubric(await file.text(), file.name));
    } catch (error) {
      const { title, advice } = describeProblem(asTraceError(error));
      setFault(`${title} ${advice}`);
    }
  };
  return (
    <div className={styles['rubric']}>
      <p className={styles['note']}>
        {rubric.title} {rubric.version}
        {own && ', a rubric of your own'}
      </p>
      {rubric.criteria.map((criterion) => (
        <Criterion key={criterion.id} rubric={rubric.id} criterion={criterion} />
      ))}
      {fault !== undefined && (
        <p className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
      <div className={styles['row']}>
        <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
          <Upload size={14} aria-hidden />
          Another rubric …
        </button>
        {own && (
          <button type="button" className={styles['plain']} onClick={() => choose(undefined)}>
            Use the standard one
          </button>
        )}
      </div>
      <FilePicker input={input} label="Rubric file" accept=".json" onFile={(file) => void take(file)} />
    </div>
  );
}

interface CriterionProps {
  readonly rubric: string;
  readonly criterion: RubricCriterion;
}

function Criterion({ rubric, criterion: { id, title, description, scale } }: CriterionProps) {
  const store = useReviewStore();
  const by = useReview((state) => state.by);
  const { scores } = useReview(({ review }) => reviewState(review));
  const name = useId();
  const descriptionId = useId();
  const given = scores.filter((score) => score.rubric === rubric && score.criterion === id);
  const mine = given.find((score) => score.by === by)?.score;
  const blind = useReview(({ review, uncovered }) => isBlind(review, by, uncovered));
  const uncovered = useReview((state) => state.uncovered);
  // Each score is given before those of others are seen, also once there is a verdict.
  const seen = !blind && (uncovered || mine !== undefined);
  const others = seen ? given.filter((score) => score.by !== by) : [];
  const meaning = scale.find(({ score }) => score === mine)?.title;
  return (
    <fieldset className={styles['criterion']} aria-describedby={descriptionId}>
      <legend>{title}</legend>
      <p id={descriptionId}>{description}</p>
      <div className={styles['scale']}>
        {scale.map(({ score, title: means }) => (
          <label key={score} title={means}>
            <input
              type="radio"
              name={name}
              aria-label={`${score}: ${means}`}
              checked={mine === score}
              onChange={() => store.getState().score(rubric, id, score)}
            />
            <span>{score}</span>
          </label>
        ))}
        <span className={styles['means']}>{meaning}</span>
        {mine !== undefined && (
          <button
            type="button"
            className={styles['plain']}
            aria-label={`Clear the score for ${title}`}
            onClick={() => store.getState().score(rubric, id, null)}
          >
            Clear
          </button>
        )}
      </div>
      {others.length > 0 && <p className={styles['means']}>{others.map(wordsOf).join(', ')}</p>}
    </fieldset>
  );
}

function wordsOf({ by, score }: Score): string {
  return `${by}: ${score}`;
}
