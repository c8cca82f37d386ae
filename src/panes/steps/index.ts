import { definePane } from '../pane.tsx';
import { STEPS_NEED, stepsData } from './steps-data.ts';

/** All that happened, of every layer, as one list in time order. */
export const stepsPane = definePane({
  id: 'steps',
  title: 'Steps',
  kinds: [
    'agent_steps',
    'commands',
    'ide_edits',
    'browser_events',
    'browser_dom',
    'network',
    'test_runs',
    'diagnostics',
    'transcript',
    'annotations',
    'input_events',
  ],
  needs: STEPS_NEED,
  select: stepsData,
  load: async () => (await import('./StepsPane.tsx')).StepsPane,
});
