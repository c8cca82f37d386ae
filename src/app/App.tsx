import { lazy, Suspense, useCallback, useMemo, useState, type DragEvent } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../base/describe-error.ts';
import { isAbort } from '../base/errors.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './App.module.css';
import { REVIEW_END } from '../review/review-name.ts';
import { CORRECTIONS_END } from './corrections-name.ts';
import { droppedFiles, fromFiles, type FindOptions, type TraceInput } from './find-bundle.ts';
import type { DroppedTraces } from './import/import-dropped.ts';
import type { MappingText } from './mappings/mapping-text.ts';
import { Landing } from './Landing.tsx';
import { openInput } from './open-input.ts';
import { NextDialog } from './NextDialog.tsx';
import { questionOf, type SessionState, type SessionStore } from './session-store.ts';
import type { SettingsStore } from './settings-store.ts';

/** Whether the page's address names a batch: its table is loaded for that alone. */
const BATCHED = new URLSearchParams(location.search).has('batch');

const BatchFrame = lazy(async () => ({ default: (await import('./batch/BatchFrame.tsx')).BatchFrame }));
const KeyDialog = lazy(async () => ({ default: (await import('./KeyDialog.tsx')).KeyDialog }));
const MappingDialog = lazy(async () => ({
  default: (await import('./mappings/MappingDialog.tsx')).MappingDialog,
}));
const OpenDialog = lazy(async () => ({ default: (await import('./OpenDialog.tsx')).OpenDialog }));
const Workbench = lazy(async () => ({ default: (await import('./Workbench.tsx')).Workbench }));

interface AppProps {
  readonly sessions: StoreApi<SessionStore>;
  readonly settings: StoreApi<SettingsStore>;
}

export function App({ sessions, settings }: AppProps) {
  const state = useStore(sessions, (store) => store.state);
  const [dialog, setDialog] = useState(false);
  const [dropping, setDropping] = useState(false);
  const [offered, setOffered] = useState<File>();
  const [batch, setBatch] = useState<DroppedTraces & { readonly key: number }>();
  const [mappings, setMappings] = useState<readonly MappingText[]>();
  const batched = BATCHED || batch !== undefined;

  const ask = useCallback(() => setDialog(true), []);
  const taken = useCallback(() => setOffered(undefined), []);

  // Failures are shown from the store's state; here they need no second word.
  const ignore = (error: unknown): void => {
    if (!isAbort(error)) setDialog(false);
  };
  const taking: Pick<FindOptions, 'onMany' | 'onMappings'> = {
    onMany: (traces, label) => {
      sessions.getState().close();
      history.replaceState(null, '', location.pathname);
      setBatch((before) => ({ traces, label, key: (before?.key ?? 0) + 1 }));
    },
    onMappings: (found) => {
      sessions.getState().dismissNext();
      setMappings(found);
    },
  };
  const open = (input: TraceInput): void => {
    setDialog(false);
    leaveAddress(state, batched);
    openInput(sessions, input, taking).catch(ignore);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(false);
    const [single] = event.dataTransfer.files;
    // Beside an open trace, what corrects its times and what reviews it is no trace of its own.
    const isBeside = single && [CORRECTIONS_END, REVIEW_END].some((end) => single.name.endsWith(end));
    if (state.phase === 'ready' && isBeside) {
      setOffered(single);
      return;
    }
    const pending = droppedFiles(event.dataTransfer);
    leaveAddress(state, batched);
    sessions
      .getState()
      .open(single?.name ?? 'the drop', async (progress, signal, askKey, mapping) =>
        fromFiles(await pending, progress, signal, { ...taking, ask: askKey, mapping }),
      )
      .catch(ignore);
  };

  const { arriving, leaving = false } = state.phase === 'ready' ? state : {};
  const turnover = useMemo(() => ({ arriving, leaving }), [arriving, leaving]);
  const workbench =
    state.phase === 'ready' ? (
      <Suspense>
        <Workbench
          session={state.session}
          isNextComing={state.next !== undefined}
          turnover={turnover}
          settings={settings}
          corrections={sessions.getState()}
          offered={offered}
          onTaken={taken}
          onOpen={ask}
          onClose={() => sessions.getState().close()}
        />
      </Suspense>
    ) : null;
  const question = questionOf(state);
  return (
    <div
      className={styles['app']}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={onDrop}
    >
      <ErrorBoundary
        key={batched ? 'batch' : state.phase}
        fallback={(error, retry) => (
          <Notice severity="error" title={describeProblem(error).title}>
            {describeProblem(error).advice} <button onClick={retry}>Try again</button>
          </Notice>
        )}
      >
        {batched ? (
          <Suspense>
            <BatchFrame
              // A batch that is dropped later is another one.
              key={batch?.key}
              sessions={sessions}
              dropped={batch}
              onDialog={ask}
            >
              {workbench}
            </BatchFrame>
          </Suspense>
        ) : state.phase === 'ready' ? (
          workbench
        ) : (
          <Landing
            state={state}
            onOpen={open}
            onMapping={(mapping) => sessions.getState().openBy(mapping)}
            onDialog={ask}
            onCancel={() => sessions.getState().close()}
          />
        )}
      </ErrorBoundary>
      {question ? (
        <Suspense>
          <KeyDialog question={question} />
        </Suspense>
      ) : null}
      {state.phase === 'ready' && state.next && !arriving && !question ? (
        <NextDialog
          next={state.next}
          onDismiss={() => sessions.getState().dismissNext()}
          onMapping={(mapping) => sessions.getState().openBy(mapping)}
        />
      ) : null}
      {dialog ? (
        <Suspense>
          <OpenDialog onOpen={open} onClose={() => setDialog(false)} />
        </Suspense>
      ) : null}
      {mappings ? (
        <Suspense>
          <MappingDialog dropped={mappings} onClose={() => setMappings(undefined)} />
        </Suspense>
      ) : null}
      {dropping ? (
        <div className={styles['drop']}>
          Drop a trace, or a folder of traces, to open it: a bundle, or any format that can be imported
          {state.phase === 'ready' && ', or its corrections or reviews'}
        </div>
      ) : null}
    </div>
  );
}

/** A trace opened by hand is not at the moment that the address names. What is open keeps its address until then. */
function leaveAddress({ phase }: SessionState, batched: boolean): void {
  if (phase !== 'ready' && !batched) history.replaceState(null, '', location.pathname);
}
