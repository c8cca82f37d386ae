import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { soundSeconds } from '../../../src/panes/voice/sound-time.ts';
import { Bench, voiceLayer } from './pane-bench.tsx';
import { CUES, DURATION, OFFSET, SOUND, whole } from './sample-voice.tsx';

/** Seconds between sound and clock, each frame of `millis`. */
async function drifts(bench: Bench, millis: number): Promise<readonly number[]> {
  const map = voiceLayer(SOUND, OFFSET).clock;
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
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true));
    bench.clock.setLoop({ start: fromSeconds(2), end: fromSeconds(28) });
    // It starts late, and makes that up without a jump; a machine that is busy for a while is late again.
    await vi.waitFor(async () => expect(quantile(await drifts(bench, 2_000), 0.5)).toBeLessThan(0.06));
    expect(bench.clock.playing).toBe(true);
    bench.clock.pause();
    await vi.waitFor(() =>
      expect(bench.shown?.['audioTime']).toBeCloseTo(toSeconds(bench.clock.now()) - OFFSET, 2),
    );
    await bench.close();
  });

  it('is at the place of the playhead after seeks both ways', async () => {
    const bench = await whole().ready();
    for (const seconds of [12, 3, 29, 0.6, 20]) {
      // What is seen is there before the sound: nobody waits for what is not heard.
      const seeking = vi.spyOn(HTMLMediaElement.prototype, 'seeking', 'get').mockReturnValue(true);
      expect(await bench.at(seconds)).toMatchObject({ audioTime: null, audible: false });
      seeking.mockRestore();
      bench.audio.dispatchEvent(new Event('seeked'));
      await vi.waitFor(() => expect(bench.shown?.['audioTime']).toBeCloseTo(seconds - OFFSET, 3));
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

  it('says that it is muted above 4×, and silent backwards, while it is so', async () => {
    const bench = await whole().ready();
    const said = (): string => bench.find('header [role=status]').textContent;
    expect(said()).toBe('');
    bench.clock.seek(fromSeconds(6));
    // However late the words are looked at, the end has not come.
    bench.clock.setLoop({ start: fromSeconds(6), end: fromSeconds(28) });
    bench.clock.play(4);
    await vi.waitFor(() => expect(bench.audio.paused).toBe(false));
    expect([said(), bench.audio.muted, bench.audio.preservesPitch]).toEqual(['', false, true]);
    bench.clock.setRate(8);
    await vi.waitFor(() => expect(said()).toBe('Muted above 4×'));
    bench.clock.setRate(-1);
    await vi.waitFor(() => expect(said()).toBe('Silent backwards'));
    bench.clock.setRate(1);
    await vi.waitFor(() => expect(said()).toBe(''));
    bench.clock.setRate(16);
    bench.clock.pause();
    await bench.clock.settled();
    expect(said()).toBe('');
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
    await vi.waitFor(() => {
      expect(bench.shown?.['audible']).toBe(true);
      expect(bench.place.querySelector('[role=alert]')).toBeNull();
    });
    bench.clock.pause();
    await bench.close();
  });

  it('says so where it cannot be played, and shows the rest', async () => {
    const junk = new TextEncoder().encode('not a sound '.repeat(50));
    const bench = new Bench({ voices: [voiceLayer(junk)], transcripts: [CUES] }, DURATION);
    await vi.waitFor(() => expect(bench.problems.map(({ code }) => code)).toContain('media-failed'));
    expect(await bench.at(2)).toMatchObject({ audioTime: null, cue: 'The first Monday of March.' });
    expect(bench.place.textContent).toContain('cannot be played');
    await bench.close();
  });
});
