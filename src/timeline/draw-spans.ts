/** Spans and bands on a canvas: what covers a moment is drawn once, twice over where two or more cover it. */
import { drawLabel, eachRoomy, fillColumns, LABEL_REACH, limitOf, PAD, Runs, type Brush } from './brush.ts';
import { hasRoom } from './fit-text.ts';
import { bodiesOf, occupiedColumns, type Body, type Occupied } from './mark-columns.ts';
import { firstAtOrAfter } from './mark-search.ts';
import type { Marks } from './marks.ts';
import { columnAt, columnsWide, columnStart } from './pixel-grid.ts';

/** Width of the bar at the start of a span, in CSS pixels; likewise the others. */
const BAR = 2;
/** Free between two spans of which one ends where the other begins. */
const GAP = 1;
/** Corners, and from which width on a body has them. */
const RADIUS = 3;
const ROUND_FROM = 8;
/** Where labels stand in a span, and beside one. */
const INSIDE = 6;
const BESIDE = 4;
const AFTER = 4;

/** Height of a ribbon, in CSS pixels. */
const RIBBON = 3;
const RIBBON_ALPHA = 0.75;

const ALPHA = 0.24;
const HATCHED_ALPHA = 0.14;

export function drawSpans(marks: Marks, brush: Brush): void {
  const { context, grid, colour } = brush;
  const bar = columnsWide(grid, BAR);
  const gap = columnsWide(grid, GAP);
  const occupied = occupiedColumns(marks, grid, -columnsWide(grid, LABEL_REACH));
  // What lies behind its own bar is not seen.
  const bodies = bodiesOf(marks, grid, occupied, bar);
  context.fillStyle = colour;
  context.globalAlpha = marks.tone === 'unknown' ? HATCHED_ALPHA : ALPHA;
  for (const body of bodies) {
    const end = body.open ? body.to : body.to - gap;
    fillBody(brush, body, end);
    if (body.deep > body.from)
      fillColumns(brush, Math.max(body.from, 0), Math.min(body.deep, end, grid.count));
  }
  context.globalAlpha = 1;
  if (marks.tone === 'unknown') hatchBodies(brush, bodies);
  drawBars(occupied, brush);
  drawLabels(marks, brush, occupied);
}

/** One block from each end that nothing covers to the next, with an edge at both. */
export function drawBand(marks: Marks, brush: Brush): void {
  const { context, grid, colour } = brush;
  const edge = columnsWide(grid, BAR);
  context.fillStyle = colour;
  const runs = new Runs((from, to) => {
    context.globalAlpha = 0.16;
    fillBody(brush, { from, to, joined: false, open: false }, to);
    context.globalAlpha = 0.75;
    fillColumns(brush, from, from + edge);
    fillColumns(brush, to - edge, to);
  });
  for (const { from, to } of bodiesOf(marks, grid, occupiedColumns(marks, grid, 0))) runs.add(from, to);
  runs.end();
  context.globalAlpha = 1;
}

/** A thin line at the bottom, without a gap from one end to the other. */
export function drawRibbon(marks: Marks, brush: Brush): void {
  const { context, grid, colour, height } = brush;
  context.fillStyle = colour;
  context.globalAlpha = RIBBON_ALPHA;
  const share = RIBBON / (height - 2 * PAD);
  for (const { from, to } of bodiesOf(marks, grid, occupiedColumns(marks, grid, 0)))
    fillColumns(brush, Math.max(from, 0), Math.min(to, grid.count), share);
  context.globalAlpha = 1;
}

/** With corners where it ends, and where there is room for them. */
function fillBody(brush: Brush, body: Pick<Body, 'from' | 'to' | 'joined' | 'open'>, end: number): void {
  const { context, grid, top, height } = brush;
  // Canvases draw huge rectangles wrongly.
  const from = Math.max(body.from, -columnsWide(grid, ROUND_FROM));
  const to = Math.min(end, grid.count + columnsWide(grid, ROUND_FROM));
  if (to <= from) return;
  if (to - from < columnsWide(grid, ROUND_FROM) || (body.joined && body.open)) {
    fillColumns(brush, from, to);
    return;
  }
  const [left, right] = [body.joined ? 0 : RADIUS, body.open ? 0 : RADIUS];
  context.beginPath();
  context.roundRect(from / grid.ratio, top + PAD, (to - from) / grid.ratio, height - 2 * PAD, [
    left,
    right,
    right,
    left,
  ]);
  context.fill();
}

function drawBars({ count, columns }: Occupied, brush: Brush): void {
  const { grid } = brush;
  const wide = columnsWide(grid, BAR);
  const runs = new Runs((from, to) => fillColumns(brush, from, to));
  for (let at = 0; at < count; at += 1) runs.add(columns[at] ?? 0, (columns[at] ?? 0) + wide);
  runs.end();
}

function drawLabels(marks: Marks, brush: Brush, occupied: Occupied): void {
  const { grid } = brush;
  const before = firstAtOrAfter(marks.starts, columnStart(grid, -columnsWide(grid, LABEL_REACH))) - 1;
  if (before >= 0 && (marks.ends[before] ?? 0) > brush.scale.range.start) drawSpanLabel(marks, brush, before);
  eachRoomy(marks, brush, occupied, BESIDE, (index) => drawSpanLabel(marks, brush, index));
}

function drawSpanLabel(marks: Marks, brush: Brush, index: number): void {
  const { context, grid, text, top, height, textColour } = brush;
  const start = columnAt(grid, marks.starts[index] ?? 0) / grid.ratio;
  const end = columnAt(grid, marks.ends[index] ?? 0) / grid.ratio;
  const limit = limitOf(marks, brush, index);
  const left = Math.max(start, 0) + INSIDE;
  const inside = Math.min(end, limit) - left - AFTER;
  const beside = Math.max(end + BESIDE, start + INSIDE);
  // Beside a short span there is often more room than in it.
  if (!hasRoom(inside) && !hasRoom(limit - beside)) return;
  const words = marks.label(index);
  if (!text.fits(words, inside) && limit - end > inside) {
    drawLabel(marks, brush, index, beside);
    return;
  }
  context.fillStyle = textColour;
  context.fillText(text.fit(words, inside), left, top + height / 2 + 0.5);
}

function hatchBodies(brush: Brush, bodies: readonly Body[]): void {
  const { context, grid, top, height, colour } = brush;
  const [first, last] = [bodies[0], bodies.at(-1)];
  if (!first || !last) return;
  const area = new Path2D();
  for (const { from, to } of bodies)
    area.rect(from / grid.ratio, top + PAD, (to - from) / grid.ratio, height - 2 * PAD);
  const [left, right] = [Math.max(0, first.from) / grid.ratio, Math.min(last.to, grid.count) / grid.ratio];
  hatch(context, area, { left, top: top + PAD, right, height: height - 2 * PAD }, colour);
}

const HATCH = 6;
const RISING = { alpha: 0.28, isFalling: false };

/** Diagonal lines over a box, within `area`; in CSS pixels, `right` not included. */
export function hatch(
  context: CanvasRenderingContext2D,
  area: Path2D,
  box: { readonly left: number; readonly top: number; readonly right: number; readonly height: number },
  colour: string,
  { alpha, isFalling }: { readonly alpha: number; readonly isFalling: boolean } = RISING,
): void {
  const { left, top, right, height } = box;
  if (right <= left) return;
  const [from, to] = isFalling ? [top, top + height] : [top + height, top];
  context.save();
  context.clip(area);
  context.beginPath();
  for (let x = left - (left % HATCH) - height; x < right; x += HATCH) {
    context.moveTo(x, from);
    context.lineTo(x + height, to);
  }
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
