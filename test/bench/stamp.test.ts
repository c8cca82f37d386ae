import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../bench/png.ts';
import { readStamp, STAMP_SIZE } from '../../bench/stamp.ts';

const BLOCK = 16;
const BITS = 18;
const [WIDTH, HEIGHT] = [STAMP_SIZE.width / 2, STAMP_SIZE.height / 2];

/** The grey of a stamped picture at (x, y), at half size: the bits, their complement, black beyond, and text below. */
function picture(frame: number): (x: number, y: number) => number {
  return (x, y) => {
    const [column, row] = [Math.floor(x / BLOCK), Math.floor(y / BLOCK)];
    if (column < 0 || row < 0) return 9;
    if (row > 1) return (x + y) % 3 === 0 ? 255 : 0;
    if (column >= BITS) return 0;
    const bit = Math.floor(frame / 2 ** column) % 2;
    return (row === 0 ? bit : 1 - bit) * 255;
  };
}

/** A clip of it, of the size of a stamp, moved by (dx, dy) pixels. */
function clip(grey: (x: number, y: number) => number, dx = 0, dy = 0): Pixels {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      data.fill(grey(x + dx, y + dy), (y * WIDTH + x) * 3, (y * WIDTH + x + 1) * 3);
  return { width: WIDTH, height: HEIGHT, channels: 3, data };
}

const FRAMES = [0, 1, 2, 89, 3_599, 107_999, 131_072];

describe('the stamp', () => {
  it.each([...FRAMES, 2 ** BITS - 1])('is read: %i', (frame) => {
    expect(readStamp(clip(picture(frame)))).toBe(frame);
  });

  it('is read in spite of what coding does to its blocks', () => {
    const coded = picture(1_234);
    expect(readStamp(clip((x, y) => coded(x, y) * 0.75 + ((x * 7 + y * 3) % 40)))).toBe(1_234);
  });

  it.each(FRAMES)('is invalid in a clip that is shifted by a block in any direction: %i', (frame) => {
    const shifts = [
      [BLOCK, 0],
      [-BLOCK, 0],
      [0, BLOCK],
      [0, -BLOCK],
    ] as const;
    expect(shifts.map(([dx, dy]) => readStamp(clip(picture(frame), dx, dy)))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('is invalid in a picture that is blended from two frames', () => {
    const [one, next] = [picture(100), picture(101)];
    expect(readStamp(clip((x, y) => (one(x, y) + next(x, y)) / 2))).toBeUndefined();
  });

  it('is invalid in a picture that is torn between its rows', () => {
    const [one, next] = [picture(100), picture(101)];
    expect(readStamp(clip((x, y) => (y < BLOCK ? one : next)(x, y)))).toBeUndefined();
  });

  it('is invalid in a dimmed picture, and where there is no picture', () => {
    const one = picture(100);
    expect(readStamp(clip((x, y) => one(x, y) * 0.35))).toBeUndefined();
    expect(readStamp(clip(() => 0))).toBeUndefined();
    expect(readStamp(clip(() => 255))).toBeUndefined();
  });
});
