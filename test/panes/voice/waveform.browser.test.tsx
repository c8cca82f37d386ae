import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { toSeconds } from '../../../src/base/time.ts';
import { WaveformView } from '../../../src/panes/voice/waveform-view.ts';
import { computePeaks, decodeWhole } from '../../../src/trace/peaks.client.ts';
import { Bench, voiceLayer } from './pane-bench.tsx';
import { CUES, DURATION, OFFSET, SOUND, whole } from './sample-voice.tsx';
import { toneWav } from './tone-wav.ts';

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

  it('follows a drag that begins in it, and none that comes by from elsewhere', async () => {
    const bench = await whole().ready();
    const slider = bench.find('[role=slider]');
    const { width } = slider.getBoundingClientRect();
    // A new one each time: Vitest scales it in place.
    const middle = () => ({ x: width / 2, y: 20 });
    const cancelled = vi.fn();
    slider.addEventListener('pointercancel', cancelled);
    await bench.at(3);
    await userEvent.dragAndDrop(bench.find('header'), slider, {
      ...{ sourcePosition: { x: 2, y: 2 }, targetPosition: middle() },
    });
    expect(toSeconds(bench.clock.now())).toBe(3);
    // That has selected text on its way, which must not be dragged in place of the playhead.
    expect(getSelection()?.isCollapsed).toBe(false);
    await userEvent.dragAndDrop(slider, slider, {
      ...{ sourcePosition: { x: 10, y: 20 }, targetPosition: middle() },
    });
    expect(toSeconds(bench.clock.now())).toBeCloseTo(15 + OFFSET, 0);
    expect(cancelled).not.toHaveBeenCalled();
    await bench.close();
  });

  it('is the one in the bundle where there is one, and nothing is decoded', async () => {
    const worker = vi.spyOn(window, 'Worker');
    // Shorter than the sound, to tell it from one that was decoded.
    const shipped = {
      ...{ min: Float32Array.of(-0.5, -0.1), max: Float32Array.of(0.5, 0.1) },
      ...{ sliceSeconds: 10, seconds: 20 },
    };
    const voices = [voiceLayer(SOUND, 0, 'voice', shipped)];
    const bench = await new Bench({ voices }, DURATION).ready();
    expect(worker).not.toHaveBeenCalled();
    worker.mockRestore();
    expect(bench.find('[role=slider]').getAttribute('aria-valuemax')).toBe('20');
    await bench.close();
  });

  it('draws no noise of a silent sound as if it were speech', async () => {
    const silent = await new Bench({ voices: [voiceLayer(toneWav(3, [0, 0]))] }, DURATION).ready();
    expect(silent.place.textContent).toContain('Nothing is heard in this sound');
    await silent.close();
    const loud = await whole().ready();
    expect(loud.place.textContent).not.toContain('Nothing is heard');
    await loud.close();
  });

  it('tries again where it could not be made', async () => {
    const layer = voiceLayer(SOUND);
    const voice = await layer.content.get();
    const file = vi
      .spyOn(voice, 'file')
      .mockRejectedValue(
        new TraceError('network-failed', { url: 'https://example.org/voice.wav', crossOrigin: false }),
      );
    const bench = new Bench({ voices: [layer], transcripts: [CUES] }, DURATION);
    await vi.waitFor(() => expect(bench.place.textContent).toContain('No waveform.'));
    await vi.waitFor(() =>
      expect(bench.problems.map(({ severity, code }) => `${severity} ${code}`)).toContain(
        'warning network-failed',
      ),
    );
    file.mockRestore();
    await userEvent.click(bench.find('[class*=place] button'));
    await bench.ready();
    await bench.close();
  });

  it('shows a hair line where another pane points', () => {
    const host = document.createElement('div');
    host.style.cssText = 'position:relative;width:300px;height:60px';
    document.body.replaceChildren(host);
    const peaks = { min: Float32Array.of(-1), max: Float32Array.of(1), sliceSeconds: 30, seconds: 30 };
    const view = new WaveformView(host, peaks);
    const hair = host.querySelector<HTMLElement>('[class*=hair]');
    if (!hair) throw new Error('there is no hair line');
    const place = (): number | undefined =>
      hair.offsetParent ? hair.getBoundingClientRect().left - host.getBoundingClientRect().left : undefined;
    expect(place()).toBeUndefined();
    view.hoverAt(10);
    expect(place()).toBeCloseTo(100, 0);
    for (const outside of [-1, 30, undefined]) {
      view.hoverAt(outside);
      expect(place()).toBeUndefined();
    }
    view.dispose();
    expect(host.querySelector('[class*=hair]')).toBeNull();
  });

  it('comes from a worker, which can be stopped', async () => {
    const voice = await voiceLayer(SOUND).content.get();
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
    const voice = await voiceLayer(SOUND).content.get();
    const file = await voice.file();
    const [whole, pieces] = await Promise.all([decodeWhole(file), computePeaks(file)]);
    expect(whole.seconds).toBeCloseTo(pieces.seconds, 2);
    expect(whole.max).toHaveLength(pieces.max.length);
    for (const index of [100, 300, 500, 1_000, 1_400])
      expect(whole.max[index]).toBeCloseTo(pieces.max[index] ?? NaN, 1);
  });

  it('is refused where it is large, or no sound', async () => {
    const voice = await voiceLayer(SOUND).content.get();
    const file = await voice.file();
    await expect(decodeWhole({ ...file, size: 20_000_001 })).rejects.toMatchObject({
      code: 'unsupported-here',
    });
    const junk = await voiceLayer(new Uint8Array(100)).content.get();
    await expect(decodeWhole(await junk.file())).rejects.toMatchObject({ code: 'unsupported-here' });
  });
});
