/** Rectangles on the picture, in whole pixels of the video from its top left. Pure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PartRect extends Size {
  readonly x: number;
  readonly y: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In pixels: what is less is a click, and no part. */
const LEAST_DRAWN = 4;

/** Where a part begins that is not drawn: the middle fifth. */
export function firstPart({ width, height }: Size): PartRect {
  return partWithin(
    { x: width * 0.4, y: height * 0.4, width: width * 0.2, height: height * 0.2 },
    { width, height },
  );
}

/** The part with corners at two points, which may lie outside, and covers all pixels that they touch; undefined for a click. */
export function partBetween(a: Point, b: Point, size: Size): PartRect | undefined {
  if (Math.abs(a.x - b.x) < LEAST_DRAWN || Math.abs(a.y - b.y) < LEAST_DRAWN) return undefined;
  const [left, right] = [Math.floor(Math.min(a.x, b.x)), Math.ceil(Math.max(a.x, b.x))];
  const [top, bottom] = [Math.floor(Math.min(a.y, b.y)), Math.ceil(Math.max(a.y, b.y))];
  const x = between(left, 0, size.width);
  const y = between(top, 0, size.height);
  const [width, height] = [between(right, x, size.width) - x, between(bottom, y, size.height) - y];
  return width === 0 || height === 0 ? undefined : { x, y, width, height };
}

/** The nearest part of a picture with at least one pixel. */
export function partWithin(rect: PartRect, size: Size): PartRect {
  const x = between(Math.round(rect.x), 0, size.width - 1);
  const y = between(Math.round(rect.y), 0, size.height - 1);
  return {
    x,
    y,
    width: between(Math.round(rect.width), 1, size.width - x),
    height: between(Math.round(rect.height), 1, size.height - y),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
