/** Arrows from lane to lane. */
import type { PlacedLink } from './hand-over-links.ts';
import type { Palette } from './palette.ts';

/** In CSS pixels. */
const LINE = 1.5;
/** Of the ground around an arrow, so that it is told from the marks that it crosses. */
const HALO = 2;
const DOT = 3;
const HEAD = { length: 6, width: 4 };

export function drawLinks(
  context: CanvasRenderingContext2D,
  links: readonly PlacedLink[],
  { surface, text }: Pick<Palette, 'surface' | 'text'>,
): void {
  if (links.length === 0) return;
  const lines = new Path2D();
  const ends = new Path2D();
  for (const link of links) addLink(link, lines, ends);
  context.lineJoin = 'round';
  context.strokeStyle = surface;
  context.lineWidth = LINE + 2 * HALO;
  context.stroke(lines);
  context.lineWidth = 2 * HALO;
  context.stroke(ends);
  context.strokeStyle = text;
  context.lineWidth = LINE;
  context.stroke(lines);
  context.fillStyle = text;
  context.fill(ends);
}

/** A dot where it was given, a head where it was taken; upright at both ends, however far these are from each other. */
function addLink({ from, to }: PlacedLink, lines: Path2D, ends: Path2D): void {
  const down = to.y > from.y ? 1 : -1;
  const neck = to.y - down * HEAD.length;
  const bend = (from.y + neck) / 2;
  lines.moveTo(from.x, from.y);
  lines.bezierCurveTo(from.x, bend, to.x, bend, to.x, neck);
  ends.moveTo(from.x + DOT, from.y);
  ends.arc(from.x, from.y, DOT, 0, 2 * Math.PI);
  ends.moveTo(to.x, to.y);
  ends.lineTo(to.x - HEAD.width, neck);
  ends.lineTo(to.x + HEAD.width, neck);
  ends.closePath();
}
