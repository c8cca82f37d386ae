import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { soundSeconds } from '../../../src/panes/voice/sound-time.ts';
import { computePeaks, decodeWhole } from '../../../src/trace/peaks.client.ts';
import { Bench, cueLayer, voiceLayer } from './pane-bench.tsx';
import { toneWav } from './tone-wav.ts';

/** The sound begins this many seconds into the trace. */
const OFFSET = 0.5;
const sound = toneWav(30, [5, 25]);
const cues = cueLayer([
  [1, 3, 'The first Monday of March.'],
  [4, 8, 'A long one <b>that</b> goes on', 'Ada'],
  [6, 7, 'while another is heard.', 'Bob'],
  [12, 14, 'Monday again.'],
  [20, 25, 'And the end.'],
]);
const DURATION = fromSeconds(40);

const options = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const lit = (): readonly (string | undefined)[] =>
  options()
    .filter((row) => row.querySelector('[data-spoken=true]'))
    .map((row) => row.dataset['row']);

function whole(): Bench {
  return new Bench({ voices: [voiceLayer(sound, OFFSET)], transcripts: [cues] }, DURATION);
}

/** Seconds between sound and clock, each frame of `millis`. */
async function drifts(bench: Bench, millis: number): Promise<readonly number[]> {
  const map = voiceLayer(sound, OFFSET).clock;
  const found: number[] = [];
  const end = performance.now() + millis;
  const stop = bench.clock.subscribe(() => {
    // As near to the clock's own tick as can be.
    found.push(Math.abs(bench.audio.currentTime - soundSeconds(map, bench.clock.now())));
  });
  while (performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  stop();
  return found.toSorted((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;

describe('the sound', () => {
  it.each([1, 2])('stays with the clock at %s×', async (rate) => {
    const bench = await whole().ready();
    // Sound needs a person's leave.
    await userEvent.click(bench.find('[role=slider]'));
    await bench.at(2);
    bench.clock.play(rate);
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true), { timeout: 5_000 });
    // It starts late, and makes that up without a jump.
    await drifts(bench, 2_000);
    const found = await drifts(bench, 4_000);
    expect(quantile(found, 0.5)).toBeLessThan(0.06);
    expect(bench.clock.playing).toBe(true);
    bench.clock.pause();
    await bench.clock.settled();
    expect(bench.shown?.['audioTime']).toBeCloseTo(toSeconds(bench.clock.now()) - OFFSET, 2);
    await bench.close();
  });

  it('is at the place of the playhead after seeks both ways', async () => {
    const bench = await whole().ready();
    for (const seconds of [12, 3, 29, 0.6, 20]) {
      const shown = await bench.at(seconds);
      expect(shown?.['audioTime']).toBeCloseTo(seconds - OFFSET, 3);
      expect(shown?.['audible']).toBe(false);
      expect(bench.audio.paused).toBe(true);
    }
    expect(await bench.at(0.2)).toMatchObject({ voice: 'voice', audioTime: null, cue: null });
    expect(await bench.at(35)).toMatchObject({ audioTime: null });
    await bench.close();
  });

  it('is muted by the button and by high speed, and stops with the clock', async () => {
    const bench = await whole().ready();
    await userEvent.click(bench.find('[aria-label=Mute]'));
    bench.clock.seek(fromSeconds(6));
    bench.clock.play();
    await vi.waitFor(() => expect(bench.audio.paused).toBe(false));
    expect(bench.audio.muted).toBe(true);
    await userEvent.click(bench.find('[aria-label="Sound on"]'));
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true));
    bench.clock.setRate(8);
    await vi.waitFor(() => expect(bench.audio.muted).toBe(true));
    bench.clock.pause();
    await vi.waitFor(() => expect(bench.audio.paused).toBe(true));
    await bench.close();
  });

  it('asks for leave where the browser refuses', async () => {
    const bench = await whole().ready();
    const refusal = new DOMException('no gesture', 'NotAllowedError');
    const play = vi.spyOn(bench.audio, 'play').mockRejectedValue(refusal);
    bench.clock.seek(fromSeconds(6));
    bench.clock.play();
    await vi.waitFor(() => expect(bench.place.textContent).toContain('Sound is blocked: click to allow'));
    play.mockRestore();
    await userEvent.click(bench.find('[role=alert] button'));
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true));
    expect(bench.place.querySelector('[role=alert]')).toBeNull();
    bench.clock.pause();
    await bench.close();
  });

  it('says so where it cannot be played, and shows the rest', async () => {
    const junk = new TextEncoder().encode('not a sound '.repeat(50));
    const bench = new Bench({ voices: [voiceLayer(junk)], transcripts: [cues] }, DURATION);
    await vi.waitFor(() => expect(bench.problems.map(({ code }) => code)).toContain('media-failed'));
    expect(await bench.at(2)).toMatchObject({ audioTime: null, cue: 'The first Monday of March.' });
    expect(bench.place.textContent).toContain('cannot be played');
    await bench.close();
  });
});

describe('the waveform', () => {
  it('seeks by pointer and by keys, and its cursor follows', async () => {
    const bench = await whole().ready();
    const slider = bench.find('[role=slider]');
    const { width } = slider.getBoundingClientRect();
    await userEvent.click(slider, { position: { x: width / 3, y: 20 } });
    expect(toSeconds(bench.clock.now())).toBeCloseTo(10 + OFFSET, 0);
    const cursor = slider.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('.cursor');
    await bench.at(15 + OFFSET);
    expect(parseFloat(cursor?.style.left ?? '')).toBeCloseTo(50, 3);
    slider.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(toSeconds(bench.clock.now())).toBeCloseTo(16 + OFFSET, 6);
    await userEvent.keyboard('{Home}');
    expect(toSeconds(bench.clock.now())).toBeCloseTo(OFFSET, 6);
    // wavesurfer.js keeps an element of its own in its shadow; it must have nothing to play.
    expect(slider.firstElementChild?.shadowRoot?.querySelector('audio')?.currentSrc ?? '').toBe('');
    await bench.close();
  });

  it('comes from a worker, which can be stopped', async () => {
    const voice = await voiceLayer(sound).content.get();
    const progress: number[] = [];
    const onProgress = (done: number): void => void progress.push(done);
    const peaks = await computePeaks(await voice.file(), { onProgress });
    expect(peaks.seconds).toBeCloseTo(30, 3);
    expect(peaks.max[100]).toBe(0);
    expect(peaks.max[500]).toBeGreaterThan(0.4);
    expect(progress.length).toBeGreaterThan(5);
    const abort = new AbortController();
    const stopped = computePeaks(await voice.file(), { signal: abort.signal });
    abort.abort();
    await expect(stopped).rejects.toThrow();
  });
});

describe('a sound that cannot be decoded in pieces', () => {
  it('is decoded whole, to the same outline', async () => {
    const voice = await voiceLayer(sound).content.get();
    const file = await voice.file();
    const [whole, pieces] = await Promise.all([decodeWhole(file), computePeaks(file)]);
    expect(whole.seconds).toBeCloseTo(pieces.seconds, 2);
    expect(whole.max).toHaveLength(pieces.max.length);
    for (const index of [100, 300, 500, 1_000, 1_400])
      expect(whole.max[index]).toBeCloseTo(pieces.max[index] ?? NaN, 1);
  });

  it('is refused where it is large, or no sound', async () => {
    const voice = await voiceLayer(sound).content.get();
    const file = await voice.file();
    await expect(decodeWhole({ ...file, size: 20_000_001 })).rejects.toMatchObject({
      code: 'unsupported-here',
    });
    const junk = await voiceLayer(new Uint8Array(100)).content.get();
    await expect(decodeWhole(await junk.file())).rejects.toMatchObject({ code: 'unsupported-here' });
  });
});

describe('the transcript', () => {
  it('lights every cue that is being said, and follows both ways', async () => {
    const bench = await whole().ready();
    expect(await bench.at(2)).toMatchObject({ cue: 'The first Monday of March.', cues: 5 });
    expect(lit()).toEqual(['0']);
    const both = await bench.at(6.5);
    expect(both).toMatchObject({ cue: 'A long one <b>that</b> goes on\nwhile another is heard.' });
    expect(lit()).toEqual(['1', '2']);
    expect(await bench.at(10)).toMatchObject({ cue: null });
    expect(lit()).toEqual([]);
    expect(await bench.at(4)).toMatchObject({ cue: 'A long one <b>that</b> goes on' });
    expect(bench.place.querySelector('b')).toBeNull();
    await bench.close();
  });

  it('seeks by click and by Enter', async () => {
    const bench = await whole().ready();
    await userEvent.click(options()[3] ?? document.body);
    expect(bench.clock.now()).toBe(fromSeconds(12));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(20));
    await bench.close();
  });

  it('finds', async () => {
    const bench = await whole().ready();
    const query = bench.find('[type=search]');
    await userEvent.fill(query, 'monday');
    expect(bench.find('output').textContent).toBe('2 found');
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Monday',
      'Monday',
    ]);
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('1 of 2'));
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await userEvent.fill(query, 'nowhere');
    expect(bench.find('output').textContent).toBe('none');
    await userEvent.keyboard('{Escape}');
    expect(query).toHaveProperty('value', '');
    expect(document.querySelectorAll('mark')).toHaveLength(0);
    await bench.close();
  });

  it('stands alone, as the sound does', async () => {
    const words = await new Bench(
      { transcripts: [cues], noSound: 'The sound was not captured.' },
      DURATION,
    ).ready();
    expect(await words.at(13)).toEqual({
      voice: null,
      audible: false,
      audioTime: null,
      cue: 'Monday again.',
      cues: 5,
    });
    expect(words.place.textContent).toContain('The sound was not captured.');
    await words.close();
    const alone = { voices: [voiceLayer(sound)], noTranscript: 'A transcript was not captured.' };
    const tones = await new Bench(alone, DURATION).ready();
    expect(await tones.at(13)).toMatchObject({ voice: 'voice', cue: null, cues: 0 });
    expect(tones.place.textContent).toContain('A transcript was not captured.');
    await tones.close();
  });
});

describe('the pane', () => {
  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const bench = await whole().ready();
    await bench.at(6.5);
    await userEvent.fill(bench.find('[type=search]'), 'on');
    const { violations } = await axe.run(bench.place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });
});
