import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { Lazy } from '../../../src/base/lazy.ts';
import { Bench, cueLayer, noteLayer, voiceLayer } from './pane-bench.tsx';
import { CUES, DURATION, lit, OFFSET, SOUND } from './sample-voice.tsx';

describe('the pane', () => {
  it('shows words without a sound, and a sound without words', async () => {
    const words = await new Bench(
      { transcripts: [CUES], noSound: 'The sound was not captured.' },
      DURATION,
    ).ready();
    expect(await words.at(13)).toEqual({
      voice: null,
      audible: false,
      audioTime: null,
      media: null,
      cue: 'Monday again.',
      cues: 5,
      written: null,
      notes: 0,
    });
    expect(words.place.textContent).toContain('The sound was not captured.');
    await words.close();
    const alone = { voices: [voiceLayer(SOUND)], noTranscript: 'A transcript was not captured.' };
    const tones = await new Bench(alone, DURATION).ready();
    expect(await tones.at(13)).toMatchObject({ voice: 'voice', cue: null, cues: 0 });
    expect(tones.place.textContent).toContain('A transcript was not captured.');
    await tones.close();
    const notes = [noteLayer([[5, 'note', 'I try the other way.']])];
    const typed = await new Bench({ notes, noSound: 'The sound was not captured.' }, DURATION).ready();
    expect(await typed.at(6)).toMatchObject({
      voice: null,
      cue: null,
      written: 'I try the other way.',
      notes: 1,
    });
    await vi.waitFor(() => expect(lit()).toEqual(['0']));
    await typed.close();
    const marks = [noteLayer([[5, 'sync_mark', 'beep']])];
    const nothing = { notes: marks, noSound: 'No sound.', noTranscript: 'A transcript was not captured.' };
    const none = await new Bench(nothing, DURATION).ready();
    expect(none.place.textContent).toContain('No note or decision was written down either.');
    await none.close();
  });

  it('says of each layer that it cannot be shown, though two are called the same', async () => {
    const transcripts = ['one', 'two'].map((id) => {
      const layer = cueLayer([], id);
      const broken = new TraceError('format-broken', { path: `${id}.vtt`, format: 'WebVTT', reason: 'torn' });
      const content: typeof layer.content = new Lazy(() => Promise.reject(broken));
      return { ...layer, layer: { ...layer.layer, title: 'Words' }, content };
    });
    // React would complain of two equal keys, and the bench of that.
    const bench = new Bench({ transcripts }, DURATION);
    await vi.waitFor(() => expect(bench.place.querySelectorAll('output')).toHaveLength(2));
    expect(bench.place.textContent.match(/Words cannot be shown/g)).toHaveLength(2);
    await bench.close();
  });

  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const notes = [noteLayer([[5, 'decision', 'I go on [types].', 'a']])];
    const data = {
      voices: [voiceLayer(SOUND, OFFSET)],
      transcripts: [CUES],
      notes,
      names: new Map([['a', 'C']]),
    };
    const bench = await new Bench(data, DURATION).ready();
    await bench.at(6.5);
    await userEvent.fill(bench.find('[type=search]'), 'on');
    await userEvent.keyboard('{Enter}');
    const { violations } = await axe.run(bench.place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });
});
