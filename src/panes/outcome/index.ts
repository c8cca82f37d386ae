import { definePane } from '../pane.tsx';
import type { OutcomeData } from './outcome-data.ts';

/** What the manifest says of the whole: the task, how it ended and why, what was captured, and by whom. */
export const outcomePane = definePane<OutcomeData>({
  id: 'outcome',
  title: 'Outcome',
  // Every trace has an outcome, if only an unknown one.
  kinds: [],
  select: ({ manifest, duration, bundle }) => ({ manifest, duration, bundle }),
  load: async () => (await import('./OutcomePane.tsx')).OutcomePane,
});
