import { afterEach, expect, it } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import vp9Url from '../../fixtures/video/cfr-vp9.webm?url';
import { fetchBlob, layerOf, readStamp, show, until, type Shown } from './harness.tsx';

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
});

it('shows several recordings side by side, each at its own frame of the same moment', async () => {
  const layers = [
    layerOf(await fetchBlob(vfrUrl), 'a.mp4', undefined, 'left'),
    layerOf(await fetchBlob(vp9Url), 'b.webm', undefined, 'right'),
  ];
  shown = show({ videos: layers });
  const { host, go, report } = shown;
  const tables = await Promise.all(layers.map(async ({ content }) => (await content.get()).frames));
  await until(() => host.querySelector('[aria-label="All recordings side by side"]') !== null);
  host.querySelector<HTMLElement>('[aria-label="All recordings side by side"]')?.click();
  await until(() => host.querySelectorAll('video').length === 2);
  const screens = (): HTMLElement[] =>
    [...host.querySelectorAll('video')].map((video) => {
      const screen = video.closest<HTMLElement>('[data-exact]');
      if (!screen) throw new Error('no screen around the video');
      return screen;
    });
  for (const time of [1_000_000, 2_345_678, 4_000_000, 3_960_000, 800_000] as TraceTime[]) {
    await go(time);
    const wanted = tables.map((frames) => frames.indexAt(time));
    expect(screens().map(readStamp)).toEqual(wanted);
    expect(report()).toMatchObject({
      layer: 'left',
      frame: wanted[0],
      exact: true,
      screens: [`left ${wanted[0]} true`, `right ${wanted[1]} true`],
    });
  }
});
