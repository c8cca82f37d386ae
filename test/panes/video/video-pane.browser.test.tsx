import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { videoPane } from '../../../src/panes/video/index.ts';
import type { Cue, InputEvent } from '../../../src/trace/layers.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import hevcUrl from '../../fixtures/video/hevc.mp4?url';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import vp9Url from '../../fixtures/video/cfr-vp9.webm?url';
import { cueLayer, inputLayer } from './layers-of.ts';
import {
  DURATION,
  fault,
  fetchBlob,
  layerOf,
  openPane,
  show,
  until,
  VIDEO_START,
  type Shown,
} from './harness.tsx';
import { random } from './random.ts';

let shown: Shown | undefined;
let errors: { readonly mock: { readonly calls: unknown[][] } };

beforeEach(() => {
  errors = vi.spyOn(console, 'error');
});

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.restoreAllMocks();
});

const FILES = [
  ['VFR H.264 with B-frames', vfrUrl, 'screen.mp4'],
  ['CFR VP9', vp9Url, 'screen.webm'],
] as const;

/** The pane over a fixture, at the trace's start, settled. */
async function open(...what: Parameters<typeof openPane>) {
  const pane = await openPane(...what);
  return (shown = pane);
}

describe.each(FILES)('%s', (_, url, path) => {
  it('shows the frame of now() after every seek', async () => {
    const pane = await open(url, path);
    const numbers = random(7);
    const faults: string[] = [];
    for (let count = 0; count < 60; count += 1) {
      const span = pane.frames.end - VIDEO_START - 1;
      await pane.go((VIDEO_START + Math.floor(numbers.next().value * span)) as TraceTime);
      faults.push(fault(pane, pane.frames) ?? '');
    }
    expect(faults.filter((text) => text !== '')).toEqual([]);
    expect(pane.clock.holders).toEqual([]);
  });

  it('steps frame by frame both ways', async () => {
    const pane = await open(url, path);
    const faults: string[] = [];
    for (const index of [...Array(30).keys(), ...[...Array(30).keys()].toReversed()]) {
      await pane.go(pane.frames.startOf(index + 15));
      faults.push(fault(pane, pane.frames) ?? '');
    }
    expect(faults.filter((text) => text !== '')).toEqual([]);
  });

  it('lands on the frame of the last of many seeks', async () => {
    const pane = await open(url, path);
    const numbers = random(11);
    for (let count = 0; count < 40; count += 1) {
      pane.clock.seek((VIDEO_START + Math.floor(numbers.next().value * 5_000_000)) as TraceTime);
      await new Promise(requestAnimationFrame);
    }
    await pane.clock.settled();
    expect(fault(pane, pane.frames)).toBeUndefined();
  });

  it.each([1, 4, 16])('plays at %s× and lands exactly when paused', async (rate) => {
    const pane = await open(url, path);
    await pane.go((VIDEO_START + 200_000) as TraceTime);
    const before = pane.clock.now();
    const times: number[] = [];
    const stop = pane.clock.subscribe(() => {
      times.push(pane.clock.now());
      // At the very moment: at 16×, a busy machine would be past the end before it looked again.
      if (pane.clock.now() >= before + 1_200_000 * Math.min(rate, 2)) pane.clock.pause();
    });
    const exactWhilePlaying: unknown[] = [];
    pane.clock.play(rate);
    await until(() => {
      if (pane.clock.playing) exactWhilePlaying.push(pane.report()['exact']);
      return !pane.clock.playing;
    });
    stop();
    await pane.clock.settled();
    expect(fault(pane, pane.frames)).toBeUndefined();
    expect(exactWhilePlaying.slice(5)).not.toContain(true);
    expect(times.filter((time, index) => time < (times[index - 1] ?? 0))).toEqual([]);
    expect(pane.host.querySelector('video')?.paused).toBe(true);
  });
});

describe('while playing', () => {
  it('keeps the picture near now(), also over a skip and a loop', async () => {
    const pane = await open(vp9Url, 'screen.webm');
    pane.clock.setLoop({ start: VIDEO_START, end: 4_500_000 as TraceTime });
    pane.clock.setSkips([{ start: 1_200_000 as TraceTime, end: 3_400_000 as TraceTime }]);
    await pane.go(600_000 as TraceTime);
    const seen: TraceTime[] = [];
    const stop = pane.clock.subscribe(() => seen.push(pane.clock.now()));
    const near = (): boolean =>
      Math.abs(pane.frames.indexAt(pane.clock.now()) - Number(pane.report()['frame'])) <= 4;
    pane.clock.play(1);
    // A busy machine may be late after a jump; it catches up in this round or in another.
    await until(() => pane.clock.now() >= 3_400_000 && near());
    await until(() => pane.clock.now() < 1_200_000 && near());
    pane.clock.pause();
    stop();
    await pane.clock.settled();
    expect(seen.filter((time) => time > 1_200_000 && time < 3_400_000)).toEqual([]);
    expect(seen.some((time, index) => time < (seen[index - 1] ?? 0))).toBe(true);
    expect(fault(pane, pane.frames)).toBeUndefined();
  });

  it('lets the clock go on after the end of the video', async () => {
    const pane = await open(vfrUrl, 'screen.mp4');
    await pane.go((pane.frames.end - 300_000) as TraceTime);
    pane.clock.play(1);
    await until(() => !pane.clock.playing);
    expect(pane.clock.now()).toBe(DURATION);
    await until(() => pane.report()['place'] === 'after' && pane.report()['exact'] === null);
  });
});

describe('beside the video', () => {
  it('says where it begins and ended, and holds nobody', async () => {
    const pane = await open(vfrUrl, 'screen.mp4');
    expect(pane.report()).toMatchObject({ place: 'before', exact: null });
    expect(pane.host.textContent).toContain('The recording begins at 0:00.500');
    await pane.go(DURATION);
    expect(pane.report()).toMatchObject({ place: 'after', exact: null });
    expect(pane.host.textContent).toMatch(/The recording ended at 0:06\.\d+/);
    await until(() => pane.stamp() === pane.frames.count - 1);
    expect(pane.clock.holders).toEqual([]);
  });
});

describe('overlays', () => {
  const events: readonly InputEvent[] = [
    { t: 900_000, type: 'move', x: 500, y: 300 },
    { t: 1_000_000, type: 'down', button: 'left', x: 640, y: 360 },
    { t: 1_050_000, type: 'up', button: 'left', x: 640, y: 360 },
    { t: 1_100_000, type: 'key_down', key: 'l' },
    { t: 1_150_000, type: 'key_down', key: 's' },
  ];
  const cues: readonly Cue[] = [
    { time: 900_000 as TraceTime, end: 2_000_000 as TraceTime, text: 'Now I list them', speaker: undefined },
  ];
  const extras = {
    inputs: [inputLayer(events)],
    transcripts: [cueLayer(cues)],
    displays: [{ t: 0, w: 1280, h: 720 }],
  };

  it('draws and reports what happened, at its pixel', async () => {
    const pane = await open(vfrUrl, 'screen.mp4', extras);
    await pane.go(1_200_000 as TraceTime);
    expect(pane.report()).toMatchObject({
      click: 'left 640,360',
      keys: 'ls',
      caption: 'Now I list them',
      exact: true,
    });
    const overlays = pane.host.querySelector<HTMLCanvasElement>('canvas[data-overlays]');
    const pixels = (): readonly number[] => [
      ...(overlays?.getContext('2d')?.getImageData(0, 0, overlays.width, overlays.height).data ?? []),
    ];
    await until(() => overlays?.dataset['frame'] === String(pane.report()['frame']));
    const box = pane.host.querySelector('video')?.getBoundingClientRect();
    // The click is in the middle of the picture, and its ink is there.
    const at =
      Math.floor((box?.height ?? 0) / 2) * (overlays?.width ?? 0) + Math.floor((box?.width ?? 0) / 2);
    const drawn = pixels();
    const [red = 0, green = 0, blue = 0] = drawn.slice(at * 4, at * 4 + 3);
    expect(red).toBeLessThan(120);
    expect(Math.min(green, blue)).toBeGreaterThan(160);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pixels()).toEqual(drawn);
    await pane.go(7_000_000 as TraceTime);
    expect(pane.report()).toMatchObject({ click: null, keys: null, caption: null });
  });

  it('shows the very frame while the input is still being read, and has not settled until it is', async () => {
    const layer = inputLayer(events);
    let give = (): void => undefined;
    const told = new Promise<void>((resolve) => (give = resolve));
    const content = new Lazy(async () => {
      await told;
      return layer.content.get();
    });
    const video = layerOf(await fetchBlob(vfrUrl), 'screen.mp4');
    const pane = (shown = show({ ...extras, videos: [video], inputs: [{ ...layer, content }] }));
    const { frames } = await video.content.get();
    pane.clock.seek(1_200_000 as TraceTime);
    await until(() => fault(pane, frames) === undefined);
    expect(pane.report()).toMatchObject({ click: null });
    expect(pane.clock.holders).not.toEqual([]);
    give();
    await pane.clock.settled();
    expect(pane.report()).toMatchObject({ click: 'left 640,360', exact: true });
  });

  it('masks, hides and shows by its buttons', async () => {
    const pane = await open(vfrUrl, 'screen.mp4', extras);
    await pane.go(1_200_000 as TraceTime);
    const press = (name: string): void =>
      pane.host.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
    press('Mask typed text');
    await until(() => pane.report()['keys'] === '••');
    press('Keys');
    await until(() => pane.report()['keys'] === null);
    press('Captions');
    await until(() => pane.report()['caption'] === null);
    press('Clicks, drags and scrolling');
    await until(() => pane.report()['click'] === null);
    expect(pane.host.querySelector('[aria-label="Keys"]')?.getAttribute('aria-pressed')).toBe('false');
    press('Actual size, 100 %');
    await until(() => pane.host.querySelector('video')?.clientWidth === 240 / devicePixelRatio);
  });
});

describe('what goes wrong', () => {
  it('names a codec that the browser cannot decode, and the way out', async () => {
    shown = show({ videos: [layerOf(await fetchBlob(hevcUrl), 'video/screen.mp4')] });
    const { report, host, clock } = shown;
    await until(() => report()['error'] === 'codec-unsupported');
    expect(report()).toMatchObject({ exact: null });
    expect(host.querySelector('[role=alert]')?.textContent).toMatch(/hvc1|hev1/);
    expect(host.querySelector('[role=alert]')?.textContent).toContain('ffmpeg');
    await clock.settled();
    expect(clock.holders).toEqual([]);
  });

  it.each([
    ['is gone', new Blob([])],
    ['holds something else', new Blob(['no video at all'.repeat(100)])],
  ])('says that a file %s, and lets go of the clock', async (_, bytes) => {
    shown = show({ videos: [layerOf(await fetchBlob(vfrUrl), 'screen.mp4', bytes)] });
    const { report, host, clock } = shown;
    await until(() => report()['error'] === 'media-failed');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('screen.mp4 cannot be played');
    await clock.settled();
    expect(clock.holders).toEqual([]);
  });

  it('does not wait for ever for the lost end of a truncated file', async () => {
    const whole = await fetchBlob(vfrUrl);
    const layer = layerOf(whole, 'screen.mp4', whole.slice(0, Math.floor(whole.size * 0.6)));
    shown = show({ videos: [layer] });
    const { report, clock, go } = shown;
    await until(() => shown?.host.querySelector('video') !== null);
    await go(1_000_000 as TraceTime);
    expect(report()['exact']).toBe(true);
    await go(6_000_000 as TraceTime);
    expect(report()).toMatchObject({ exact: false, place: 'inside' });
    expect(shown.stamp()).toBe(report()['frame']);
    expect(clock.holders).toEqual([]);
  });
});

describe('its life', () => {
  it('leaves nothing behind', async () => {
    const pane = await open(vfrUrl, 'screen.mp4');
    const video = pane.host.querySelector('video');
    expect(pane.attached()).toBeGreaterThan(0);
    pane.unmount();
    expect(document.querySelectorAll('video, .video-js')).toHaveLength(0);
    expect(pane.attached()).toBe(0);
    const position = video?.currentTime;
    await pane.go(4_000_000 as TraceTime);
    expect(video?.currentTime).toBe(position);
  });

  it('mounts once under StrictMode and logs no errors', async () => {
    const pane = await open(vfrUrl, 'screen.mp4');
    expect(pane.host.querySelectorAll('video')).toHaveLength(1);
    expect(document.querySelectorAll('style[class*=vjs]')).toHaveLength(0);
    pane.unmount();
    expect(errors.mock.calls).toEqual([]);
  });

  it('chooses between several recordings', async () => {
    const first = layerOf(await fetchBlob(vfrUrl), 'a.mp4', undefined, 'first');
    const second = layerOf(await fetchBlob(vp9Url), 'b.webm', undefined, 'second');
    shown = show({ videos: [first, second] });
    await shown.go(2_000_000 as TraceTime);
    await until(() => shown?.report()['exact'] === true);
    expect(shown.report()).toMatchObject({ layer: 'first' });
    shown.host.querySelector<HTMLElement>('[data-layer=second]')?.click();
    await until(() => shown?.report()['layer'] === 'second' && shown.report()['exact'] === true);
    expect(shown.host.querySelectorAll('video')).toHaveLength(1);
    expect(fault(shown, (await second.content.get()).frames)).toBeUndefined();
  });

  it('is there only for a trace with a video', () => {
    const trace = { videos: [], inputs: [], transcripts: [], displays: [], voices: [], manifest: {} };
    expect(videoPane.bind(trace as unknown as Trace)).toBeUndefined();
  });
});
