import type { PaneDefinition } from './pane.tsx';
import { terminalPane } from './terminal/index.ts';
import { videoPane } from './video/index.ts';

/** Every pane, in the order in which menus list them. */
export const PANES: readonly PaneDefinition[] = [videoPane, terminalPane];
