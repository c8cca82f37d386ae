import { expect, it } from 'vitest';
import { PicturePixels } from '../../../src/panes/video/picture-pixels.ts';

const [WIDTH, HEIGHT] = [64, 36];

/** A planar picture, of other colours everywhere for each `seed`. */
function planar(seed = 0): VideoFrame {
  const bytes = Uint8Array.from(
    { length: (WIDTH * HEIGHT * 3) / 2 },
    (_, at) => 16 + ((at * 31 + seed) % 219),
  );
  return new VideoFrame(bytes, { format: 'I420', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: seed });
}

function drawn(picture: VideoFrame): Uint8ClampedArray {
  const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { alpha: false });
  context?.drawImage(picture, 0, 0);
  return context?.getImageData(0, 0, WIDTH, HEIGHT).data ?? new Uint8ClampedArray();
}

it('gives the pixels that drawing the picture would give', async () => {
  const picture = planar();
  const copied = await new PicturePixels().of(picture, (pixels) => pixels?.data.slice());
  expect(copied).toEqual(drawn(picture));
  picture.close();
});

it('leaves what is no planar picture to be drawn, and what is closed', async () => {
  const pixels = new PicturePixels();
  const other = new VideoFrame(new Uint8Array(WIDTH * HEIGHT * 4), {
    format: 'RGBA',
    codedWidth: WIDTH,
    codedHeight: HEIGHT,
    timestamp: 0,
  });
  expect(await pixels.of(other, (copied) => copied)).toBeUndefined();
  other.close();
  expect(await pixels.of(other, (copied) => copied)).toBeUndefined();
});

it('does not write the next picture over one that is in use', async () => {
  const [one, other] = [planar(1), planar(2)];
  const pixels = new PicturePixels();
  const used: number[] = [];
  const use = async (copied: ImageData | undefined): Promise<void> => {
    const before = copied?.data.join();
    await new Promise((later) => setTimeout(later, 20));
    expect(copied?.data.join()).toBe(before);
    used.push(copied?.data[0] ?? -1);
  };
  await Promise.all([pixels.of(one, use), pixels.of(other, use)]);
  expect(used).toEqual([drawn(one)[0], drawn(other)[0]]);
  one.close();
  other.close();
});

it('goes on after a use that failed', async () => {
  const picture = planar();
  const pixels = new PicturePixels();
  const failed = pixels.of(picture, () => {
    throw new Error('not this one');
  });
  const next = pixels.of(picture, (copied) => copied?.width);
  await expect(failed).rejects.toThrow('not this one');
  expect(await next).toBe(WIDTH);
  picture.close();
});
