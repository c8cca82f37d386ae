import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { describeProblem } from '../../../base/describe-error.ts';
import type { TraceError } from '../../../base/errors.ts';
import { useFocusWithin } from '../../../ui/use-focus-within.ts';
import { Drawer } from '../../Drawer.tsx';
import type { OpenBatch } from '../batch-store.ts';
import { hiddenTraces } from './hidden-traces.ts';
import { HiddenNote } from './HiddenNote.tsx';
import type { KeyStore } from './key-store.ts';
import { SignedState } from './SignedState.tsx';
import { SignForm } from './SignForm.tsx';
import { SignKeys } from './SignKeys.tsx';
import styles from './sign.module.css';
import { SignOpen } from './SignOpen.tsx';
import { SignSample } from './SignSample.tsx';
import type { SignStore } from './sign-state.ts';
import { useDraft } from './use-draft.ts';

export interface SignDrawerProps {
  readonly batch: OpenBatch;
  readonly sign: SignStore;
  readonly keys: KeyStore;
  /** Opens the trace of that name. */
  readonly onOpen: (name: string) => void;
  /** Shows what others said of the traces of these names. */
  readonly onUncover: (names: readonly string[]) => void;
  readonly onClose: () => void;
}

/** The sign-off of a batch: the one that is there and whether it holds, what stands open, and signing it. */
export function SignDrawer({ batch, sign, keys, onOpen, onUncover, onClose }: SignDrawerProps) {
  const drawer = useRef<HTMLElement>(null);
  const { error, refusal, gathered, beside } = useStore(sign);
  const keyError = useStore(keys, (state) => state.error);
  const draft = useDraft(batch.batch, sign, keys);
  const { table, viewer } = batch;
  const signoff = beside.status === 'there' ? beside.signoff : undefined;
  const hidden = useMemo(
    () => hiddenTraces({ rows: table.traces, gathered, signoff }, viewer),
    [table, viewer, gathered, signoff],
  );
  useFocusWithin(drawer);
  return (
    <Drawer ref={drawer} title="Sign-off" side="right" className={styles['drawer']} onClose={onClose}>
      <div className={styles['body']}>
        <HiddenNote
          count={hidden.size}
          onShow={() => {
            onUncover([...hidden]);
            drawer.current?.focus();
          }}
        />
        <SignedState sign={sign} keys={keys} hidden={hidden} onOpen={onOpen} />
        <SignOpen batch={batch} sign={sign} draft={draft} hidden={hidden} onOpen={onOpen} />
        <SignSample sign={sign} lot={batch.table.traces.length} />
        <SignKeys keys={keys} />
        <SignForm sign={sign} keys={keys} draft={draft} hidden={hidden.size} />
      </div>
      <div className={styles['troubles']}>
        {[error, keyError].map((one) => one && <Trouble key={one.code} error={one} />)}
        {refusal && (
          <p className={styles['fault']} role="alert">
            Not signed: {refusal.message}
          </p>
        )}
      </div>
    </Drawer>
  );
}

function Trouble({ error }: { readonly error: TraceError }) {
  const { title, advice } = describeProblem(error);
  return (
    <p className={styles['fault']} role="alert">
      {title} {advice}
    </p>
  );
}
