import { I18nLabelDefaults, Layout, type ITabRenderValues, type TabNode } from 'flexlayout-react';
import { X } from 'lucide-react';
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { PANES } from '../panes/registry.ts';
import { trackColour } from '../timeline/track-look.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './Dock.module.css';
import { FirstPane } from './FirstPane.tsx';
import { visiblePanes } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import { PaneFrame } from './PaneFrame.tsx';
import { InTurn, paneTurns } from './PaneTurns.tsx';
import type { TraceSession } from './session-store.ts';
import './flexlayout.css';

interface DockProps {
  readonly session: TraceSession;
  readonly layouts: LayoutStore;
}

const ICONS = { close: <X size={12} aria-hidden /> };
/** F6 goes on to the timeline too, so that it is the shell's. */
const KEYS = { closeTab: 'Delete' };
const WORDS: Readonly<Record<string, string>> = {
  ...I18nLabelDefaults,
  'flexlayout.ui.close.tab': 'Hide',
  'flexlayout.ui.maximize.tabset': 'Maximize',
  'flexlayout.ui.restore.tabset': 'Restore',
};

/** The panes in their places. It draws itself anew for another layout only, since each time all panes are. */
export const Dock = memo(function Dock({ session, layouts }: DockProps) {
  const model = useStore(layouts, (state) => state.model);
  const panes = useMemo(() => new Map(PANES.map((pane) => [pane.id, pane])), []);
  // The same for a session whose times are corrected: else every pane would be taken for a new one.
  const { id, awaited, pictured, trace } = session;
  useLayoutEffect(() => {
    awaited.expect(() => visiblePanes(layouts.getState().model));
    // One that is put away before it came is not waited for.
    return layouts.subscribe(() => awaited.look());
  }, [awaited, layouts]);
  // As of the layout that it begins with: a pane that is shown later has no turn, and comes at once.
  const { manifest } = trace;
  const turns = useMemo(
    () => paneTurns(visiblePanes(layouts.getState().model), panes, trace, pictured),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a corrected trace has the same manifest, and its panes stay
    [layouts, panes, manifest, pictured],
  );
  const onModelChange = useRested(layouts.getState().changed);
  const factory = useCallback(
    (node: TabNode) => {
      const pane = panes.get(node.getComponent() ?? '');
      if (!pane) return null;
      if (pane.first) return <FirstPane pane={pane} session={session} />;
      return (
        <InTurn key={id} after={turns.get(pane.id)} title={pane.title}>
          <PaneFrame pane={pane} session={session} />
        </InTurn>
      );
    },
    [panes, turns, session, id],
  );
  const onRenderTab = useCallback(
    (node: TabNode, values: ITabRenderValues) => {
      const colour = trackColour(panes.get(node.getId())?.kinds[0]);
      if (colour)
        values.leading = (
          <i className={styles['dot']} style={{ background: `var(--track-${colour})` }} aria-hidden />
        );
    },
    [panes],
  );
  return (
    <Layout
      model={model}
      factory={factory}
      realtimeResize
      icons={ICONS}
      keyMap={KEYS}
      i18nTranslator={(key) => WORDS[key] ?? key}
      onRenderTab={onRenderTab}
      onTabSetPlaceHolder={() => <AllHidden onReset={layouts.getState().reset} />}
      onModelChange={onModelChange}
    />
  );
});

/** Milliseconds: a line that is dragged changes the model at each move. */
const REST_MILLIS = 150;

/** Calls once calls have come to rest, and at the latest when the component goes. */
function useRested(call: () => void): () => void {
  const timer = useRef<number>(undefined);
  useEffect(
    () => () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      call();
    },
    [call],
  );
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      call();
    }, REST_MILLIS);
  }, [call]);
}

function AllHidden({ onReset }: { readonly onReset: () => void }) {
  return (
    <Notice severity="info" title="All panes are hidden.">
      <button type="button" className="quiet-button" onClick={onReset}>
        Show them again
      </button>
    </Notice>
  );
}
