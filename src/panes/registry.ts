import { browserPane } from './browser/index.ts';
import { conversationPane } from './conversation/index.ts';
import { diffPane } from './diff/index.ts';
import { outcomePane } from './outcome/index.ts';
import type { PaneDefinition } from './pane.tsx';
import { signalsPane } from './signals/index.ts';
import { stepsPane } from './steps/index.ts';
import { stillsPane } from './stills/index.ts';
import { terminalPane } from './terminal/index.ts';
import { taskPane } from './task/index.ts';
import { testsPane } from './tests/index.ts';
import { videoPane } from './video/index.ts';
import { voicePane } from './voice/index.ts';

/** Every pane, in the order in which menus list them. */
export const PANES: readonly PaneDefinition[] = [
  videoPane,
  stillsPane,
  terminalPane,
  diffPane,
  testsPane,
  signalsPane,
  browserPane,
  voicePane,
  conversationPane,
  stepsPane,
  taskPane,
  outcomePane,
];
