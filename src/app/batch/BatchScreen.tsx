import { FolderOpen, PenLine } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../../base/describe-error.ts';
import { withoutSecrets } from '../../base/signed-address.ts';
import { chordLabel, isMac } from '../../ui/chord.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import type { MappingText } from '../mappings/mapping-text.ts';
import { OpeningProgress } from '../OpeningProgress.tsx';
import type { SessionState, SessionStore } from '../session-store.ts';
import { SIGN_OFF_KEY } from '../shortcuts.ts';
import { batchCommands } from './batch-commands.ts';
import { BatchDetails } from './BatchDetails.tsx';
import { BatchFacets } from './BatchFacets.tsx';
import { BatchList } from './BatchList.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import styles from './batch.module.css';
import type { BatchStore, OpenBatch } from './batch-store.ts';
import { useBatchAddress } from './use-batch-address.ts';
import { useBatchKeys } from './use-batch-keys.ts';
import type { SigningTools } from './use-signing.ts';

interface BatchScreenProps {
  readonly store: BatchStore;
  readonly session: SessionState;
  readonly sessions: StoreApi<SessionStore>;
  readonly tools: SigningTools;
  readonly onDialog: () => void;
}

const SignDrawer = lazy(async () => ({ default: (await import('./sign/SignDrawer.tsx')).SignDrawer }));
const SignBadge = lazy(async () => ({ default: (await import('./sign/SignBadge.tsx')).SignBadge }));
const BatchDialogs = lazy(async () => ({ default: (await import('./BatchDialogs.tsx')).BatchDialogs }));

/** The traces of a batch: which there are, what is known of each, and the way into them. */
export function BatchScreen({ store, session, sessions, tools, onDialog }: BatchScreenProps) {
  const { state, address, isLocal } = useStore(store);
  const { signing, open, failed, show } = tools;
  const [dialog, setDialog] = useState<'help' | 'palette'>();
  const commands = useMemo(
    () => batchCommands({ store, signOff: () => show(!open), openTrace: onDialog, ask: setDialog }),
    [store, show, open, onDialog],
  );
  useBatchAddress(store);
  useBatchKeys(store, commands);
  const name = state.phase === 'open' ? state.batch.name : 'A batch';
  useEffect(() => {
    const before = document.title;
    document.title = `${name} · Playhead`;
    return () => {
      document.title = before;
    };
  }, [name]);
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <span className={styles['brand']}>
          <img src="./icons/playhead.svg" alt="" width={20} height={20} /> Playhead
        </span>
        <h1
          className={styles['name']}
          title={
            isLocal ? 'Dropped on this page: it lasts until the page is closed' : withoutSecrets(address.href)
          }
        >
          {name}
        </h1>
        {state.phase === 'open' && <BatchProgress batch={state} />}
        <span className={styles['space']} />
        {state.phase === 'open' && !isLocal && (
          <button
            className="quiet-button"
            aria-expanded={open}
            title={`Sign-off of the batch (${chordLabel(SIGN_OFF_KEY, isMac())})`}
            onClick={() => show(!open)}
          >
            <Suspense fallback="Sign-off">
              {signing ? (
                <SignBadge sign={signing.sign} />
              ) : (
                <>
                  <PenLine size={15} aria-hidden /> Sign-off
                </>
              )}
            </Suspense>
          </button>
        )}
        <button className="quiet-button" onClick={onDialog}>
          <FolderOpen size={15} aria-hidden /> Open a trace
        </button>
      </header>
      <Opening
        session={session}
        onCancel={() => sessions.getState().close()}
        onMapping={(mapping) => sessions.getState().openBy(mapping)}
      />
      {failed && (
        <div className={styles['opening']}>
          <Notice severity="error" title={describeProblem(failed).title}>
            {describeProblem(failed).advice}
          </Notice>
        </div>
      )}
      {state.phase === 'open' ? (
        <OpenTable store={store} batch={state} tools={tools} />
      ) : (
        <main className={styles['wait']}>
          {state.phase === 'reading' ? (
            <div className={styles['card']} role="status">
              <strong>Opening the batch</strong>
              <p>{state.note} …</p>
            </div>
          ) : (
            <div className={styles['card']}>
              <Notice severity="error" title={describeProblem(state.error).title}>
                {describeProblem(state.error).advice}
                <p>
                  <button className="quiet-button" onClick={() => void store.getState().load()}>
                    Try again
                  </button>
                </p>
              </Notice>
            </div>
          )}
        </main>
      )}
      {dialog && (
        <Suspense>
          <BatchDialogs dialog={dialog} commands={commands} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

interface OpenTableProps {
  readonly store: BatchStore;
  readonly batch: OpenBatch;
  readonly tools: SigningTools;
}

function OpenTable({ store, batch, tools }: OpenTableProps) {
  const { signing, open, show } = tools;
  const openNamed = useCallback(
    (name: string) => {
      const row = batch.table.rowOf(name);
      if (row !== undefined) store.getState().open(row);
    },
    [batch.table, store],
  );
  if (batch.table.traces.length === 0)
    return (
      <main className={styles['wait']}>
        <Notice severity="info" title="This batch holds no traces.">
          Put bundles beside its file, and run <code>playhead batch index</code> again.
        </Notice>
      </main>
    );
  return (
    <main className={styles['main']} data-beside={open ? 'sign' : undefined}>
      <BatchFacets store={store} batch={batch} />
      <BatchList store={store} batch={batch} />
      {open && signing ? (
        <Suspense>
          <SignDrawer
            batch={batch}
            sign={signing.sign}
            keys={signing.keys}
            onOpen={openNamed}
            onUncover={(names) => store.getState().uncover(names)}
            onClose={() => show(false)}
          />
        </Suspense>
      ) : (
        <BatchDetails store={store} batch={batch} />
      )}
    </main>
  );
}

interface OpeningProps {
  readonly session: SessionState;
  readonly onCancel: () => void;
  /** Opens what could not be opened by a mapping. */
  readonly onMapping: (mapping: MappingText) => void;
}

/** A trace that is on its way, or could not be opened. */
function Opening({ session, onCancel, onMapping }: OpeningProps) {
  if (session.phase === 'opening')
    return (
      <div className={styles['opening']}>
        <OpeningProgress label={session.label} note={session.note} onCancel={onCancel} />
      </div>
    );
  if (session.phase !== 'failed') return null;
  return (
    <div className={styles['opening']}>
      <FailureNotice error={session.error} onMapping={onMapping}>
        {' '}
        <button className="quiet-button" onClick={onCancel}>
          Close
        </button>
      </FailureNotice>
    </div>
  );
}
