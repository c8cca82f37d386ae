import { Download, ScanSearch } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { utcDate } from '../../../base/date-words.ts';
import { formatBytes } from '../../../base/error-words.ts';
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import { FilePicker } from '../../../ui/FilePicker.tsx';
import type { OpenBatch } from '../batch-store.ts';
import { number } from '../words.ts';
import { blindLines } from './hidden-traces.ts';
import { knownOpen, remarksOf } from './open-words.ts';
import { isReached } from './reached.ts';
import { Retry } from './Retry.tsx';
import styles from './sign.module.css';
import { SignProgress } from './SignProgress.tsx';
import type { SignStore } from './sign-state.ts';
import { TraceLines } from './TraceLines.tsx';

interface SignOpenProps {
  readonly batch: OpenBatch;
  readonly sign: SignStore;
  /** undefined: something is missing that would be signed. */
  readonly draft: SignoffPredicate | undefined;
  /** Names of the traces of which it is not told what others said. */
  readonly hidden: ReadonlySet<string>;
  readonly onOpen: (name: string) => void;
}

/** What keeps the batch from being signed: what its list knows at once, and all of it once every trace was read and judged. */
export function SignOpen({ batch, sign, draft, hidden, onOpen }: SignOpenProps) {
  const { gathered, gatheredAt = 0, work, profile } = useStore(sign);
  const input = useRef<HTMLInputElement>(null);
  const bytes = batch.batch.traces.reduce((sum, trace) => sum + (trace.bytes ?? 0), 0);
  const lines = useMemo(() => blindLines(draft?.open ?? [], hidden), [draft, hidden]);
  const unreached = gathered?.filter((trace) => !isReached(trace)).length ?? 0;
  const unsaved = gathered?.filter((trace) => trace.unsaved).length ?? 0;
  return (
    <section className={styles['section']} aria-labelledby="sign-open">
      <h3 id="sign-open">What stands open</h3>
      {!gathered && (
        <ul className={styles['plain']}>
          {knownOpen(batch.table.traces).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {gathered && !draft && <p>Choose the random number below: what is open depends on the sample.</p>}
      {draft?.open.length === 0 && hidden.size === 0 && (
        <p className={styles['good']} role="status">
          Nothing stands open.
        </p>
      )}
      {draft && <TraceLines label="Keeps it from being signed" lines={lines} onOpen={onOpen} />}
      {gathered && (
        <p className={styles['muted']}>Read and judged at {utcDate(new Date(gatheredAt).toISOString())}.</p>
      )}
      {gathered &&
        remarksOf(gathered).map((words) => (
          <p key={words} className={styles['muted']}>
            {words}
          </p>
        ))}
      {unreached > 0 && work?.what !== 'look' && (
        <p className={styles['warn']}>
          {unreached === 1 ? '1 trace' : `${number(unreached)} traces`} could not be reached, which says
          nothing of {unreached === 1 ? 'it' : 'them'}. <Retry sign={sign} what="look" />
        </p>
      )}
      {unsaved > 0 && (
        <p className={styles['warn']}>
          {number(unsaved)} {unsaved === 1 ? 'trace has a review' : 'traces have reviews'} that only this
          browser has. They count here; whoever verifies needs them beside the bundles.{' '}
          <button type="button" className="quiet-button" onClick={() => void sign.getState().saveReviews()}>
            <Download size={14} aria-hidden /> Save {unsaved === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
      {work?.what === 'look' ? (
        <SignProgress work={work} onCancel={sign.getState().cancel} />
      ) : (
        <div className={styles['row']}>
          <button type="button" className="quiet-button" onClick={() => void sign.getState().look()}>
            <ScanSearch size={14} aria-hidden />
            {gathered ? 'Read and judge again' : 'Read and judge every trace'}
            <small>{formatBytes(bytes)}</small>
          </button>
        </div>
      )}
      <div className={styles['row']}>
        <span className={styles['muted']} title={profile.digest}>
          By the profile {profile.file.id} {profile.file.version}
        </span>
        <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
          Profile …
        </button>
        <FilePicker
          input={input}
          label="Profile file"
          accept=".json"
          onFile={(file) => void sign.getState().takeProfile(file)}
        />
      </div>
    </section>
  );
}
