import { useContext, useMemo } from 'react';
import type { PaneDefinition } from '../panes/pane.tsx';
import { HoverContext } from '../timeline/hover-link.ts';
import { PaneViewsContext } from '../timeline/pane-views.ts';
import { RegionContext } from '../timeline/region-link.ts';
import { timeWords } from '../trace/order-only.ts';
import { TimeWordsContext } from '../ui/time-words.ts';
import { PaneFrame } from './PaneFrame.tsx';
import type { TraceSession } from './session-store.ts';
import { storesOf } from './trace-stores.ts';
import { TurnoverContext } from './turnover.ts';

interface FirstPaneProps {
  readonly pane: PaneDefinition;
  readonly session: TraceSession;
}

/**
 * The pane that is looked at first. Where another trace arrives, it is that one's before all others are, and stays when they
 * follow: so it has what the workbench gives to panes from its own trace.
 */
export function FirstPane({ pane, session: open }: FirstPaneProps) {
  const { arriving } = useContext(TurnoverContext);
  const session = arriving ?? open;
  const { manifest } = session.trace;
  const words = useMemo(() => timeWords(manifest), [manifest]);
  const { views, regions } = storesOf(session);
  return (
    <TimeWordsContext value={words}>
      <HoverContext value={session.view}>
        <RegionContext value={regions}>
          <PaneViewsContext value={views}>
            <PaneFrame key={session.id} pane={pane} session={session} />
          </PaneViewsContext>
        </RegionContext>
      </HoverContext>
    </TimeWordsContext>
  );
}
