import { useEffect } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import type { PaneReport } from '../pane.tsx';
import type { CommandLog } from './command-log.ts';

/** Reports the command at the playhead where there is no terminal that would. */
export function useCommandReport(
  enabled: boolean,
  commands: CommandLog,
  clock: Clock,
  report: (shown: PaneReport) => void,
): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const tell = (): void => report({ terminal: null, ...commands.stateAt(undefined, clock.now()) });
    tell();
    return clock.subscribe(tell);
  }, [enabled, commands, clock, report]);
}
