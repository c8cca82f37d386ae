import { expect, it } from 'vitest';
import { firstPart, partBetween, partWithin } from '../../../src/app/export/picture-part.ts';

const SIZE = { width: 1920, height: 1080 };

it('covers every pixel that was touched, and none outside the picture', () => {
  expect(partBetween({ x: 10.6, y: 20.2 }, { x: 50.1, y: 60 }, SIZE)).toEqual({
    x: 10,
    y: 20,
    width: 41,
    height: 40,
  });
  expect(partBetween({ x: 1900, y: 1070 }, { x: -5, y: 4000 }, SIZE)).toEqual({
    x: 0,
    y: 1070,
    width: 1900,
    height: 10,
  });
  expect(partBetween({ x: 5, y: 5 }, { x: 7, y: 500 }, SIZE)).toBeUndefined();
  expect(partBetween({ x: -90, y: 5 }, { x: -5, y: 500 }, SIZE)).toBeUndefined();
});

it('keeps what is typed in the picture, with at least one pixel', () => {
  expect(firstPart(SIZE)).toEqual({ x: 768, y: 432, width: 384, height: 216 });
  expect(firstPart({ width: 1, height: 1 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  expect(partWithin({ x: 5000, y: -3, width: 10, height: 0 }, SIZE)).toEqual({
    x: 1919,
    y: 0,
    width: 1,
    height: 1,
  });
  expect(partWithin({ x: 1900, y: 0.4, width: 999, height: 2.6 }, SIZE)).toEqual({
    x: 1900,
    y: 0,
    width: 20,
    height: 3,
  });
});
