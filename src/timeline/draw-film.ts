/** A filmstrip in its lane. */
import type { FilmPicture } from './films.ts';
import type { Box } from './film.ts';
import type { Scale } from './scale.ts';

/** Lengths in CSS pixels. */
export interface FilmPlace {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  /** Upper edge of the pictures. */
  readonly top: number;
  /** Size of a picture. */
  readonly box: Box;
  /** Where there is no picture yet. */
  readonly colour: string;
  /** What the lane lies on. */
  readonly ground: string;
}

/** How well a picture is seen that stands in for another. */
const FAINT = 0.4;
const EMPTY = 0.13;

/**
 * Each picture begins at the time of its tile; the next one may cover its right part. One that began out of sight stays
 * at the edge for as long as its tile does.
 */
export function drawFilm(pictures: readonly FilmPicture[], place: FilmPlace): void {
  const { context, scale, top, box, colour, ground } = place;
  for (const { tile, picture, own } of pictures) {
    const start = Math.max(Math.round(scale.x(tile.start)), -box.width);
    const end = Math.round(scale.x(tile.end)) - 1;
    const left = Math.max(start, Math.min(0, end - box.width));
    const width = picture ? Math.max(0, Math.min(box.width, end - left)) : 0;
    context.fillStyle = colour;
    context.globalAlpha = EMPTY;
    context.fillRect(start, top, left - start, box.height);
    context.fillRect(left + width, top, Math.min(end, scale.width) - left - width, box.height);
    if (!picture || width === 0) continue;
    context.globalAlpha = 1;
    context.fillStyle = ground;
    context.fillRect(left, top, width, box.height);
    context.globalAlpha = own ? 1 : FAINT;
    const part = (width / box.width) * picture.width;
    context.drawImage(picture, 0, 0, part, picture.height, left, top, width, box.height);
  }
  context.globalAlpha = 1;
}
