import { expect, it } from 'vitest';
import { shrink } from '../../../src/panes/video/small-pixels.ts';

/** Each pixel by its place. */
function image(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): ImageData {
  const made = new ImageData(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) made.data.set(colour(x, y), 4 * (y * width + x));
  return made;
}

it('leaves a small picture as it is', () => {
  const made = image(3, 2, (x, y) => [x, y, x + y, 255]);
  const small = shrink(made);
  expect([small.width, small.height]).toEqual([3, 2]);
  expect([...small.data]).toEqual([...made.data]);
});

it('makes each pixel of a large one the mean of four', () => {
  const small = shrink(image(1_920, 4, (x, y) => [x % 2 === 0 ? 100 : 200, y % 2 === 0 ? 40 : 80, 255, 255]));
  expect([small.width, small.height]).toEqual([960, 2]);
  expect([...small.data.slice(0, 8)]).toEqual([150, 60, 255, 255, 150, 60, 255, 255]);
});

it('takes a larger step for a larger one, and cuts off what is left over', () => {
  const small = shrink(image(3_841, 9, (x) => [Math.floor(x / 5), 0, 0, 255]));
  expect([small.width, small.height]).toEqual([768, 1]);
  expect(small.data[4 * 200]).toBe(200);
});
