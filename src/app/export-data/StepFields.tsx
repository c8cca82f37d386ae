import { useId } from 'react';
import type { Trace } from '../../trace/trace.ts';
import { Choice } from '../export/Choice.tsx';
import { stepLayers, type DataDraft, type Faults } from './data-draft.ts';
import { layerName } from './data-offers.ts';
import styles from './export-data.module.css';

interface StepFieldsProps {
  readonly trace: Pick<Trace, 'layers'>;
  readonly draft: DataDraft;
  readonly faults: Faults;
  readonly onChange: (part: Partial<DataDraft>) => void;
}

/** How steps are made: the options of `playhead convert`. */
export function StepFields({ trace, draft, faults, onChange }: StepFieldsProps) {
  return (
    <fieldset className={styles['group']}>
      <legend>Steps</legend>
      <div className={styles['fields']}>
        <TextField
          label="Words before an action"
          unit="s: what was said so long before it, at most, is its reason"
          value={draft.before}
          fault={faults.before}
          onChange={(before) => onChange({ before })}
        />
        <TextField
          label="Words after it began"
          unit="s"
          value={draft.after}
          fault={faults.after}
          onChange={(after) => onChange({ after })}
        />
        <TextField
          label="Length of one text"
          unit="characters, at most: of a longer one the middle is left out"
          value={draft.maxText}
          fault={faults.maxText}
          onChange={(maxText) => onChange({ maxText })}
        />
      </div>
      <label className={styles['format']}>
        <input
          type="checkbox"
          checked={draft.some}
          onChange={({ target }) => onChange({ some: target.checked })}
        />
        <span>Only of some layers</span>
        <span className={styles['of']}>else those that tell best what was done</span>
      </label>
      {draft.some && (
        <div className={styles['inner']}>
          <Choice
            legend="Layers that steps are made of"
            options={stepLayers(trace).map((layer) => ({ id: layer.id, words: layerName(layer) }))}
            off={draft.layersOff}
            onChange={(layersOff) => onChange({ layersOff })}
          />
          {faults.layers !== undefined && (
            <p className={styles['fault']} role="alert">
              {faults.layers}
            </p>
          )}
        </div>
      )}
    </fieldset>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

function TextField({ label, unit, value, fault, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        maxLength={20}
        autoComplete="off"
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-more`}
        onChange={({ target }) => onChange(target.value)}
      />
      <span id={`${id}-more`} className={fault === undefined ? styles['unit'] : styles['fault']}>
        {fault ?? unit}
      </span>
    </>
  );
}
