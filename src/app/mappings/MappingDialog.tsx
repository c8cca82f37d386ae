import { Check, Save } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { MAPPING_NAME, readMapping } from '../../importers/mapped/mapping-file.ts';
import type { MappingFile } from '../../schema/generated/types.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import type { MappingText } from './mapping-text.ts';
import { MappingList, waysOf } from './MappingList.tsx';
import styles from './mappings.module.css';
import { ownMappings } from './saved-mappings.ts';

interface MappingDialogProps {
  /** Files that were chosen alone, and are sound mappings as far as that is told without a file of the format. */
  readonly dropped: readonly MappingText[];
  readonly onClose: () => void;
}

/** Mappings without a file of their format: they can be saved, to be chosen by name. */
export function MappingDialog({ dropped, onClose }: MappingDialogProps) {
  return (
    <Dialog title={dropped.length === 1 ? 'A mapping' : 'Mappings'} onClose={onClose}>
      {dropped.map((mapping, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they never change
        <DroppedMapping key={index} mapping={mapping} />
      ))}
      <p className={styles['note']}>
        Drop a mapping together with a file of its format to open that. A saved one is offered where a file is
        of no known format, and as a format of Export data.
      </p>
      <MappingList />
    </Dialog>
  );
}

function DroppedMapping({ mapping: { name: file, text } }: { readonly mapping: MappingText }) {
  const [{ title, import: from, export: to, name: own }] = useState((): MappingFile =>
    readMapping(text, file),
  );
  const [name, setName] = useState(MAPPING_NAME.test(own) ? own : '');
  const [outcome, setOutcome] = useState<'saved' | TraceError>();
  const saved = useStore(ownMappings(), (state) => state.saved);
  const id = useId();
  const isName = MAPPING_NAME.test(name);
  const replaces = outcome !== 'saved' && (saved ?? []).some((other) => other.name === name);
  const save = (): void => {
    ownMappings()
      .getState()
      .save({ name, text })
      .then(
        () => setOutcome('saved'),
        (error: unknown) => setOutcome(asTraceError(error)),
      );
  };
  return (
    <form
      className={styles['dropped']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isName) save();
      }}
    >
      <p>
        <bdi>{file}</bdi> is a sound mapping of{' '}
        <b>
          <bdi>{title}</bdi>
        </b>
        : it {waysOf({ reads: from !== undefined, writes: to?.form })}.
      </p>
      <label htmlFor={id}>Save it in this browser as</label>
      <div>
        <input
          id={id}
          className="mono"
          value={name}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={name !== '' && !isName}
          aria-describedby={`${id}-more`}
          onChange={({ target }) => {
            setName(target.value);
            setOutcome(undefined);
          }}
        />
        <button type="submit" className="main-button" disabled={!isName || outcome === 'saved'}>
          {outcome === 'saved' ? <Check size={14} aria-hidden /> : <Save size={14} aria-hidden />}
          {outcome === 'saved' ? 'Saved' : replaces ? 'Replace' : 'Save'}
        </button>
      </div>
      <p id={`${id}-more`} className={styles['note']} role="status">
        {replaces
          ? `A mapping ${name} is saved already: this one takes its place.`
          : outcome === 'saved'
            ? `It is saved as ${name}.`
            : 'Small letters, digits and dashes, a letter first.'}
      </p>
      {outcome !== undefined && outcome !== 'saved' && <FailureNotice error={outcome} />}
    </form>
  );
}
