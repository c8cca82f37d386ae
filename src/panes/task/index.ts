import { definePane } from '../pane.tsx';
import { selectTask } from './task-data.ts';

/** What was asked, beside the work: the text of the task, the phase, and what of the criteria is shown by now. */
export const taskPane = definePane({
  id: 'task',
  title: 'Task',
  // The manifest has the task; commands only tell earlier how it stands.
  kinds: [],
  needs: ['manifest', 'duration', 'bundle', 'commands'],
  select: selectTask,
  load: async () => (await import('./TaskPane.tsx')).TaskPane,
});
