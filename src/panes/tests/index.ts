import { definePane } from '../pane.tsx';
import { selectTests } from './session.ts';

/** Test runs and lint runs over the session, and what the one at the playhead says. */
export const testsPane = definePane({
  id: 'tests',
  title: 'Tests',
  kinds: ['test_runs', 'diagnostics'],
  needs: ['tests', 'diagnostics', 'commands', 'edits', 'bundle', 'duration'],
  select: selectTests,
  load: async () => (await import('./TestsPane.tsx')).TestsPane,
});
