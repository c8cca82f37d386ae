import { describe, expect, it } from 'vitest';
import { voicePane } from '../../../src/panes/voice/index.ts';
import { voiceData } from '../../../src/panes/voice/voice-data.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

describe('voiceData', () => {
  it('takes sound, cues and notes, each alone too', () => {
    const counts = [
      { voice: true, cues: ['1-2 One.'], notes: ['3 note Two'] },
      { voice: true },
      { cues: ['1-2 One.'] },
      { notes: ['3 note Two'] },
    ].map((notation) => {
      const data = voiceData(buildTrace(notation));
      return [data?.voices.length, data?.transcripts.length, data?.notes.length];
    });
    expect(counts).toEqual([
      [1, 1, 1],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('has nothing for a trace without words', () => {
    expect(voiceData(buildTrace({ commands: ['1-2 ls'] }))).toBeUndefined();
  });

  it('says why there is no sound and no transcript', () => {
    const data = voiceData(
      buildTrace({ notes: ['3 note Two'], absent: ['speech_audio empty The microphone was off.'] }),
    );
    expect(data?.noSound).toBe('The sound was recorded, and nothing was said. The microphone was off.');
    expect(data?.noTranscript).toBe('A transcript is not part of this bundle.');
  });

  it('names people only where there are several', () => {
    const trace = buildTrace({ notes: ['3 note Two'] });
    expect(voiceData(trace)?.names.size).toBe(0);
    const actors = [
      { id: 'a', kind: 'human', pseudonym: 'Ada' },
      { id: 'b', kind: 'agent' },
    ] as const;
    const session = { ...trace.manifest.session, actors };
    const several = voiceData({ ...trace, manifest: { ...trace.manifest, session } });
    expect([...(several?.names ?? [])]).toEqual([
      ['a', 'Ada'],
      ['b', 'b'],
    ]);
  });

  it('explains the absence of all that it shows', () => {
    expect(voicePane.kinds).toEqual(['speech_audio', 'transcript', 'annotations']);
  });
});
