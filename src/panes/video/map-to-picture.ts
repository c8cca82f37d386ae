/**
 * Where a pixel of the desktop lies in the picture, and back: desktop → part of it that was recorded → video →
 * element. Display sizes are physical pixels after rotation, and so are pointer positions: a display's rotation and
 * scale need no step of their own, they only change its size and thereby the recorded part.
 */
import type { Layer } from '../../trace/layers.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Point, Size {}

/**
 * Where the recorded part lies in the video, in pixels of the video. A region fills it, as the schema says. A display or
 * desktop keeps its shape: a video has one size from beginning to end, so that a recorder whose display turns or changes
 * goes on with the new picture as large as it fits, in the middle, with bars beside it.
 */
export function placeInVideo(info: Layer['video'], part: Rect, video: Size): Rect {
  return regionOf(info) ? { x: 0, y: 0, width: video.width, height: video.height } : fitInside(video, part);
}

/** `inner`, which is told in pixels of a picture of `size`, where that picture fills `outer`. */
export function scaledInto(outer: Rect, size: Size, inner: Rect): Rect {
  const { x, y } = between({ x: 0, y: 0, width: size.width, height: size.height }, outer, inner);
  const [across, down] = [outer.width / size.width, outer.height / size.height];
  return { x, y, width: inner.width * across, height: inner.height * down };
}

/** `size` as large as it fits into `box`, centred, as `object-fit: contain` places it. */
export function fitInside(box: Size, size: Size): Rect {
  if (!(size.width > 0 && size.height > 0)) return { x: 0, y: 0, width: 0, height: 0 };
  const wide = box.width * size.height <= box.height * size.width;
  const width = wide ? box.width : (box.height * size.width) / size.height;
  const height = wide ? (box.width * size.height) / size.width : box.height;
  return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height };
}

/** The point of `to` that lies where `point` lies in `from`; beyond the edges it goes on in the same way. */
function between(from: Rect, to: Rect, point: Point): Point {
  return {
    x: to.x + ((point.x - from.x) * to.width) / from.width,
    y: to.y + ((point.y - from.y) * to.height) / from.height,
  };
}

/** The CSS pixel of the element for a desktop pixel: `picture` is where the video lies in the element. */
export function toElement(part: Rect, picture: Rect, desktop: Point): Point {
  return between(part, picture, desktop);
}

/** The desktop pixel under a CSS pixel of the element; undefined beside the picture. */
export function toDesktop(part: Rect, picture: Rect, element: Point): Point | undefined {
  return contains(picture, element) ? between(picture, part, element) : undefined;
}

function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

/** The part of the desktop that the layer says was recorded. */
export function regionOf(info: Layer['video']): Rect | undefined {
  const [x, y, width, height] = info?.region ?? [];
  return x !== undefined && y !== undefined && width && height ? { x, y, width, height } : undefined;
}
