import { Layout, type Model, type TabNode } from 'flexlayout-react';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../base/describe-error.ts';
import type { Problem } from '../base/errors.ts';
import { PANES } from '../panes/registry.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import type { Trace } from '../trace/trace.ts';
import type { ArrangementName } from './arrangements.ts';
import { HelpDialog } from './HelpDialog.tsx';
import {
  arrange,
  keepLayout,
  movePane,
  openLayout,
  toggleMaximized,
  visiblePanes,
  type Edge,
} from './layout-model.ts';
import { PaneFrame } from './PaneFrame.tsx';
import { ProblemsDialog } from './ProblemsDialog.tsx';
import type { TraceSession } from './session-store.ts';
import type { SettingsStore } from './settings-store.ts';
import { TopBar } from './TopBar.tsx';
import { TransportBar, useIdle } from './TransportBar.tsx';
import { useAddress } from './use-address.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useVerbs } from './use-verbs.ts';
import './flexlayout.css';
import styles from './Workbench.module.css';

interface WorkbenchProps {
  readonly session: TraceSession;
  readonly settings: StoreApi<SettingsStore>;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

type OpenDialog = 'help' | 'problems' | undefined;

/** An open trace: panes above, transport and timeline below. */
export function Workbench({ session, settings, onOpen, onClose }: WorkbenchProps) {
  const { trace, clock, view } = session;
  const [dialog, setDialog] = useState<OpenDialog>();
  const [toast, showToast] = useToast();
  const [model, setModel] = useState(() => openLayout(shownPanes(trace)));
  const [goToOpen, setGoToOpen] = useState(false);
  const idle = useIdle(session);
  const goTo = useCallback(() => setGoToOpen(true), []);
  const help = useCallback(() => setDialog('help'), []);
  const verbs = useVerbs(session, { goTo, open: onOpen, help, say: showToast });
  useShortcuts(verbs);
  useAddress(session, model);
  useTitle(trace.manifest.task.title);

  const rearrange = useCallback(
    (name: ArrangementName) => {
      const first = arrange(name, shownPanes(trace));
      keepLayout(first);
      setModel(first);
    },
    [trace],
  );
  const move = useCallback((pane: string, edge: Edge) => movePane(model, pane, edge), [model]);

  return (
    <div className={styles['workbench']}>
      <TopBar
        session={session}
        settings={settings}
        panes={shownPanes(trace)}
        onOpen={onOpen}
        onClose={onClose}
        onHelp={help}
        onProblems={() => setDialog('problems')}
        onCopyLink={verbs.copyLink}
        onMove={move}
        onMaximize={(pane) => toggleMaximized(model, pane)}
        onArrange={rearrange}
      />
      <main className={styles['panes']}>
        <Panes session={session} model={model} />
      </main>
      <section className={styles['time']} aria-label="Time">
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
      {dialog === 'help' ? <HelpDialog onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'problems' ? (
        <ProblemsDialog session={session} onClose={() => setDialog(undefined)} />
      ) : null}
      <div className={styles['toast']} role="status" data-shown={toast !== undefined || undefined}>
        {toast}
      </div>
    </div>
  );
}

function Panes({ session, model }: { readonly session: TraceSession; readonly model: Model }) {
  const panes = useMemo(() => new Map(PANES.map((pane) => [pane.id, pane])), []);
  const awaited = useRef<Set<string>>(undefined);
  const onMount = useCallback(
    (id: string) => {
      awaited.current ??= new Set(visiblePanes(model));
      awaited.current.delete(id);
      if (awaited.current.size === 0) session.panesMounted();
    },
    [model, session],
  );
  const factory = useCallback(
    (node: TabNode) => {
      const pane = panes.get(node.getComponent() ?? '');
      return pane ? <PaneFrame pane={pane} session={session} onMount={onMount} /> : null;
    },
    [panes, session, onMount],
  );
  return <Layout model={model} factory={factory} realtimeResize onModelChange={keepLayout} />;
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

const TOAST_MILLIS = 2500;

/** A short word that goes by itself. */
function useToast(): readonly [string | undefined, (text: string) => void] {
  const [text, setText] = useState<string>();
  const timer: RefObject<number | undefined> = useRef(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback((next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setText(undefined), TOAST_MILLIS);
  }, []);
  return [text, show];
}
