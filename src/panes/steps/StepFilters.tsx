import { plural } from '../../base/error-words.ts';
import { STEP_KINDS, type StepKind } from './step.ts';
import type { StepFilter, StepTable } from './step-table.ts';
import styles from './steps-pane.module.css';

const NAMES: Readonly<Record<StepKind, string>> = {
  agent: 'Agents',
  commands: 'Commands',
  edits: 'Edits',
  tests: 'Tests',
  lint: 'Lint',
  browser: 'Browser',
  network: 'Network',
  voice: 'Voice',
  notes: 'Notes',
  input: 'Input',
};

interface StepFiltersProps {
  readonly table: StepTable;
  readonly filter: StepFilter;
  /** Steps that the filter leaves. */
  readonly shown: number;
  readonly onChange: (filter: StepFilter) => void;
}

/** A chip a kind, of which any number can be pressed, and words to look for. Without either all steps are shown. */
export function StepFilters({ table, filter, shown, onChange }: StepFiltersProps) {
  const toggle = (kind: StepKind): void => {
    const kinds = new Set(filter.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    onChange({ ...filter, kinds });
  };
  return (
    <div className={styles['filters']} role="group" aria-label="Filter steps">
      <div className={styles['chips']}>
        {STEP_KINDS.filter((kind) => table.counts[kind] > 0).map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles['filter']}
            data-kind={kind}
            aria-pressed={filter.kinds.has(kind)}
            title={`Only ${NAMES[kind].toLowerCase()}, with what else is pressed`}
            onClick={() => toggle(kind)}
          >
            <span className={styles['dot']} aria-hidden="true" />
            {NAMES[kind]} <span className={styles['count']}>{table.counts[kind]}</span>
          </button>
        ))}
      </div>
      <div className={styles['search']}>
        <input
          type="search"
          className={styles['text']}
          placeholder="Filter by words"
          aria-label="Filter steps by words"
          spellCheck={false}
          autoComplete="off"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
        <output className={styles['shown']}>
          {shown === table.length ? plural(shown, 'step') : `${shown} of ${table.length}`}
        </output>
      </div>
    </div>
  );
}
