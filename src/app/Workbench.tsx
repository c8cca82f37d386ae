import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../base/describe-error.ts';
import type { Problem } from '../base/errors.ts';
import { PANES } from '../panes/registry.ts';
import { HoverContext } from '../timeline/hover-link.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import type { Trace } from '../trace/trace.ts';
import { KeyBindings } from '../ui/key-labels.ts';
import { Announcer } from './Announcer.tsx';
import { Dialogs, type DialogName } from './Dialogs.tsx';
import { Dock } from './Dock.tsx';
import { boundShortcuts } from './key-bindings.ts';
import { createLayoutStore } from './layout-store.ts';
import type { TraceSession } from './session-store.ts';
import type { SettingsStore } from './settings-store.ts';
import { TimeSplitter } from './TimeSplitter.tsx';
import { TopBar } from './TopBar.tsx';
import { fragmentPlace } from './trace-address.ts';
import { TransportBar, useIdle } from './TransportBar.tsx';
import { useAddress } from './use-address.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useToast } from './use-toast.ts';
import { useVerbs } from './use-verbs.ts';
import styles from './Workbench.module.css';

interface WorkbenchProps {
  readonly session: TraceSession;
  readonly settings: StoreApi<SettingsStore>;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** An open trace: panes above, transport and timeline below. */
export function Workbench({ session, settings, onOpen, onClose }: WorkbenchProps) {
  const { trace, clock, view } = session;
  const [dialog, setDialog] = useState<DialogName>();
  const [toast, showToast] = useToast();
  const panes = useMemo(() => shownPanes(trace), [trace]);
  const [layouts] = useState(() => createLayoutStore(panes, fragmentPlace().layout));
  const [goToOpen, setGoToOpen] = useState(false);
  const idle = useIdle(session);
  const goTo = useCallback(() => setGoToOpen(true), []);
  const verbs = useVerbs(session, layouts, { goTo, open: onOpen, ask: setDialog, say: showToast });
  const keys = useStore(settings, (state) => state.keys);
  const timeHeight = useStore(settings, (state) => state.timeHeight);
  const shortcuts = useMemo(() => boundShortcuts(keys), [keys]);
  const keysOf = useMemo(() => {
    const keysById = new Map(shortcuts.map((shortcut) => [shortcut.id, shortcut.keys]));
    return (command: string): readonly string[] => keysById.get(command) ?? [];
  }, [shortcuts]);
  useShortcuts(shortcuts, verbs);
  useAddress(session, layouts);
  useTitle(trace.manifest.task.title);
  const time = useRef<HTMLElement>(null);

  return (
    <KeyBindings value={keysOf}>
      <HoverContext value={view}>
        <div className={styles['workbench']}>
          <TopBar
            session={session}
            layouts={layouts}
            verbs={verbs}
            onArrange={() => setDialog('panes')}
            onClose={onClose}
          />
          <main className={styles['panes']}>
            <Dock session={session} layouts={layouts} />
          </main>
          <section ref={time} className={styles['time']} style={{ height: timeHeight }} aria-label="Time">
            <TimeSplitter
              below={time}
              height={timeHeight}
              onDrag={(height) => {
                if (time.current) time.current.style.height = `${height}px`;
              }}
              onChange={(height) => settings.getState().change({ timeHeight: height })}
            />
            <TransportBar
              session={session}
              settings={settings}
              verbs={verbs}
              idle={idle}
              goToOpen={goToOpen}
              onGoToOpen={setGoToOpen}
            />
            <Timeline trace={trace} clock={clock} view={view} idle={idle} describeProblem={titleOf} />
          </section>
          <Dialogs
            dialog={dialog}
            session={session}
            settings={settings}
            shortcuts={shortcuts}
            verbs={verbs}
            panes={panes}
            layouts={layouts}
            onOpen={setDialog}
          />
          <Announcer session={session} />
          <div className={styles['toast']} role="status" data-shown={toast !== undefined || undefined}>
            {toast}
          </div>
        </div>
      </HoverContext>
    </KeyBindings>
  );
}

/** Panes for every trace, and those whose layers it names, present or not: what it never speaks of is not missed. */
function shownPanes(trace: Trace): readonly (typeof PANES)[number][] {
  return PANES.filter(
    ({ kinds }) => kinds.length === 0 || trace.layers.some(({ kind }) => kinds.includes(kind)),
  );
}

function titleOf(problem: Problem): string {
  return describeProblem(problem).title;
}

function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · Playhead`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
