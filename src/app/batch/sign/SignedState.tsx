import { FileText, RefreshCw, ScanSearch, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { utcDate } from '../../../base/date-words.ts';
import { describeProblem } from '../../../base/describe-error.ts';
import { isUnreached } from '../../../base/errors.ts';
import {
  comparedWords,
  fingerprintWords,
  STANDING_TONES,
  STANDING_WORDS,
  standingOf,
  uncheckedFaults,
  voidingFaults,
} from './check-words.ts';
import { blindLines } from './hidden-traces.ts';
import type { KeyStore } from './key-store.ts';
import { Retry } from './Retry.tsx';
import styles from './sign.module.css';
import { SignProgress } from './SignProgress.tsx';
import type { Checked, SignStore } from './sign-state.ts';
import { TraceLines } from './TraceLines.tsx';

interface SignedStateProps {
  readonly sign: SignStore;
  readonly keys: KeyStore;
  /** Names of the traces of which it is not told what others said. */
  readonly hidden: ReadonlySet<string>;
  readonly onOpen: (name: string) => void;
}

const ICONS = { ok: ShieldCheck, warn: ShieldAlert, fail: ShieldX };

/** The sign-off that lies beside the batch, and whether it holds; nothing where there is none. */
export function SignedState({ sign, keys, hidden, onOpen }: SignedStateProps) {
  const { beside, checked, work } = useStore(sign);
  const { able, trust, chosen } = useStore(keys);
  const signed = beside.status === 'there' ? beside.signoff : undefined;
  const voiding = useMemo(
    () => (checked ? blindLines(voidingFaults(checked), hidden) : []),
    [checked, hidden],
  );
  const unchecked = useMemo(() => (checked ? uncheckedFaults(checked) : []), [checked]);
  const open = useMemo(() => blindLines(signed?.open ?? [], hidden), [signed, hidden]);
  const again = (
    <button type="button" className="quiet-button" onClick={() => void sign.getState().load()}>
      <RefreshCw size={14} aria-hidden /> Look again
    </button>
  );
  if (beside.status === 'failed') {
    const { title, advice } = describeProblem(beside.error);
    const unreached = isUnreached(beside.error);
    const Icon = unreached ? ShieldAlert : ShieldX;
    return (
      <section
        className={styles['state']}
        data-tone={unreached ? 'warn' : 'fail'}
        aria-label="The sign-off beside the batch"
      >
        <Icon size={22} aria-hidden />
        <div>
          <h3>
            {unreached
              ? 'Whether there is a sign-off could not be found out'
              : 'There is a sign-off that cannot be read'}
          </h3>
          <p>
            {title} {advice}
          </p>
          <div className={styles['row']}>{again}</div>
        </div>
      </section>
    );
  }
  if (beside.status !== 'there' || !checked) return null;
  const standing = standingOf(checked);
  const tone = STANDING_TONES[standing];
  const Icon = ICONS[tone];
  const { signoff } = beside;
  const mayJudge = chosen !== undefined && trust?.store.get(chosen)?.entry.roles.includes('reviewer');
  return (
    <section className={styles['state']} data-tone={tone} aria-label="The sign-off beside the batch">
      <Icon size={22} aria-hidden />
      <div>
        <h3>
          <span role="status">{STANDING_WORDS[standing]}</span>
        </h3>
        <Signers checked={checked} />
        {signoff.note !== undefined && hidden.size === 0 && <p className={styles['quote']}>{signoff.note}</p>}
        {standing === 'void' && <TraceLines label="Why it does not hold" lines={voiding} onOpen={onOpen} />}
        <TraceLines
          label="Could not be reached, which says nothing of it"
          lines={unchecked}
          onOpen={onOpen}
        />
        {standing === 'waiting' && <p>One of those who judged has yet to add a signature.</p>}
        {standing === 'unknown' && (
          <p>
            {able === false
              ? 'This page cannot compare signatures: see below.'
              : 'Choose the list of trusted keys below to see who signed.'}
          </p>
        )}
        {signoff.open.length > 0 && (
          <TraceLines label="It was signed although this stood open" lines={open} onOpen={onOpen} />
        )}
        {checked.notes.map(({ about, message }) => (
          <p key={about} className={styles['muted']}>
            Does not count: {message}
          </p>
        ))}
        <Compared checked={checked} />
        {work?.what === 'check' ? (
          <SignProgress work={work} onCancel={sign.getState().cancel} />
        ) : (
          <div className={styles['row']}>
            {unchecked.length > 0 && <Retry sign={sign} what="check" />}
            {checked.depth !== 'bytes' && (
              <button
                type="button"
                className="quiet-button"
                onClick={() => void sign.getState().check('bytes')}
              >
                <ScanSearch size={14} aria-hidden /> Compare every byte
              </button>
            )}
            {mayJudge && (
              <button type="button" className="quiet-button" onClick={() => void sign.getState().cosign()}>
                Add my signature
              </button>
            )}
            {hidden.size === 0 && (
              <button
                type="button"
                className="quiet-button"
                onClick={() => void sign.getState().saveReport(beside)}
              >
                <FileText size={14} aria-hidden /> Report
              </button>
            )}
            {again}
          </div>
        )}
      </div>
    </section>
  );
}

/** Who signed, by the list of trusted keys; without one, what the sign-off says itself. */
function Signers({ checked: { signers, signoff, trusted } }: { readonly checked: Checked }) {
  const { senior, at } = signoff;
  if (signers.length === 0)
    return (
      <p>
        It names {senior.name}, {utcDate(at)}, key <code>{fingerprintWords(senior.keyid)}</code>
        {trusted ? '.' : ', which nobody has confirmed.'}
      </p>
    );
  return (
    <ul className={styles['plain']}>
      {signers.map(({ keyid, name, role }) => (
        <li key={keyid}>
          Signed by <strong>{name}</strong>, {role}
          {role === 'senior' && `, at ${utcDate(at)}`}, key <code>{fingerprintWords(keyid)}</code>
        </li>
      ))}
    </ul>
  );
}

function Compared({ checked: { depth, trusted } }: { readonly checked: Checked }) {
  const { done, left } = comparedWords(depth, trusted);
  return (
    <details className={styles['details']}>
      <summary>What this page compared, and what it did not</summary>
      <ul>
        {done.map((words) => (
          <li key={words} data-done>
            Compared: {words}.
          </li>
        ))}
        {left.map((words) => (
          <li key={words}>Not compared: {words}.</li>
        ))}
      </ul>
    </details>
  );
}
