/** Boxes on the picture, in shares of it. Pure. */
import type { Box } from '../../timeline/region-link.ts';

/** What arrow keys move by, and the least width and height. */
const STEP = 0.02;

/** Where marking by keys begins. */
export const FIRST_BOX: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The box with corners at two points, in the picture. */
export function boxBetween(a: Point, b: Point): Box {
  const [left, right] = [inside(Math.min(a.x, b.x)), inside(Math.max(a.x, b.x))];
  const [top, bottom] = [inside(Math.min(a.y, b.y)), inside(Math.max(a.y, b.y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** False for what is no more than a click. */
export function isLarge({ width, height }: Box): boolean {
  return width >= STEP / 2 && height >= STEP / 2;
}

/** Moved by an arrow key, or with `resize` its right and lower edge; undefined for other keys. */
export function boxByKey(box: Box, key: string, resize: boolean): Box | undefined {
  const dx = key === 'ArrowLeft' ? -STEP : key === 'ArrowRight' ? STEP : 0;
  const dy = key === 'ArrowUp' ? -STEP : key === 'ArrowDown' ? STEP : 0;
  if (dx === 0 && dy === 0) return undefined;
  const { x, y, width, height } = box;
  if (resize)
    return {
      x,
      y,
      width: between(width + dx, STEP, 1 - x),
      height: between(height + dy, STEP, 1 - y),
    };
  return { x: between(x + dx, 0, 1 - width), y: between(y + dy, 0, 1 - height), width, height };
}

function inside(share: number): number {
  return between(share, 0, 1);
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
