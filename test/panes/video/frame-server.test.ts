/** The frame server over samples that fail: what they hold is let go of, and the next wish is answered. */
import type { VideoSample } from 'mediabunny';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TraceError } from '../../../src/base/errors.ts';
import { FrameServer } from '../../../src/panes/video/frame-server.ts';
import type { OpenedVideo } from '../../../src/panes/video/open-served.ts';
import { BlockReader } from '../../../src/trace/block-reader.ts';

type Fault = 'setTimestamp' | 'toVideoFrame' | 'allocationSize' | 'clone';

let opened: { -readonly [K in 'blocks' | 'orientation' | 'samples' | 'close']: OpenedVideo[K] };
vi.mock('../../../src/panes/video/open-served.ts', () => ({ openServed: () => Promise.resolve(opened) }));

/** What is open, of samples and frames. */
let open = 0;
let fault: Fault | undefined;

function meet(step: Fault): void {
  if (fault === step) throw new Error(`${step} failed`);
}

function frameAt(timestamp: number): VideoFrame {
  open += 1;
  const frame = {
    timestamp,
    format: 'I420',
    allocationSize: () => {
      meet('allocationSize');
      return 100;
    },
    clone: () => {
      meet('clone');
      return frameAt(timestamp);
    },
    close: () => (open -= 1),
  };
  return frame as unknown as VideoFrame;
}

function sampleAt(timestamp: number): VideoSample {
  open += 1;
  const sample = {
    timestamp,
    setTimestamp: () => meet('setTimestamp'),
    toVideoFrame: () => {
      meet('toVideoFrame');
      return frameAt(timestamp);
    },
    close: () => (open -= 1),
  };
  return sample as unknown as VideoSample;
}

beforeEach(() => {
  open = 0;
  fault = undefined;
  opened = {
    blocks: new BlockReader(() => Promise.reject(new Error('unread')), 1),
    orientation: { rotation: 0, flip: false },
    async *samples(seconds) {
      await Promise.resolve();
      for (let second = seconds; second < 3; second += 1) yield sampleAt(second);
    },
    close: () => undefined,
  };
});
afterEach(() => vi.useRealTimers());

it.each(['setTimestamp', 'toVideoFrame', 'allocationSize', 'clone'] as const)(
  'lets go of all, and goes on, where %s throws',
  async (step) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const server = new FrameServer({
      read: () => Promise.reject(new Error('unread')),
      near: () => Promise.resolve(),
    });
    const [times, keys] = [Float64Array.of(0, 1, 2), Uint8Array.of(1, 0, 0)];
    await server.open({ path: 'screen.mp4', size: 1, times, keys });
    fault = step;
    const error = await server.frame(0).catch((reason: unknown) => reason as TraceError);
    expect(error).toMatchObject({ code: 'media-failed', details: { reason: `${step} failed` } });
    fault = undefined;
    const { index, picture } = await server.frame(0);
    expect(index).toBe(0);
    picture.close();
    server.close();
    await vi.waitFor(() => expect(open).toBe(0));
  },
);

it('lets the pictures of before go as soon as somebody jumps', async () => {
  const count = 100;
  let goesOn: () => void = () => undefined;
  opened.samples = async function* (seconds) {
    if (seconds > 0) await new Promise<void>((resolve) => (goesOn = resolve));
    for (let second = seconds; second < count; second += 1) yield sampleAt(second);
  };
  const server = new FrameServer({
    read: () => Promise.reject(new Error('unread')),
    near: () => Promise.resolve(),
  });
  const keys = Uint8Array.from({ length: count }, (_, index) => (index % 50 === 0 ? 1 : 0));
  const times = Float64Array.from(keys.keys());
  await server.open({ path: 'screen.mp4', size: 1, times, keys });
  const { picture } = await server.frame(3);
  picture.close();
  expect(open).toBeGreaterThan(0);
  const far = server.frame(60);
  // Nothing of the new place is decoded yet.
  await vi.waitFor(() => expect(open).toBe(0));
  goesOn();
  (await far).picture.close();
  server.close();
  await vi.waitFor(() => expect(open).toBe(0));
});
