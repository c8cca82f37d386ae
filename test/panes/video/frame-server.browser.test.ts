/** The frame server in the page itself, where its decoder and its bytes can be taken away. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blobBytes } from '../../../src/bundle/byte-source.ts';
import type { NearFrame, ServedFrame, ServedVideo } from '../../../src/panes/video/frame-protocol.ts';
import { FrameServer } from '../../../src/panes/video/frame-server.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { readVideo } from '../../../src/trace/read-video.ts';
import cfrUrl from '../../fixtures/video/cfr30-h264.mp4?url';

const MAP = clockMap({
  domain: 'media',
  native_unit: 's',
  sync_quality: 'measured',
  map: [{ native: 0, trace_us: 0 }],
});

let video: ServedVideo;
let read: (start: number, end: number) => Promise<Uint8Array>;
let near: NearFrame[] = [];
let servers: FrameServer[] = [];

beforeEach(async () => {
  const blob = await (await fetch(cfrUrl)).blob();
  const bytes = blobBytes(blob, 'a.mp4');
  read = (start, end) => bytes.read(start, end);
  const { frames } = await readVideo({ path: 'a.mp4', size: blob.size, read }, MAP);
  const indexes = [...Array(frames.count).keys()];
  video = {
    path: 'a.mp4',
    size: blob.size,
    times: Float64Array.from(indexes, (index) => frames.mediaTime(index)),
    keys: Uint8Array.from(indexes, (index) => (frames.isKey(index) ? 1 : 0)),
  };
});

afterEach(() => {
  for (const server of servers) server.close();
  for (const { picture } of near) if ('close' in picture) picture.close();
  servers = [];
  near = [];
  vi.unstubAllGlobals();
});

async function open(served: ServedVideo = video): Promise<FrameServer> {
  const server = new FrameServer({
    read: (start, end) => read(start, end),
    near: (told) => Promise.resolve(void near.push(told)),
  });
  servers.push(server);
  await server.open(served);
  return server;
}

/** The index that is given, checked against the picture's own timestamp. */
async function indexOf(served: Promise<ServedFrame>): Promise<number> {
  const { index, picture } = await served;
  expect(Math.abs(picture.timestamp - (video.times[index] ?? -1) * 1_000_000)).toBeLessThanOrEqual(1);
  picture.close();
  return index;
}

describe('a frame server', () => {
  it('gives the frame that is asked for, in any order', async () => {
    const server = await open();
    const last = video.times.length - 1;
    for (const index of [0, last, 40, 39, 38, 1, 2, last - 1, last])
      expect(await indexOf(server.frame(index))).toBe(index);
  });

  it('lets the newest request take the place of those that wait', async () => {
    const server = await open();
    const answers = [10, 70, 30].map((index) =>
      indexOf(server.frame(index)).catch((error: unknown) => (error as { code: string }).code),
    );
    expect(await Promise.all(answers)).toEqual(['aborted', 'aborted', 30]);
  });

  it('gives the picture before one that the decoder has none for', async () => {
    const times = Float64Array.from([...video.times, 1.05].sort((a, b) => a - b));
    const invented = times.indexOf(1.05);
    const keys = Uint8Array.from(times, (_, index) => (index < invented ? (video.keys[index] ?? 0) : 0));
    const server = await open({ ...video, times, keys });
    const { index, picture } = await server.frame(invented);
    picture.close();
    expect(index).toBe(invented - 1);
  });

  it('gives it also after the one before was let go', async () => {
    const times = Float64Array.from([...video.times, 1.05].sort((a, b) => a - b));
    const invented = times.indexOf(1.05);
    const keys = Uint8Array.from(times, (_, index) => (index === 0 ? 1 : 0));
    const server = await open({ ...video, times, keys });
    (await server.frame(100)).picture.close();
    const { index, picture } = await server.frame(invented);
    picture.close();
    expect(index).toBe(invented - 1);
  });

  it('gives nothing more where the video has a frame that the table lacks', async () => {
    const times = video.times.filter((_, index) => index !== 31);
    const keys = Uint8Array.from(times, (_, index) => (index === 0 ? 1 : 0));
    const server = await open({ ...video, times, keys });
    expect((await server.frame(5)).index).toBe(5);
    await expect(server.frame(60)).rejects.toMatchObject({ code: 'frame-unlisted' });
    await expect(server.frame(5)).rejects.toMatchObject({ code: 'frame-unlisted' });
  });

  it('answers nobody any more once it is closed', async () => {
    const server = await open();
    server.close();
    await expect(server.frame(5)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('refuses a video that is not decoded here', async () => {
    vi.stubGlobal(
      'VideoDecoder',
      class extends VideoDecoder {
        static override isConfigSupported(config: VideoDecoderConfig) {
          return Promise.resolve({ supported: false, config });
        }
      },
    );
    await expect(open()).rejects.toMatchObject({ code: 'codec-unsupported' });
  });

  it('decodes again after its decoder broke', async () => {
    const broken = { at: 30, times: 0 };
    vi.stubGlobal('VideoDecoder', brokenDecoder(broken));
    const server = await open();
    expect(await indexOf(server.frame(20))).toBe(20);
    expect(await indexOf(server.frame(80))).toBe(80);
    expect(broken.times).toBe(1);
  });

  it('says so where every decoder fails', async () => {
    vi.stubGlobal(
      'VideoDecoder',
      class extends VideoDecoder {
        override decode(): void {
          throw new DOMException('killed', 'EncodingError');
        }
      },
    );
    const server = await open();
    await expect(server.frame(5)).rejects.toMatchObject({ code: 'media-failed' });
  });
});

/** The browser's decoder, which is given rubbish once, as chunk number `at` over all of them. */
function brokenDecoder(broken: { at: number; times: number }) {
  let count = 0;
  return class extends VideoDecoder {
    override decode(chunk: EncodedVideoChunk): void {
      count += 1;
      if (count !== broken.at) {
        super.decode(chunk);
        return;
      }
      broken.times += 1;
      const data = new Uint8Array(chunk.byteLength).fill(255);
      super.decode(new EncodedVideoChunk({ type: chunk.type, timestamp: chunk.timestamp, data }));
    }
  };
}

it('lets its pictures go when it rests, and goes on when a frame is wanted again', async () => {
  const close = vi.spyOn(VideoFrame.prototype, 'close');
  const server = await open();
  expect(await indexOf(server.frame(20))).toBe(20);
  // What is decoded ahead.
  await new Promise((resolve) => setTimeout(resolve, 200));
  close.mockClear();
  server.rest();
  expect(close.mock.calls.length).toBeGreaterThan(1);
  expect(await indexOf(server.frame(21))).toBe(21);
  close.mockRestore();
});

it('closes its decoder when nothing is wanted, and still has what a step takes', async () => {
  const made: VideoDecoder[] = [];
  vi.stubGlobal(
    'VideoDecoder',
    class extends VideoDecoder {
      constructor(init: VideoDecoderInit) {
        super(init);
        made.push(this);
      }
    },
  );
  const server = await open();
  expect(await indexOf(server.frame(20))).toBe(20);
  await vi.waitFor(() => expect(made.map(({ state }) => state)).toEqual(['closed']));
  const count = made.length;
  expect(await indexOf(server.frame(21))).toBe(21);
  expect(await indexOf(server.frame(18))).toBe(18);
  expect(await indexOf(server.frame(60))).toBe(60);
  expect(made.length).toBeGreaterThan(count);
});

/** The browser's decoder, which takes one chunk and no more as long as it is `held.busy`, and flushes as `flush` does. */
function heldDecoder(held: { busy: boolean }, flush?: () => Promise<void>) {
  return class extends VideoDecoder {
    override get decodeQueueSize(): number {
      return held.busy ? Infinity : super.decodeQueueSize;
    }
    override flush(): Promise<void> {
      return flush ? flush() : super.flush();
    }
  };
}

const codeOf = (error: unknown): string => (error as { code: string }).code;

it('gives key frames on the way where frames are wanted faster than they are decoded', async () => {
  const held = { busy: true };
  vi.stubGlobal('VideoDecoder', heldDecoder(held));
  const second = video.keys.indexOf(1, 1);
  const server = await open();
  const told = (): readonly number[] => near.map(({ index }) => index);
  const first = indexOf(server.frame(second + 20)).catch(codeOf);
  const next = indexOf(server.frame(60)).catch(codeOf);
  await vi.waitFor(() => expect(told()).toEqual([0]));
  const last = indexOf(server.frame(second + 30)).catch(codeOf);
  await vi.waitFor(() => expect(told()).toEqual([0, second]));
  held.busy = false;
  expect(await indexOf(server.frame(40))).toBe(40);
  expect(await Promise.all([first, next, last])).toEqual(['aborted', 'aborted', 'aborted']);
});

it('gives frames also where key frames cannot be looked at', async () => {
  const held = { busy: true };
  const flush = vi.fn(() => Promise.reject(new DOMException('killed', 'EncodingError')));
  vi.stubGlobal('VideoDecoder', heldDecoder(held, flush));
  const second = video.keys.indexOf(1, 1);
  const server = await open();
  const first = indexOf(server.frame(10)).catch(codeOf);
  held.busy = false;
  expect(await indexOf(server.frame(second + 5))).toBe(second + 5);
  expect(await first).toBe('aborted');
  expect(flush).toHaveBeenCalled();
});
