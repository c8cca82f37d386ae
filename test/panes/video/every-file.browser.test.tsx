/** Each kind of video, by its pixels: the frame that is shown is the frame that is named, however it is shown. */
import { afterEach, expect, it, vi } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import { Lazy } from '../../../src/base/lazy.ts';
import { FrameTable } from '../../../src/trace/frame-table.ts';
import { fetchBlob, layerOf, openPane, show, until, type Shown } from './harness.tsx';
import { random } from './random.ts';

const FILES = import.meta.glob<string>('../../fixtures/video/*.{mp4,webm}', {
  query: '?url',
  import: 'default',
  eager: true,
});
/** Not decodable here, without a stamp, or with one that a turn or other pixels move. */
const OTHERS = ['hevc.mp4', 'dot.mp4', 'rotated-h264.mp4', 'wide-pixels-h264.mp4'];
const NAMES = Object.keys(FILES)
  .map((path) => path.slice(path.lastIndexOf('/') + 1))
  .filter((name) => !OTHERS.includes(name));
/** Of these the media element shows other frames than the container says, or tells other times of them. */
const WRONG_IN_ELEMENT = ['fragmented-h264.mp4', 'open-gop-h264.mp4', 'preroll-h264.mp4'];
/** The number in the first picture that is shown, where it is not 0: what was before it is cut off by an edit list. */
const FIRST: Readonly<Record<string, number>> = { 'preroll-h264.mp4': 100 };

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.unstubAllGlobals();
});

/** What was seen at 30 random moments and after 24 steps, forwards and back. */
async function look(name: string) {
  const pane = await openPane(FILES[`../../fixtures/video/${name}`] ?? '', name);
  shown = pane;
  const { frames } = pane;
  const numbers = random(5);
  const seen: { readonly wanted: number; readonly pixels: number | undefined; readonly exact: unknown }[] =
    [];
  const visit = async (time: TraceTime): Promise<void> => {
    await pane.go(time);
    const wanted = frames.indexAt(pane.clock.now()) + (FIRST[name] ?? 0);
    seen.push({ wanted, pixels: pane.stamp(), exact: pane.report()['exact'] });
  };
  for (let count = 0; count < 30; count += 1) {
    const index = Math.floor(numbers.next().value * frames.count);
    const start = frames.startOf(index);
    const span = frames.startOf(index + 1) - start;
    await visit((start + Math.floor(numbers.next().value * span)) as TraceTime);
  }
  const from = Math.floor(frames.count / 2) - 6;
  for (const step of [...Array(12).keys(), ...[...Array(12).keys()].toReversed()])
    await visit(frames.startOf(from + step));
  return { seen, proof: pane.report()['proof'] };
}

it.each(NAMES)('decoded, shows and proves every frame of %s', async (name) => {
  const { seen, proof } = await look(name);
  expect(proof).toBe('decoder');
  expect(seen.filter(({ wanted, pixels, exact }) => wanted !== pixels || exact !== true)).toEqual([]);
});

it.each(NAMES)('by the element, calls no wrong frame of %s exact', async (name) => {
  vi.stubGlobal('VideoDecoder', undefined);
  const { seen, proof } = await look(name);
  expect(seen.filter(({ wanted, pixels, exact }) => exact === true && wanted !== pixels)).toEqual([]);
  if (WRONG_IN_ELEMENT.includes(name)) return;
  expect(proof).toBe('element');
  expect(seen.filter(({ wanted, pixels, exact }) => wanted !== pixels || exact !== true)).toEqual([]);
});

it('goes on with decoded frames where the element breaks, and plays by them', async () => {
  const name = 'open-gop-h264.mp4';
  const pane = await openPane(FILES[`../../fixtures/video/${name}`] ?? '', name);
  shown = pane;
  await pane.go(pane.frames.startOf(40));
  pane.host.querySelector('video')?.setAttribute('src', 'data:video/mp4,none');
  await until(() => pane.host.textContent.includes('cannot be played'));
  await pane.go(pane.frames.startOf(60));
  expect(pane.stamp()).toBe(60);
  expect(pane.report()).toMatchObject({ exact: true, error: null });
  pane.clock.play(1);
  await until(() => pane.clock.now() > pane.frames.startOf(70));
  pane.clock.pause();
  await pane.clock.settled();
  expect(pane.stamp()).toBe(pane.frames.indexAt(pane.clock.now()));
  expect(pane.report()['exact']).toBe(true);
});

it('calls nothing exact where the table lacks a frame of the video', async () => {
  const name = 'cfr30-h264.mp4';
  const layer = layerOf(await fetchBlob(FILES[`../../fixtures/video/${name}`] ?? ''), name);
  const content = new Lazy(async () => {
    const video = await layer.content.get();
    const packets = [...Array(video.frames.count).keys()]
      .filter((index) => index !== 31)
      .map((index) => ({ seconds: video.frames.mediaTime(index), duration: 0, key: index === 0 }));
    return { ...video, frames: new FrameTable(packets, layer.clock) };
  });
  const pane = show({ videos: [{ ...layer, content }] });
  shown = pane;
  const { frames } = await content.get();
  await pane.go(frames.startOf(20));
  for (const index of [60, 31, 30, 20, 70]) {
    await pane.go(frames.startOf(index));
    await until(() => pane.report()['proof'] === 'element');
    await pane.clock.settled();
    expect(pane.report()['exact']).toBe(false);
  }
  expect(pane.host.textContent).toContain('its frame table lacks');
});

it('sees all fixtures', () => {
  expect(NAMES.length).toBeGreaterThan(14);
});
