import { definePane } from '../pane.tsx';
import type { VideoPaneData } from './video-data.ts';

/** The screen recording, the exact frame of the playhead, with what the hands did drawn over it. */
export const videoPane = definePane<VideoPaneData>({
  id: 'video',
  title: 'Screen',
  kinds: ['screen_video'],
  select: ({ videos, inputs, transcripts, displays }) =>
    videos.length > 0 ? { videos, inputs, transcripts, displays } : undefined,
  load: async () => (await import('./VideoPane.tsx')).VideoPane,
});
