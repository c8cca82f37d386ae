import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import { heldTime } from '../../timeline/held-time.ts';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import vp9Url from '../../fixtures/video/cfr-vp9.webm?url';
import { fault, openPane, until, type Shown } from './harness.tsx';

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const FILES = [
  ['VFR H.264 with B-frames', vfrUrl, 'screen.mp4'],
  ['CFR VP9', vp9Url, 'screen.webm'],
] as const;

async function open(...what: Parameters<typeof openPane>) {
  const pane = await openPane(...what);
  shown = pane;
  return { ...pane, video: pane.host.querySelector('video') };
}

describe.each(FILES)('playing backwards: %s', (_, url, path) => {
  it.each([-1, -4])(
    'at %s×, seeks frame after frame, never plays forward, and lands exactly',
    async (rate) => {
      const { ticker, pass } = heldTime();
      const pane = await open(url, path, {}, ticker);
      const { clock, frames, report, stamp, video } = pane;
      await pane.go(4_500_000 as TraceTime);
      const played: unknown[] = [];
      video?.addEventListener('play', () => played.push('play'));
      const holders: string[] = [];
      const exact: unknown[] = [];
      const pixels: number[] = [];
      const faults: string[] = [];
      clock.play(rate);
      const stop = clock.subscribe(() => {
        if (clock.playing) holders.push(...clock.holders);
      });
      while (clock.now() > 1_500_000) {
        const before = clock.now();
        pass(40);
        // However long a picture takes: it comes, and is that of the moment.
        await until(() => clock.now() < before && report()['frame'] === frames.indexAt(clock.now()));
        const now = stamp();
        if (now !== report()['frame'])
          faults.push(`${String(report()['frame'])} was told of, and ${now} stood there`);
        if (now !== undefined) pixels.push(now);
        exact.push(report()['exact']);
      }
      clock.pause();
      stop();
      await clock.settled();
      expect(played).toEqual([]);
      expect(holders).toEqual([]);
      expect(exact).not.toContain(true);
      expect(faults).toEqual([]);
      expect(pixels.filter((frame, index) => frame > (pixels[index - 1] ?? Infinity))).toEqual([]);
      expect(new Set(pixels).size).toBeGreaterThan(5);
      expect(fault(pane, frames)).toBeUndefined();
    },
  );

  it('comes to the frame of the moment also where time is faster than the decoder', async () => {
    const { ticker, pass } = heldTime();
    const pane = await open(url, path, {}, ticker);
    const { clock, frames, report, stamp } = pane;
    await pane.go(4_500_000 as TraceTime);
    const pixels: number[] = [];
    clock.play(-16);
    for (let step = 0; step < 12; step += 1) {
      pass(16);
      await new Promise(requestAnimationFrame);
      const now = stamp();
      if (now !== undefined) pixels.push(now);
    }
    await until(() => report()['frame'] === frames.indexAt(clock.now()));
    expect(clock.playing).toBe(true);
    expect(stamp()).toBe(frames.indexAt(clock.now()));
    expect(pixels.filter((frame, index) => frame > (pixels[index - 1] ?? Infinity))).toEqual([]);
  });
});

describe.each(FILES)('a pane that is not on screen: %s', (_, url, path) => {
  it.each([
    ['by display: none', 'display', 'none'],
    ['by no height', 'height', '0'],
  ])('%s, holds nobody and claims nothing; back again, it confirms its frame', async (_how, style, value) => {
    const pane = await open(url, path);
    const { clock, frames, report, host } = pane;
    const faults: (string | undefined)[] = [];
    for (const time of [1_000_000, 2_500_000, 2_500_000, 5_000_000]) {
      await pane.go(time as TraceTime);
      faults.push(fault(pane, frames));
      const before = host.style.getPropertyValue(style);
      host.style.setProperty(style, value);
      await until(() => report()['exact'] === null);
      const hold = vi.spyOn(clock, 'hold');
      await pane.go((time + 300_000) as TraceTime);
      await pane.go((time + 600_000) as TraceTime);
      expect(hold).not.toHaveBeenCalled();
      hold.mockRestore();
      expect(clock.holders).toEqual([]);
      expect(report()).toMatchObject({ place: 'inside', frame: -1, exact: null, mediaTime: null });
      host.style.setProperty(style, before);
      await until(() => report()['exact'] !== null);
      await clock.settled();
      faults.push(fault(pane, frames));
    }
    expect(faults.filter((text) => text !== undefined).join('\n')).toBe('');
  });

  it('lets go of the clock when it goes in the middle of a seek', async () => {
    let deaf = false;
    vi.stubGlobal(
      'Worker',
      class extends Worker {
        override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
          if (!deaf) super.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer);
        }
      },
    );
    const pane = await open(url, path);
    await pane.go(1_000_000 as TraceTime);
    // The decoder never answers: the seek has only a middle.
    deaf = true;
    pane.clock.seek(5_000_000 as TraceTime);
    await until(() => pane.clock.holders.length > 0);
    pane.host.style.display = 'none';
    await pane.clock.settled();
    // And not because somebody gave the decoder up.
    expect(pane.report()).toMatchObject({ exact: null, proof: 'decoder' });
  });

  it('does not play, and lets time go on', async () => {
    const pane = await open(url, path);
    const { clock, frames, report, host, video } = pane;
    await pane.go(1_000_000 as TraceTime);
    clock.play(1);
    await until(() => clock.now() > 1_300_000);
    host.style.display = 'none';
    await until(() => report()['exact'] === null && video?.paused === true);
    const hidden = clock.now();
    await until(() => clock.now() > hidden + 300_000);
    expect(video?.paused).toBe(true);
    host.style.display = '';
    await until(() => video?.paused === false);
    clock.pause();
    await clock.settled();
    expect(fault(pane, frames)).toBeUndefined();
  });
});
