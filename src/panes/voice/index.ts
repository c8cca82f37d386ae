import { definePane } from '../pane.tsx';
import { voiceData, type VoiceData } from './voice-data.ts';

/** What was said: its sound at the playhead, its waveform, and its transcript. */
export const voicePane = definePane<VoiceData>({
  id: 'voice',
  title: 'Voice',
  kinds: ['speech_audio', 'transcript'],
  select: voiceData,
  load: async () => (await import('./VoicePane.tsx')).VoicePane,
});
