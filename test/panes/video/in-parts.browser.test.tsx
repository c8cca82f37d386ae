/** Videos without an address, as in a remote zip: what the element shows, from parts, is what is named. */
import { afterEach, expect, it, vi } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import { DURATION, fetchBlob, inParts, layerOf, show, until, type Shown } from './harness.tsx';
import { random } from './random.ts';

const FILES = import.meta.glob<string>('../../fixtures/video/*.{mp4,webm}', {
  query: '?url',
  import: 'default',
  eager: true,
});
/** Not decodable here, or without a stamp that stands where it is looked for. */
const OTHERS = ['hevc.mp4', 'dot.mp4', 'rotated-h264.mp4', 'wide-pixels-h264.mp4'];
/** No element takes these in parts: VP8 is not for mp4, and the first pictures of a cut need one before 0. */
const WHOLE = ['vfr-vp8.webm', 'preroll-h264.mp4'];
/** Chromium's element begins at pictures of this that nothing can begin at, and breaks: by its address too. */
const BREAKS = 'open-gop-h264.mp4';
const NAMES = Object.keys(FILES)
  .map((path) => path.slice(path.lastIndexOf('/') + 1))
  .filter((name) => !OTHERS.includes(name));

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.unstubAllGlobals();
});

async function openInParts(name: string, read?: (bytes: number) => void) {
  const blob = await fetchBlob(FILES[`../../fixtures/video/${name}`] ?? '');
  const layer = inParts(layerOf(blob, name), read);
  const pane = show({ videos: [layer] });
  shown = pane;
  const { frames } = await layer.content.get();
  await until(() => pane.host.querySelector('video') !== null);
  await pane.clock.settled();
  return { ...pane, frames, size: blob.size };
}

it.each(NAMES)(
  'by the element, shows and proves every frame of %s, or says that it does not',
  async (name) => {
    vi.stubGlobal('VideoDecoder', undefined);
    const pane = await openInParts(name);
    const { frames } = pane;
    const numbers = random(11);
    const seen: { readonly wanted: number; readonly pixels: number | undefined; readonly exact: unknown }[] =
      [];
    const visit = async (time: TraceTime): Promise<void> => {
      await pane.go(time);
      const first = name === 'preroll-h264.mp4' ? 100 : 0;
      seen.push({
        wanted: frames.indexAt(pane.clock.now()) + first,
        pixels: pane.stamp(),
        exact: pane.report()['exact'],
      });
    };
    for (let count = 0; count < 20; count += 1)
      await visit(frames.startOf(Math.floor(numbers.next().value * frames.count)));
    const from = Math.floor(frames.count / 2) - 4;
    for (const step of [...Array(8).keys(), ...[...Array(8).keys()].toReversed()])
      await visit(frames.startOf(from + step));
    expect(seen.filter(({ wanted, pixels, exact }) => exact === true && wanted !== pixels)).toEqual([]);
    if (name === BREAKS) return;
    expect(pane.report()['media']).toBe(WHOLE.includes(name) ? 'whole' : 'parts');
    if (WHOLE.includes(name)) return;
    expect(seen.filter(({ wanted, pixels, exact }) => wanted !== pixels || exact !== true)).toEqual([]);
  },
);

it.each(['cfr30-h264.mp4', 'gaps-h264.mp4', 'vfr-vp9.webm', 'fragmented-h264.mp4', 'empty-edit-h264.mp4'])(
  'plays %s to its end, led by the element',
  async (name) => {
    const pane = await openInParts(name);
    const { frames } = pane;
    await until(() => pane.report()['media'] === 'parts');
    const video = pane.host.querySelector('video');
    pane.clock.play(2);
    await until(() => (video?.currentTime ?? 0) > 1 && video?.paused === false);
    // A busy machine may be late with one picture; it is not with all of them.
    await until(
      () =>
        pane.clock.playing &&
        Math.abs(Number(pane.report()['frame']) - frames.indexAt(pane.clock.now())) <= 12,
    );
    await until(() => pane.clock.now() >= Math.min(frames.end, DURATION));
    pane.clock.pause();
    await pane.go(frames.startOf(5));
    expect(pane.stamp()).toBe(5);
    expect(pane.report()).toMatchObject({ exact: true, error: null });
  },
);

it('reads nothing for the element before a decoded frame is shown', async () => {
  const name = 'cfr30-h264.mp4';
  const blob = await fetchBlob(FILES[`../../fixtures/video/${name}`] ?? '');
  const layer = inParts(layerOf(blob, name));
  const { content } = layer;
  const asked: unknown[] = [];
  const read = await content.get();
  const video: typeof read = {
    ...read,
    isDirect: (signal) => {
      asked.push(shown?.host.querySelector<HTMLElement>('canvas[data-still]')?.hidden);
      return read.isDirect(signal);
    },
  };
  Object.assign(layer, {
    content: { get: () => Promise.resolve(video), progress: content.progress, subscribe: content.subscribe },
  });
  shown = show({ videos: [layer] });
  const pane = shown;
  await until(() => pane.report()['media'] === 'parts');
  expect(asked).toEqual([false]);
});

it('shows decoded frames at once, whatever the element waits for', async () => {
  const blob = await fetchBlob(FILES['../../fixtures/video/cfr30-h264.mp4'] ?? '');
  const layer = layerOf(blob, 'cfr30-h264.mp4');
  const { content } = layer;
  Object.assign(layer, {
    content: {
      get: async () => ({ ...(await content.get()), isDirect: () => new Promise<boolean>(() => undefined) }),
      progress: content.progress,
      subscribe: content.subscribe,
    },
  });
  const pane = show({ videos: [layer] });
  shown = pane;
  const { frames } = await content.get();
  await pane.go(frames.startOf(33));
  expect(pane.stamp()).toBe(33);
  expect(pane.report()).toMatchObject({ exact: true, media: null });
  // … and plays by them.
  pane.clock.play(1);
  await until(() => pane.clock.now() > frames.startOf(50));
  pane.clock.pause();
  await pane.clock.settled();
  expect(pane.stamp()).toBe(frames.indexAt(pane.clock.now()));
});
