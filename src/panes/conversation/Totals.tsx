import { TriangleAlert } from 'lucide-react';
import type { Agent } from './agent-runs.ts';
import styles from './conversation-pane.module.css';
import { amountWords, disagreements, usageWords } from './usage.ts';

interface TotalsProps {
  readonly agent: Agent;
  /** The step at the playhead; -1 for none. */
  readonly active: number;
}

/** Tokens and cost up to the playhead and in all, and where the run's own totals say otherwise. */
export function Totals({ agent: { sums, run, track, onAxis }, active }: TotalsProps) {
  const sum = sums.upTo(track.length - 1);
  const all = usageWords(run.final ?? sum);
  if (all === '') return null;
  const soFar = usageWords(sums.upTo(active));
  const differ = disagreements(sum, run.final);
  const words = differ.map(
    (name) =>
      `${amountWords(name, run.final?.[name])}, and its steps add up to ${amountWords(name, sum[name])}`,
  );
  return (
    <p className={styles['totals']}>
      {onAxis && soFar !== '' && (
        <span>
          <span className={styles['quiet']}>so far</span> {soFar}
        </span>
      )}
      <span>
        <span className={styles['quiet']}>{run.final ? 'in all, as the run says,' : 'in all'}</span> {all}
      </span>
      {words.length > 0 && (
        <span className={styles['differs']} title={`The run says ${words.join('; ')}.`}>
          <TriangleAlert size={12} aria-hidden /> steps add up to {usageWords(sum)}
        </span>
      )}
    </p>
  );
}
