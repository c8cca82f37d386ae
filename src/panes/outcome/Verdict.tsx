import type { ReactNode } from 'react';
import { useTimeWords } from '../../ui/time-words.ts';
import { claimHint, COMPLETION, SUCCESS, type Outcome } from './outcome-data.ts';
import styles from './outcome-pane.module.css';

/** The four numbers and words that people look for first. Success and completion are two things. */
export function Verdict({ outcome }: { readonly outcome: Outcome }) {
  const rewards = Object.entries(outcome.rewards ?? {});
  return (
    <dl className={styles['verdict']}>
      <Cell term="Success" hint={claimHint(outcome)}>
        <span className={styles['success']} data-success={outcome.success}>
          {SUCCESS[outcome.success]}
        </span>
      </Cell>
      <Cell term="Completion">
        <span data-known={outcome.completion !== 'unknown'}>{COMPLETION[outcome.completion]}</span>
      </Cell>
      <Cell term="Time to completion">
        <Length micros={outcome.time_to_completion_us} otherwise="Unknown" />
      </Cell>
      <Cell term="Active time">
        <Length
          micros={outcome.active_us ?? null}
          otherwise={outcome.active_us === null ? 'Not measured' : 'Unknown'}
        />
      </Cell>
      {rewards.map(([name, value]) => (
        <Cell key={name} term={`Reward: ${name}`}>
          <span>{value}</span>
        </Cell>
      ))}
    </dl>
  );
}

interface CellProps {
  readonly term: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Cell({ term, hint, children }: CellProps) {
  return (
    <div className={styles['cell']}>
      <dt>{term}</dt>
      <dd>
        {children}
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </dd>
    </div>
  );
}

function Length({ micros, otherwise }: { readonly micros: number | null; readonly otherwise: string }) {
  const words = useTimeWords();
  // What was counted is no length of time.
  if (micros === null || words.steps !== undefined) return <span data-known="false">{otherwise}</span>;
  return <span title={`${micros / 1_000_000} s`}>{words.duration(micros)}</span>;
}
