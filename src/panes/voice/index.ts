import { definePane } from '../pane.tsx';
import { voiceData } from './voice-data.ts';

/** What was said or written down: its sound at the playhead, its waveform, and its words. */
export const voicePane = definePane({
  id: 'voice',
  title: 'Voice',
  kinds: ['speech_audio', 'transcript', 'annotations'],
  needs: ['voices', 'transcripts', 'annotations', 'layers', 'manifest'],
  select: voiceData,
  load: async () => (await import('./VoicePane.tsx')).VoicePane,
});
