import { definePane } from '../pane.tsx';
import { stepsData, type StepsData } from './steps-data.ts';

/** All that happened, of every layer, as one list in time order. */
export const stepsPane = definePane<StepsData>({
  id: 'steps',
  title: 'Steps',
  kinds: [
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
  select: stepsData,
  load: async () => (await import('./StepsPane.tsx')).StepsPane,
});
