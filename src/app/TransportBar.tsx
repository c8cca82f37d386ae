import { useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { TimeRange } from '../base/time.ts';
import { PANES } from '../panes/registry.ts';
import { Transport } from '../timeline/Transport.tsx';
import { ClientContext } from './client-mode.ts';
import { useSessionState } from './per-session.ts';
import type { TraceSession } from './session-store.ts';
import { goToFrame, stepFrames } from './session-verbs.ts';
import type { SettingsStore } from './settings-store.ts';
import type { ShortcutVerbs } from './shortcuts.ts';

interface TransportBarProps {
  readonly session: TraceSession;
  readonly settings: StoreApi<SettingsStore>;
  readonly verbs: ShortcutVerbs;
  readonly idle: readonly TimeRange[] | undefined;
  readonly goToOpen: boolean;
  readonly onGoToOpen: (open: boolean) => void;
}

/** The transport of an open trace, with the settings that concern playing. */
export function TransportBar({ session, settings, verbs, idle, goToOpen, onGoToOpen }: TransportBarProps) {
  const { clock, view, trace, frame } = session;
  const client = useContext(ClientContext);
  const skipsIdle = useStore(settings, (store) => store.skipIdle);
  useEffect(() => clock.setSkips(skipsIdle ? (idle ?? []) : []), [clock, skipsIdle, idle]);
  return (
    <Transport
      clock={clock}
      view={view}
      origin={trace.manifest.clock.origin}
      frame={trace.videos.length > 0 ? frame : undefined}
      frameCount={() => session.frames.value?.count}
      idle={idle}
      skipsIdle={skipsIdle}
      onSkipIdle={(skips) => settings.getState().change({ skipIdle: skips })}
      onStepFrame={(direction) => stepFrames(session, direction)}
      onGoToFrame={(index) => goToFrame(session, index, true)}
      onStep={verbs.stepStep}
      onCut={client ? undefined : verbs.cutTraining}
      goToOpen={goToOpen}
      onGoToOpen={onGoToOpen}
      holderName={holderName}
    />
  );
}

/** Panes hold by their id. */
function holderName(holder: string): string {
  return PANES.find(({ id }) => id === holder)?.title.toLowerCase() ?? holder;
}

/** Gaps without activity, once every layer was read for them. */
export function useIdle(session: TraceSession): readonly TimeRange[] | undefined {
  const [idle, setIdle] = useSessionState<readonly TimeRange[]>(session);
  useEffect(() => {
    let current = true;
    void session.activity.get().then((activity) => {
      if (current) setIdle(activity.idle);
    });
    return () => {
      current = false;
    };
  }, [session, setIdle]);
  return idle;
}
