import { lazy, Suspense, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../base/describe-error.ts';
import type { Problem } from '../base/errors.ts';
import { PANES } from '../panes/registry.ts';
import { CallLinkContext } from '../timeline/call-link.ts';
import { FoundContext } from '../timeline/found-link.ts';
import { HoverContext } from '../timeline/hover-link.ts';
import { PaneViewsContext } from '../timeline/pane-views.ts';
import { RegionContext } from '../timeline/region-link.ts';
import { SyncContext } from '../timeline/sync-link.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { timeWords } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import { KeyBindings } from '../ui/key-labels.ts';
import { TimeWordsContext } from '../ui/time-words.ts';
import { Announcer } from './Announcer.tsx';
import { Dialogs, type DialogName } from './Dialogs.tsx';
import { Dock } from './Dock.tsx';
import { AroundContext } from './batch-around.ts';
import { ClientContext } from './client-mode.ts';
import { boundShortcuts } from './key-bindings.ts';
import { createCallLink } from './call-link.ts';
import { createLayoutStore, type LayoutStore } from './layout-store.ts';
import { openPictures } from './open-pictures.ts';
import { goToHit } from './search-verbs.ts';
import type { TraceSession } from './session-store.ts';
import type { SettingsStore } from './settings-store.ts';
import { SearchDrawer } from './SearchDrawer.tsx';
import type { CorrectionVerbs } from './SyncDrawer.tsx';
import { TimeSplitter } from './TimeSplitter.tsx';
import { TopBar } from './TopBar.tsx';
import { usePerSession, useSessionState } from './per-session.ts';
import { storesOf } from './trace-stores.ts';
import { TransportBar, useIdle } from './TransportBar.tsx';
import { TurnoverContext, type Turnover } from './turnover.ts';
import { useAddress } from './use-address.ts';
import { useDrawers } from './use-drawers.ts';
import { useFound, useSearch } from './use-search.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useToast } from './use-toast.ts';
import { useVerbs } from './use-verbs.ts';
import styles from './Workbench.module.css';

const LinkNote = lazy(async () => ({ default: (await import('./link/LinkNote.tsx')).LinkNote }));
const Quality = lazy(async () => ({ default: (await import('./Quality.tsx')).Quality }));
const Reviews = lazy(async () => ({ default: (await import('./Reviews.tsx')).Reviews }));
const SyncDrawer = lazy(async () => ({ default: (await import('./SyncDrawer.tsx')).SyncDrawer }));

interface WorkbenchProps {
  readonly session: TraceSession;
  /** Another trace is being opened, or it is being said why it could not be. */
  readonly isNextComing: boolean;
  /** How another one is about to take its place, where one is; stable over renders. */
  readonly turnover: Turnover;
  readonly settings: StoreApi<SettingsStore>;
  readonly corrections: CorrectionVerbs;
  /** A file of corrections or reviews that was dropped, to be imported. */
  readonly offered: File | undefined;
  /** Told when it was taken. */
  readonly onTaken: () => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** An open trace: panes above, transport and timeline below. */
export function Workbench(props: WorkbenchProps) {
  const { manifest } = props.session.trace;
  const words = useMemo(() => timeWords(manifest), [manifest]);
  return (
    <TimeWordsContext value={words}>
      <OpenTrace {...props} />
    </TimeWordsContext>
  );
}

function OpenTrace(props: WorkbenchProps) {
  const { session, isNextComing, turnover, settings, corrections, offered, onTaken, onOpen, onClose } = props;
  const { id, trace, clock, view } = session;
  const [dialog, setDialog] = useSessionState<DialogName>(session);
  const [toast, showToast] = useToast(session);
  const client = useContext(ClientContext);
  const panes = useMemo(() => shownPanes(trace, client?.panes), [trace, client]);
  const { first, views, sides, regions } = storesOf(session);
  const layouts = usePerSession<LayoutStore>(session, (before) =>
    createLayoutStore(panes, first, trace.manifest.task.family, before?.getState().model),
  );
  const [goToOpen = false, setGoToOpen] = useSessionState<boolean>(session);
  const idle = useIdle(session);
  const calls = useMemo(() => createCallLink(session, layouts), [session, layouts]);
  const { sync, quality, review, lanes } = useDrawers(offered, session, sides);
  const goTo = useCallback(() => setGoToOpen(true), [setGoToOpen]);
  const search = useSearch(session);
  const searchOpen = useStore(search, ({ open }) => open);
  const found = useFound(search, view);
  const led = useMemo(
    () => ({ getState: () => search.getState().led, subscribe: search.subscribe }),
    [search],
  );
  const around = useContext(AroundContext);
  const linked = useMemo(
    () => ({ session, layouts, search, views, sides }),
    [session, layouts, search, views, sides],
  );
  const hasNote = useStore(sides, ({ note }) => note !== undefined);
  const all = useVerbs(linked, {
    around,
    goTo,
    open: onOpen,
    sync: sync.toggle,
    review: review.show,
    quality: quality.toggle,
    ask: setDialog,
    say: showToast,
  });
  const verbs = useMemo(() => client?.verbs(all) ?? all, [client, all]);
  const keys = useStore(settings, (state) => state.keys);
  const timeHeight = useStore(settings, (state) => state.timeHeight);
  const shortcuts = useMemo(() => {
    const bound = boundShortcuts(keys);
    return client?.shortcuts(bound) ?? bound;
  }, [client, keys]);
  const keysOf = useMemo(() => {
    const keysById = new Map(shortcuts.map((shortcut) => [shortcut.id, shortcut.keys]));
    return (command: string): readonly string[] => keysById.get(command) ?? [];
  }, [shortcuts]);
  useShortcuts(shortcuts, verbs, turnover.arriving && LEADS_ON);
  useAddress(linked, around, isNextComing, showToast);
  useTitle(trace.manifest.task.title);
  const time = useRef<HTMLElement>(null);
  const docked = useNextTask();
  const { leaving } = turnover;
  useEffect(() => {
    // A change of it may not have come to rest yet, and the next trace begins with the layout as it is kept.
    if (leaving) layouts.getState().changed();
  }, [leaving, layouts]);

  return (
    <KeyBindings value={keysOf}>
      <HoverContext value={view}>
        <SyncContext value={client ? undefined : sync.choose}>
          <div className={styles['workbench']}>
            <TopBar
              session={session}
              layouts={layouts}
              verbs={verbs}
              onArrange={() => setDialog('panes')}
              onClose={onClose}
            />
            {client && <client.Bar session={session} layouts={layouts} />}
            {hasNote && (
              <Suspense>
                <LinkNote sides={sides} />
              </Suspense>
            )}
            <div className={styles['middle']}>
              {searchOpen && (
                <SearchDrawer
                  key={id}
                  session={session}
                  search={search}
                  onGo={(hit) => goToHit(search, session, layouts, hit)}
                  onStep={verbs.stepHit}
                />
              )}
              <main className={styles['panes']}>
                {docked && (
                  <TurnoverContext value={turnover}>
                    <FoundContext value={led}>
                      <RegionContext value={regions}>
                        <PaneViewsContext value={views}>
                          <CallLinkContext value={calls}>
                            <Dock session={session} layouts={layouts} />
                          </CallLinkContext>
                        </PaneViewsContext>
                      </RegionContext>
                    </FoundContext>
                  </TurnoverContext>
                )}
              </main>
              {sync.open && !client && (
                <Suspense>
                  <SyncDrawer
                    key={id}
                    session={session}
                    verbs={corrections}
                    chosen={sync.layer}
                    onChoose={sync.choose}
                    offered={sync.offered}
                    onTaken={onTaken}
                    onClose={sync.toggle}
                  />
                </Suspense>
              )}
              {review.ready && !client && (
                <Suspense>
                  <Reviews
                    key={id}
                    session={session}
                    regions={regions}
                    open={review.open}
                    verbs={verbs}
                    offered={review.offered}
                    onTaken={onTaken}
                    onClose={() => review.show(false)}
                    onLane={review.setLane}
                  />
                </Suspense>
              )}
              {review.ready && client?.Reviews && (
                <client.Reviews
                  session={session}
                  regions={regions}
                  open={review.open}
                  onLane={review.setLane}
                  onClose={() => review.show(false)}
                />
              )}
              {quality.asked && !client && (
                <Suspense>
                  <Quality
                    key={id}
                    session={session}
                    sides={sides}
                    open={quality.open}
                    onClose={quality.toggle}
                    onLane={quality.setLane}
                  />
                </Suspense>
              )}
            </div>
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
              <Timeline
                key={id}
                trace={trace}
                clock={clock}
                view={view}
                idle={idle}
                openPictures={openPictures}
                more={lanes}
                found={found}
                describeProblem={titleOf}
              />
            </section>
            <Dialogs
              dialog={dialog}
              session={session}
              settings={settings}
              shortcuts={shortcuts}
              verbs={verbs}
              panes={panes}
              linked={linked}
              around={around}
              say={showToast}
              onOpen={setDialog}
            />
            <Announcer key={id} session={session} />
            <div className={styles['toast']} role="status" data-shown={toast !== undefined || undefined}>
              {toast}
            </div>
          </div>
        </SyncContext>
      </HoverContext>
    </KeyBindings>
  );
}

/** ids of the commands that act while another trace's picture is on screen: what is said then is not to fall on the one before. */
const LEADS_ON: readonly string[] = ['next-trace', 'previous-trace', 'open', 'sign-off'];

/** False until the component has been on screen: the rest of it is then made in a task of its own. */
function useNextTask(): boolean {
  const [next, setNext] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNext(true));
    return () => clearTimeout(timer);
  }, []);
  return next;
}

/**
 * Panes of no layer where they have something to show, and those whose layers the trace names, present or not: what it never
 * speaks of is not missed. `chosen`: ids of those that there are to be.
 */
function shownPanes(trace: Trace, chosen?: readonly string[]): readonly (typeof PANES)[number][] {
  return PANES.filter(
    (pane) =>
      (pane.kinds.length === 0
        ? pane.bind(trace) !== undefined
        : trace.layers.some(({ kind }) => pane.kinds.includes(kind))) &&
      (chosen?.includes(pane.id) ?? true),
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
