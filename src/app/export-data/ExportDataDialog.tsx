import { Download, PackageOpen } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isEncrypted } from '../../bundle/encrypted-name.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { ownMappings } from '../mappings/saved-mappings.ts';
import type { TraceSession } from '../session-store.ts';
import { dataName, draftOf, faultsOf, keepDraft, rangeOf, requestOf, type DataDraft } from './data-draft.ts';
import { layerName, offersOf, type Offer } from './data-offers.ts';
import { DataOutcome } from './DataOutcome.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import styles from './export-data.module.css';
import { RangeChoice } from './RangeChoice.tsx';
import { StepFields } from './StepFields.tsx';
import { useDataRun } from './use-data-run.ts';

interface ExportDataDialogProps {
  readonly session: TraceSession;
  /** Training data of the marked range are what is wanted. */
  readonly training: boolean;
  /** Asks what a client is to get instead. */
  readonly onClient: () => void;
  readonly onClose: () => void;
}

/** The open trace in another format, as a file. What was chosen stays while the trace is open. */
export function ExportDataDialog({ session, training, onClient, onClose }: ExportDataDialogProps) {
  const { trace, view, address } = session;
  const marked = useStore(view, ({ selection }) => selection);
  const [draft, setDraft] = useState(() => {
    const before = draftOf(trace);
    return training ? { ...before, format: 'training', allOf: undefined } : before;
  });
  const mappings = useStore(ownMappings(), ({ saved }) => saved);
  useEffect(() => void ownMappings().getState().load(), []);
  const { offers, lacking } = useMemo(() => offersOf(trace, mappings ?? []), [trace, mappings]);
  const { run, start, cancel } = useDataRun(trace);
  const { steps } = useTimeWords();

  const change = (part: Partial<DataDraft>): void => {
    const next = { ...draft, ...part };
    keepDraft(trace, next);
    setDraft(next);
  };
  const offer = offers.find(({ id }) => id === draft.format) ?? offers[0];
  const faults = offer ? faultsOf(draft, offer, trace) : {};
  const range = offer && rangeOf(draft, offer, marked);
  const name = offer && dataName(trace.label, offer, range, steps !== undefined);
  const isRunning = run.state === 'running';

  return (
    <Dialog title="Export data" wide onClose={onClose}>
      <RangeChoice
        duration={trace.duration}
        marked={marked}
        cut={offer?.cut ?? true}
        ranged={range !== undefined}
        onChange={(ranged) => change({ allOf: ranged ? undefined : marked })}
      />
      <FormatChoice
        offers={offers}
        lacking={lacking}
        chosen={offer?.id}
        onChoose={(format) => change({ format })}
      />
      {offer && offer.choice.length > 0 && (
        <LayerChoice offer={offer} layer={draft.layer} onChange={(layer) => change({ layer })} />
      )}
      {offer?.steps === true && <StepFields trace={trace} draft={draft} faults={faults} onChange={change} />}
      <p className={styles['note']}>
        {trace.corrections.size > 0 &&
          'Times are as they are corrected here; playhead convert, which reads the bundle alone, gives those without. '}
        {address && isEncrypted(address.pathname) && 'The file is not encrypted, though the trace is.'}
      </p>
      <DataOutcome run={run} />
      <div className={styles['buttons']}>
        <button type="button" className="quiet-button" onClick={onClient}>
          <PackageOpen size={14} aria-hidden />
          For a client: a page …
        </button>
        <span className={styles['space']} />
        {isRunning && run.late && (
          <button type="button" className="quiet-button" onClick={cancel}>
            Cancel
          </button>
        )}
        <button
          type="button"
          className="main-button"
          data-first
          disabled={!offer || Object.keys(faults).length > 0}
          // It keeps the focus, which a disabled one loses.
          aria-disabled={isRunning}
          onClick={() => {
            if (offer && name !== undefined && !isRunning)
              start({ request: requestOf(draft, offer, trace, marked), name, mediaType: offer.mediaType });
          }}
        >
          <Download size={14} aria-hidden />
          {name === undefined ? 'Save' : `Save ${name}`}
        </button>
      </div>
    </Dialog>
  );
}

interface LayerChoiceProps {
  readonly offer: Offer;
  readonly layer: string;
  readonly onChange: (layer: string) => void;
}

/** Which of several layers is written. */
function LayerChoice({ offer: { choice, allAtOnce }, layer, onChange }: LayerChoiceProps) {
  const id = useId();
  const known = choice.some((one) => one.id === layer) ? layer : allAtOnce ? '' : choice[0]?.id;
  return (
    <p className={styles['layer']}>
      <label htmlFor={id}>Layer</label>
      <select id={id} value={known} onChange={({ target }) => onChange(target.value)}>
        {allAtOnce && <option value="">All layers</option>}
        {choice.map((one) => (
          <option key={one.id} value={one.id}>
            {layerName(one)} ({one.id})
          </option>
        ))}
      </select>
    </p>
  );
}
