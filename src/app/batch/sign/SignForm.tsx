import { FileText, PenLine } from 'lucide-react';
import { useId } from 'react';
import { useStore } from 'zustand';
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import { number } from '../words.ts';
import { refusalOf } from './draft.ts';
import { hasUnchecked } from './reached.ts';
import type { KeyState, KeyStore } from './key-store.ts';
import styles from './sign.module.css';
import type { SignState, SignStore } from './sign-state.ts';

/** Limit of the schema. */
const MAX_NOTE = 4000;

interface SignFormProps {
  readonly sign: SignStore;
  readonly keys: KeyStore;
  /** undefined: something is missing that would be signed. */
  readonly draft: SignoffPredicate | undefined;
  /** How many traces there are of which it is not told what others said. */
  readonly hidden: number;
}

/** What would be signed, in short, and signing it. */
export function SignForm({ sign, keys, draft, hidden }: SignFormProps) {
  const state = useStore(sign);
  const key = useStore(keys);
  const id = useId();
  const { note, stateOpen, signed, change } = state;
  const why = whyNot(state, key, draft, hidden);
  return (
    <section className={styles['section']} aria-labelledby="sign-now">
      <h3 id="sign-now">Sign</h3>
      {draft && <Contents draft={draft} />}
      {draft && draft.open.length > 0 && hidden === 0 && (
        <label className={styles['choice']}>
          <input
            type="checkbox"
            checked={stateOpen}
            onChange={({ target }) => change({ stateOpen: target.checked })}
          />
          Sign although{' '}
          {draft.open.length === 1 ? '1 thing stands' : `${number(draft.open.length)} things stand`} open;
          what does is part of what is signed
        </label>
      )}
      <label htmlFor={id} className={styles['muted']}>
        What you say of it (may be left empty)
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={MAX_NOTE}
        value={note}
        onChange={({ target }) => change({ note: target.value })}
      />
      <button
        type="button"
        className={`main-button ${styles['go']}`}
        aria-disabled={why !== undefined}
        aria-describedby={why === undefined ? undefined : `${id}-why`}
        onClick={() => {
          if (why === undefined) void sign.getState().sign();
        }}
      >
        <PenLine size={15} aria-hidden /> Sign the batch off
      </button>
      {why !== undefined && (
        <p id={`${id}-why`} className={styles['muted']}>
          {why}
        </p>
      )}
      {signed && (
        <div className={styles['once']} role="status">
          <p>
            <strong>Signed, and saved as batch.signoff.json.</strong> Put it beside batch.json, with the
            reviews beside their bundles, and look again. Not checked here: files that lie in a bundle’s
            folder without being listed, and logs of re-runs; <code>playhead batch verify</code> does.
          </p>
          <div className={styles['row']}>
            {hidden === 0 && (
              <button
                type="button"
                className="quiet-button"
                onClick={() => void sign.getState().saveReport(signed)}
              >
                <FileText size={14} aria-hidden /> Report
              </button>
            )}
            <button type="button" className="quiet-button" onClick={() => void sign.getState().load()}>
              Look again
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

/** In short: how much of what. */
function Contents({ draft: { traces, profile, batch, senior } }: { readonly draft: SignoffPredicate }) {
  const verdicts = traces.reduce((sum, trace) => sum + trace.verdicts.length, 0);
  const waivers = traces.reduce((sum, trace) => sum + trace.waivers.length, 0);
  return (
    <dl className={styles['facts']}>
      <dt>Bundles</dt>
      <dd>{number(traces.length)}, every byte read</dd>
      <dt>Verdicts, waivers</dt>
      <dd>
        {number(verdicts)}, {number(waivers)}
      </dd>
      <dt>Rules</dt>
      <dd>
        {profile.id} {profile.version}
      </dd>
      <dt>Root</dt>
      <dd>
        <code>{batch.root.slice(0, 16)}…</code>
      </dd>
      <dt>Signed by</dt>
      <dd>{senior.name}</dd>
    </dl>
  );
}

/** Why it cannot be signed as it stands; undefined where it can. */
function whyNot(
  { gathered, sample, stateOpen, work }: SignState,
  key: KeyState,
  draft: SignoffPredicate | undefined,
  hidden: number,
): string | undefined {
  if (work) return 'The traces are being read.';
  if (!gathered) return 'Every trace has to be read and judged first.';
  if (hidden > 0)
    return 'What others said of some traces is hidden from you: nobody signs what was not shown.';
  if (sample.mode !== 'all' && sample.nonce === '') return 'The random number of the sample is missing.';
  if (key.chosen === undefined) return 'There is no key to sign with.';
  if (!key.trust) return 'Choose the list of trusted keys: yours must be among them, as senior.';
  if (draft && hasUnchecked(draft.open)) return 'Some of it could not be reached: try that again first.';
  const refusal = refusalOf(draft, key, new Date().toISOString());
  if (refusal) return refusal.message;
  return draft && draft.open.length > 0 && !stateOpen
    ? `${draft.open.length === 1 ? '1 thing stands' : `${number(draft.open.length)} things stand`} open.`
    : undefined;
}
