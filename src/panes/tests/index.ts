import { definePane } from '../pane.tsx';
import { selectTests, type TestsData } from './session.ts';

/** Test runs and lint runs over the session, and what the one at the playhead says. */
export const testsPane = definePane<TestsData>({
  id: 'tests',
  title: 'Tests',
  kinds: ['test_runs', 'diagnostics'],
  select: selectTests,
  load: async () => (await import('./TestsPane.tsx')).TestsPane,
});
