import { definePane } from '../pane.tsx';
import type { VideoPaneData } from './video-data.ts';

/** The screen recording, the exact frame of the playhead, with what the hands did drawn over it. */
export const videoPane = definePane({
  id: 'video',
  title: 'Screen',
  first: true,
  kinds: ['screen_video'],
  needs: ['videos', 'inputs', 'transcripts', 'displays', 'voices', 'manifest'],
  select: ({ videos, inputs, transcripts, displays, voices, manifest }): VideoPaneData | undefined =>
    videos.length > 0
      ? { videos, inputs, transcripts, displays, voices, name: manifest.task.title }
      : undefined,
  load: async () => (await import('./VideoPane.tsx')).VideoPane,
});
