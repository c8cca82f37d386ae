import { createContext } from 'react';
import type { TraceSession } from './session-store.ts';

/** How one trace takes the place of another on screen. */
export interface Turnover {
  /** It is there: the pane that is looked at first shows its picture, while all else is still that of the one before. */
  readonly arriving: TraceSession | undefined;
  /** The other panes of the one before go. */
  readonly leaving: boolean;
}

/** No other trace comes. */
export const NO_TURNOVER: Turnover = { arriving: undefined, leaving: false };

export const TurnoverContext = createContext(NO_TURNOVER);
