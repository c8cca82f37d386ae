import { afterEach, describe, expect, it } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import vp9Url from '../../fixtures/video/cfr-vp9.webm?url';
import { fault, openPane, until, type Shown } from './harness.tsx';

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
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

const sleep = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

describe.each(FILES)('playing backwards: %s', (_, url, path) => {
  it.each([-1, -4])(
    'at %s×, seeks frame after frame, never plays forward, and lands exactly',
    async (rate) => {
      const pane = await open(url, path);
      const { clock, frames, report, stamp, video } = pane;
      await pane.go(4_500_000 as TraceTime);
      const played: unknown[] = [];
      video?.addEventListener('play', () => played.push('play'));
      const holders: string[] = [];
      const exact: unknown[] = [];
      const pixels: number[] = [];
      const behind: number[] = [];
      clock.play(rate);
      const stop = clock.subscribe(() => {
        if (clock.playing) holders.push(...clock.holders);
      });
      await sleep(100);
      while (clock.now() > 1_500_000) {
        await sleep(40);
        exact.push(report()['exact']);
        const now = stamp();
        if (now !== undefined) pixels.push(now);
        behind.push(Math.abs(frames.indexAt(clock.now()) - Number(report()['frame'])));
      }
      clock.pause();
      stop();
      await clock.settled();
      expect(played).toEqual([]);
      expect(holders).toEqual([]);
      expect(exact).not.toContain(true);
      expect(pixels.filter((frame, index) => frame > (pixels[index - 1] ?? Infinity))).toEqual([]);
      expect(new Set(pixels).size).toBeGreaterThan(5);
      behind.sort((a, b) => a - b);
      expect(behind[behind.length >> 1]).toBeLessThanOrEqual(8 * Math.abs(rate));
      expect(fault(pane, frames)).toBeUndefined();
    },
  );
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
      const started = performance.now();
      await pane.go((time + 300_000) as TraceTime);
      await pane.go((time + 600_000) as TraceTime);
      expect(performance.now() - started).toBeLessThan(300);
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
    const pane = await open(url, path);
    await pane.go(1_000_000 as TraceTime);
    pane.clock.seek(5_000_000 as TraceTime);
    pane.host.style.display = 'none';
    const started = performance.now();
    await pane.clock.settled();
    expect(performance.now() - started).toBeLessThan(300);
    await until(() => pane.report()['exact'] === null);
  });

  it('does not play, and lets time go on', async () => {
    const pane = await open(url, path);
    const { clock, frames, report, host, video } = pane;
    await pane.go(1_000_000 as TraceTime);
    clock.play(1);
    await until(() => clock.now() > 1_300_000);
    host.style.display = 'none';
    await until(() => report()['exact'] === null);
    expect(video?.paused).toBe(true);
    const hidden = clock.now();
    await sleep(500);
    expect(clock.now() - hidden).toBeGreaterThan(300_000);
    host.style.display = '';
    await until(() => video?.paused === false);
    clock.pause();
    await clock.settled();
    expect(fault(pane, frames)).toBeUndefined();
  });
});
