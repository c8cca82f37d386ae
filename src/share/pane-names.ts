/** Panes by their ids, as the page lists them: the command does not know the page. A test compares the two. */
export const PANE_NAMES: readonly string[] = [
  'video',
  'stills',
  'terminal',
  'diff',
  'tests',
  'signals',
  'browser',
  'voice',
  'conversation',
  'steps',
  'task',
  'outcome',
];
