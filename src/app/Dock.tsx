import { I18nLabelDefaults, Layout, type ITabRenderValues, type TabNode } from 'flexlayout-react';
import { X } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { PANES } from '../panes/registry.ts';
import { trackColour } from '../timeline/track-look.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './Dock.module.css';
import { visiblePanes } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import { PaneFrame } from './PaneFrame.tsx';
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

/** The panes in their places. */
export function Dock({ session, layouts }: DockProps) {
  const model = useStore(layouts, (state) => state.model);
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
      onModelChange={layouts.getState().changed}
    />
  );
}

function AllHidden({ onReset }: { readonly onReset: () => void }) {
  return (
    <Notice severity="info" title="All panes are hidden.">
      <button type="button" className={styles['reset']} onClick={onReset}>
        Show them again
      </button>
    </Notice>
  );
}
