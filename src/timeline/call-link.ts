/** From what a tool call caused back to the call, and on: panes know each other by what the trace says alone. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { TraceTime } from '../base/time.ts';
import type { CallRef } from '../trace/agent-steps.ts';
import type { Layer } from '../trace/layers.ts';

/** A call that somebody went to. Another object each time, also for the same call. */
export interface CallLink {
  readonly getState: () => CallRef | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  /** Goes to a call, and shows the pane that has it. */
  readonly toCall: (call: CallRef) => void;
  /** Goes to a moment of a layer of that kind, and shows the pane that has it. */
  readonly toItem: (kind: Layer['kind'], time: TraceTime) => void;
}

const NO_LINK: Omit<CallLink, 'toCall' | 'toItem'> = {
  getState: () => undefined,
  subscribe: () => () => undefined,
};

/** Without a provider nothing leads anywhere. */
export const CallLinkContext = createContext<CallLink | undefined>(undefined);

export function useCallLink(): CallLink | undefined {
  return useContext(CallLinkContext);
}

/** The call that somebody went to last. */
export function useChosenCall(): CallRef | undefined {
  const { subscribe, getState } = useContext(CallLinkContext) ?? NO_LINK;
  return useSyncExternalStore(subscribe, getState);
}
