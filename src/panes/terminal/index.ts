import { definePane } from '../pane.tsx';
import type { TerminalData } from './terminal-data.ts';

/** Every terminal of the session as it stood at the playhead, and the commands that ran in them. */
export const terminalPane = definePane({
  id: 'terminal',
  title: 'Terminal',
  kinds: ['terminal', 'commands'],
  needs: ['terminals', 'commands'],
  select: ({ terminals, commands }): TerminalData | undefined =>
    terminals.length + commands.length > 0 ? { terminals, commands } : undefined,
  load: async () => (await import('./TerminalPane.tsx')).TerminalPane,
});
