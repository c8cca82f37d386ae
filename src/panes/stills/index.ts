import { definePane } from '../pane.tsx';
import type { StillsData } from './stills-data.ts';

/** Pictures of the screen, where it was not recorded as a video: the one that stands at the playhead. */
export const stillsPane = definePane({
  id: 'stills',
  title: 'Stills',
  kinds: ['screen_frames'],
  needs: ['stills', 'bundle'],
  select: ({ stills, bundle }): StillsData | undefined =>
    stills.length > 0 ? { layers: stills, bundle } : undefined,
  load: async () => (await import('./StillsPane.tsx')).StillsPane,
});
