import type { Clock } from '../../timeline/clock.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { activeRecording, type Recording } from './terminal-data.ts';

/** Which terminal is in sight, and how a person chooses it. */
export interface ActiveTerminal {
  /** undefined where there is no terminal at all. */
  readonly active: Recording | undefined;
  /** id of the terminal that a person chose; undefined while the pane follows the latest output. */
  readonly picked: string | undefined;
  /** Chooses a terminal; undefined follows the latest output again. */
  readonly pick: (id: string | undefined) => void;
}

export function useActiveTerminal(terminals: readonly Recording[], clock: Clock): ActiveTerminal {
  const [wanted, pick] = usePaneView('terminal.layer');
  const picked = terminals.some((terminal) => terminal.id === wanted) ? wanted : undefined;
  const id = useClock(clock, (now) => activeRecording(terminals, picked, now)?.id);
  return { active: terminals.find((terminal) => terminal.id === id), picked, pick };
}
