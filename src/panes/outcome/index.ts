import { definePane } from '../pane.tsx';
import type { OutcomeData } from './outcome-data.ts';

/** What the manifest says of the whole: the task, how it ended and why, what was captured, and by whom. */
export const outcomePane = definePane({
  id: 'outcome',
  title: 'Outcome',
  // Every trace has an outcome, if only an unknown one.
  kinds: [],
  needs: ['manifest', 'duration', 'bundle', 'corrections'],
  select: ({ manifest, duration, bundle, corrections }): OutcomeData => ({
    manifest,
    duration,
    bundle,
    corrections,
  }),
  load: async () => (await import('./OutcomePane.tsx')).OutcomePane,
});
