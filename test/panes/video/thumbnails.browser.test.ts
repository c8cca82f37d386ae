/** Small pictures, by the stamps in them: the frame that is asked for is the frame that is drawn. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { blobBytes } from '../../../src/bundle/byte-source.ts';
import { openThumbnails } from '../../../src/panes/video/thumbnails.client.ts';
import { Thumbnails } from '../../../src/panes/video/thumbnails.ts';
import type { PictureRequest } from '../../../src/timeline/video-pictures.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { FrameTable } from '../../../src/trace/frame-table.ts';
import type { MediaFile } from '../../../src/trace/media-container.ts';
import { readVideo } from '../../../src/trace/read-video.ts';
import { stampOf } from './harness.tsx';

const FILES = import.meta.glob<string>('../../fixtures/video/*.{mp4,webm}', {
  query: '?url',
  import: 'default',
  eager: true,
});
/** Not decodable here, or without a stamp. */
const OTHERS = ['hevc.mp4', 'dot.mp4'];
const NAMES = Object.keys(FILES)
  .map((path) => path.slice(path.lastIndexOf('/') + 1))
  .filter((name) => !OTHERS.includes(name));
/** The number in the first picture, where it is not 0. */
const FIRST: Readonly<Record<string, number>> = { 'preroll-h264.mp4': 100 };
const SMALL: PictureRequest = { seconds: 0, keySeconds: 0, width: 60, height: 34 };
const FOREVER = new AbortController().signal;

const thumbnails: Thumbnails[] = [];

afterEach(() => {
  for (const made of thumbnails.splice(0)) made.dispose();
  vi.unstubAllGlobals();
});

interface Opened {
  readonly file: MediaFile;
  readonly frames: FrameTable;
  readonly width: number;
  readonly height: number;
  /** What was read, in bytes. */
  readonly read: () => number;
}

async function openFile(name: string): Promise<Opened> {
  const blob = await (await fetch(FILES[`../../fixtures/video/${name}`] ?? '')).blob();
  const bytes = blobBytes(blob, name);
  let count = 0;
  const file: MediaFile = {
    path: name,
    size: blob.size,
    read: (start, end) => {
      count += end - start;
      return bytes.read(start, end);
    },
  };
  const map = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });
  const facts = await readVideo(file, map);
  count = 0;
  return { ...facts, file, read: () => count };
}

function thumbnailsOf(file: MediaFile): Thumbnails {
  const made = new Thumbnails(file);
  thumbnails.push(made);
  return made;
}

/** Frame `index` in its full size. */
function whole({ frames, width, height }: Opened, index: number): PictureRequest {
  const key = Math.max(0, frames.keyAtOrBefore(index));
  return { seconds: frames.mediaTime(index), keySeconds: frames.mediaTime(key), width, height };
}

/** The number in a picture of the full size; closes it. Pictures that lie on their side are turned back. */
function numberIn(picture: ImageBitmap, name: string): number | undefined {
  const longest = Math.max(picture.width, picture.height);
  const canvas = new OffscreenCanvas(longest, longest);
  const context = canvas.getContext('2d');
  if (name.startsWith('rotated')) {
    context?.translate(picture.height, 0);
    context?.rotate(Math.PI / 2);
  }
  // The stamp was drawn before its pixels were made twice as wide.
  if (name.startsWith('wide')) context?.scale(0.5, 1);
  context?.drawImage(picture, 0, 0);
  picture.close();
  return stampOf(canvas);
}

describe('pictures', () => {
  it.each(NAMES)('are those of the frames of %s', async (name) => {
    const opened = await openFile(name);
    const { file, frames } = opened;
    const made = thumbnailsOf(file);
    const keys = [...Array(frames.count).keys()].filter((index) => frames.isKey(index));
    const between = [0, 3, 22, 33, 57].filter((index) => index < frames.count);
    const wrong: unknown[] = [];
    for (const index of [...keys.toReversed(), ...between]) {
      const number = numberIn(await made.draw(whole(opened, index), FOREVER), name);
      if (number !== index + (FIRST[name] ?? 0)) wrong.push({ index, number });
    }
    expect(wrong).toEqual([]);
  });

  it('are as large as asked for', async () => {
    const { file } = await openFile('wide-pixels-h264.mp4');
    const picture = await thumbnailsOf(file).draw(SMALL, FOREVER);
    expect([picture.width, picture.height]).toEqual([60, 34]);
    picture.close();
  });

  it('are drawn one by one, whatever is asked at once', async () => {
    const opened = await openFile('cfr60-h264.mp4');
    const made = thumbnailsOf(opened.file);
    const asked = [240, 7, 60, 61, 180];
    const numbers = await Promise.all(
      asked.map(async (index) => numberIn(await made.draw(whole(opened, index), FOREVER), '')),
    );
    expect(numbers).toEqual(asked);
  });

  it('go on after a browser has closed the decoder', async () => {
    const decoders: VideoDecoder[] = [];
    vi.stubGlobal(
      'VideoDecoder',
      class extends VideoDecoder {
        constructor(init: VideoDecoderInit) {
          super(init);
          decoders.push(this);
        }
      },
    );
    const opened = await openFile('cfr60-h264.mp4');
    const made = thumbnailsOf(opened.file);
    const draw = async (index: number) => numberIn(await made.draw(whole(opened, index), FOREVER), '');
    await draw(0);
    decoders.at(-1)?.close();
    expect(await draw(120)).toBe(120);
  });
});

describe('what is not wanted any more', () => {
  it('is not decoded', async () => {
    const decode = vi.fn();
    vi.stubGlobal(
      'VideoDecoder',
      class extends VideoDecoder {
        override decode(chunk: EncodedVideoChunk): void {
          decode();
          super.decode(chunk);
        }
      },
    );
    const opened = await openFile('cfr30-h264.mp4');
    const made = thumbnailsOf(opened.file);
    const controller = new AbortController();
    decode.mockImplementation(() => controller.abort(new Error('gone')));
    const late = made.draw(whole(opened, 200), controller.signal);
    const never = made.draw(whole(opened, 100), controller.signal);
    await expect(late).rejects.toThrow('gone');
    await expect(never).rejects.toThrow('gone');
    expect(decode).toHaveBeenCalledTimes(1);
    decode.mockReset();
    expect(numberIn(await made.draw(whole(opened, 250), FOREVER), '')).toBe(250);
  });
});

describe('what cannot be drawn', () => {
  it('is a codec that this browser does not have', async () => {
    const { file } = await openFile('hevc.mp4');
    const drawn = thumbnailsOf(file).draw(SMALL, FOREVER);
    await expect(drawn).rejects.toMatchObject({ code: 'codec-unsupported' });
  });

  it('is anything where there is no decoder', async () => {
    const { file } = await openFile('cfr30-h264.mp4');
    vi.stubGlobal('VideoDecoder', undefined);
    const drawn = thumbnailsOf(file).draw(SMALL, FOREVER);
    await expect(drawn).rejects.toMatchObject({ code: 'unsupported-here' });
  });

  it('is a moment at which no frame begins', async () => {
    const { file, frames } = await openFile('cfr30-h264.mp4');
    const seconds = frames.mediaMiddle(4);
    const drawn = thumbnailsOf(file).draw({ ...SMALL, seconds }, FOREVER);
    await expect(drawn).rejects.toMatchObject({ code: 'format-broken' });
  });

  it('is tried again where the bytes did not come', async () => {
    const opened = await openFile('cfr60-h264.mp4');
    let online = false;
    const { TraceError } = await import('../../../src/base/errors.ts');
    const made = thumbnailsOf({
      ...opened.file,
      read: (start, end) =>
        online
          ? opened.file.read(start, end)
          : Promise.reject(new TraceError('http-status', { url: 'https://a.example/', status: 503 })),
    });
    const draw = () => made.draw(whole(opened, 60), FOREVER);
    await expect(draw()).rejects.toMatchObject({ code: 'http-status' });
    online = true;
    expect(numberIn(await draw(), '')).toBe(60);
  });
});

describe('in a worker', () => {
  it('draws the frame, and ends with its lifetime', async () => {
    const opened = await openFile('cfr60-h264.mp4');
    const lifetime = new AbortController();
    const pictures = await openThumbnails({ file: () => Promise.resolve(opened.file) }, lifetime.signal);
    expect(numberIn(await pictures.draw(whole(opened, 60), FOREVER), '')).toBe(60);
    const controller = new AbortController();
    const drawn = pictures.draw(whole(opened, 239), controller.signal);
    controller.abort(new Error('gone'));
    await expect(drawn).rejects.toThrow('gone');
    expect(numberIn(await pictures.draw(whole(opened, 0), FOREVER), '')).toBe(0);
    lifetime.abort();
  });

  it('tells why nothing can be drawn', async () => {
    const { file } = await openFile('hevc.mp4');
    const lifetime = new AbortController();
    const pictures = await openThumbnails({ file: () => Promise.resolve(file) }, lifetime.signal);
    const drawn = pictures.draw(SMALL, FOREVER);
    await expect(drawn).rejects.toMatchObject({ code: 'codec-unsupported' });
    lifetime.abort();
  });
});
