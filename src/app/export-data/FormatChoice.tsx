import type { Lacking, Offer } from './data-offers.ts';
import styles from './export-data.module.css';

interface FormatChoiceProps {
  readonly offers: readonly Offer[];
  readonly lacking: readonly Lacking[];
  /** id of the one that is chosen. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** The formats that can be had of the trace, one of which is chosen, and why the others cannot. */
export function FormatChoice({ offers, lacking, chosen, onChoose }: FormatChoiceProps) {
  return (
    <>
      <fieldset className={styles['group']}>
        <legend>Format</legend>
        {offers.map(({ id, title, of }) => (
          <label key={id} className={styles['format']}>
            <input type="radio" name="format" checked={id === chosen} onChange={() => onChoose(id)} />
            <bdi>{title}</bdi>
            <span className={styles['of']}>
              <bdi>{of}</bdi>
            </span>
          </label>
        ))}
        {offers.length === 0 && (
          <p className={styles['note']}>
            Nothing of this trace has a place in another format: see below what each needs.
          </p>
        )}
      </fieldset>
      {lacking.length > 0 && (
        <details className={styles['lacking']} open={offers.length === 0 || undefined}>
          <summary>
            {lacking.length === 1 ? '1 format that this trace' : `${lacking.length} formats that this trace`}{' '}
            cannot be written in
          </summary>
          <ul>
            {lacking.map(({ id, title, reason }) => (
              <li key={id}>
                <bdi>{title}</bdi> {reason}.
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
