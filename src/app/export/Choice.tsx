import styles from './export.module.css';

interface ChoiceProps {
  readonly legend: string;
  readonly options: readonly { readonly id: string; readonly words: string }[];
  /** ids of those that are not chosen. */
  readonly off: ReadonlySet<string>;
  readonly onChange: (off: ReadonlySet<string>) => void;
}

/** Some of several things. */
export function Choice({ legend, options, off, onChange }: ChoiceProps) {
  return (
    <fieldset className={styles['choice']}>
      <legend>{legend}</legend>
      {options.map(({ id, words }) => (
        <label key={id} className={styles['check']}>
          <input
            type="checkbox"
            checked={!off.has(id)}
            onChange={({ target }) => {
              const next = new Set(off);
              if (target.checked) next.delete(id);
              else next.add(id);
              onChange(next);
            }}
          />
          <bdi>{words}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
