/** Goes from a record to the tool call that caused it, and on. */
import type { TraceTime } from '../base/time.ts';
import { PANES } from '../panes/registry.ts';
import type { CallLink } from '../timeline/call-link.ts';
import type { CallRef } from '../trace/agent-steps.ts';
import type { Layer } from '../trace/layers.ts';
import { isOnAxis } from '../trace/order-only.ts';
import { visiblePanes } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import type { TraceSession } from './session-store.ts';

export function createCallLink({ trace, clock }: TraceSession, layouts: LayoutStore): CallLink {
  let chosen: CallRef | undefined;
  const listeners = new Set<() => void>();
  const show = (kind: Layer['kind']): void => {
    const pane = PANES.find(({ id, kinds }) => id !== 'steps' && kinds.includes(kind))?.id;
    if (pane !== undefined && !visiblePanes(layouts.getState().model).includes(pane))
      layouts.getState().show(pane);
  };
  return {
    getState: () => chosen,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    toCall(call) {
      const agent = trace.agents.find(({ layer }) => layer.id === call.layer);
      if (!agent) return;
      show('agent_steps');
      chosen = { ...call };
      for (const listener of listeners) listener();
      if (!isOnAxis(agent.layer, trace.manifest)) return;
      agent.content.get().then(
        ({ track }) => {
          const step = track.items.find(({ calls }) => calls.some(({ id }) => id === call.call));
          if (step) clock.seek(step.time, true);
        },
        // Its pane says why it cannot be read.
        () => undefined,
      );
    },
    toItem(kind, time: TraceTime) {
      show(kind);
      clock.seek(time, true);
    },
  };
}
