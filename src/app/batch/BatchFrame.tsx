import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { whenIdle } from '../../base/pause.ts';
import { AroundContext, type BatchAround } from '../batch-around.ts';
import type { SessionStore } from '../session-store.ts';
import type { DroppedTraces } from '../import/import-dropped.ts';
import { BatchScreen } from './BatchScreen.tsx';
import { openDroppedBatch } from './dropped-batch.ts';
import { openBatch } from './open-batch.ts';
import { useSigning } from './use-signing.ts';

/** Milliseconds for which a page that is never idle lets the table wait. */
const PATIENCE = 1_000;

interface BatchFrameProps {
  readonly sessions: StoreApi<SessionStore>;
  /** The batch that was dropped; undefined: the one that the address names. */
  readonly dropped: DroppedTraces | undefined;
  /** Asks for another trace. */
  readonly onDialog: () => void;
  /** The workbench with the open trace; null where none is open. */
  readonly children: ReactNode;
}

/** A batch: its table while no trace is open, and what stands around a trace that is. */
export function BatchFrame({ sessions, dropped, onDialog, children }: BatchFrameProps) {
  const session = useStore(sessions, ({ state }) => state);
  const [store] = useState(() =>
    dropped ? openDroppedBatch(sessions, dropped.traces, dropped.label) : openBatch(sessions),
  );
  const { state } = useStore(store);
  const open = session.phase === 'ready' ? session.session : undefined;
  const { address: batchAddress, isLocal } = store.getState();
  const tools = useSigning(batchAddress, state.phase === 'open' && !isLocal ? state.batch : undefined);
  const { signing, show } = tools;

  useEffect(() => {
    void store.getState().load();
  }, [store]);
  const ready = state.phase === 'open';
  const clock = open?.clock;
  const address = open && store.getState().addressOf(open);
  useEffect(() => {
    if (!ready || !clock) return;
    store.getState().placeOf(address);
    let current = true;
    // What is on screen comes first.
    void clock.settled().then(() => {
      if (current) store.getState().lookAhead();
    });
    return () => {
      current = false;
    };
  }, [store, ready, address, clock]);
  useEffect(() => {
    if (!clock) return undefined;
    // Whoever comes back from a trace may have judged it; whoever goes on to another is to see that one first.
    return () => {
      void whenIdle(PATIENCE).then(() => {
        void store.getState().refresh(address);
        void signing?.sign.getState().refresh();
      });
    };
  }, [store, clock, address, signing]);

  const shown = ready ? state.shown.rows : undefined;
  const current = ready ? state.current : undefined;
  const around = useMemo((): BatchAround => {
    const { address: own, fragment, step } = store.getState();
    return {
      address: own,
      name: ready ? state.batch.name : '',
      fragment,
      at: shown && current !== undefined ? shown.indexOf(current) + 1 : 0,
      of: shown?.length ?? 0,
      step,
      back: () => sessions.getState().close(),
      signOff: () => {
        show(true);
        sessions.getState().close();
      },
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another filter is another `shown`
  }, [store, sessions, ready, shown, current, show]);

  return (
    <AroundContext value={around}>
      {open ? (
        children
      ) : (
        <BatchScreen store={store} session={session} sessions={sessions} tools={tools} onDialog={onDialog} />
      )}
    </AroundContext>
  );
}
