import { definePane } from '../pane.tsx';
import { voiceData, type VoiceData } from './voice-data.ts';

/** What was said or written down: its sound at the playhead, its waveform, and its words. */
export const voicePane = definePane<VoiceData>({
  id: 'voice',
  title: 'Voice',
  kinds: ['speech_audio', 'transcript', 'annotations'],
  select: voiceData,
  load: async () => (await import('./VoicePane.tsx')).VoicePane,
});
