/** Marks on a canvas. However many there are, the work is bounded by the pixels. */
import { drawLabel, eachRoomy, fillColumns, LABEL_REACH, PAD, Runs, type Brush } from './brush.ts';
import { drawLevel } from './draw-level.ts';
import { drawBand, drawRibbon, drawSpans } from './draw-spans.ts';
import { eachGroup, occupiedColumns, type Occupied } from './mark-columns.ts';
import { tooDense, type Marks } from './marks.ts';
import { columnsWide } from './pixel-grid.ts';

/** Width of a histogram's columns, and of what is left free of it between two of them. */
const COLUMN = 2;
const GAP = 0.5;
/** Width of a line. */
const LINE = 1.5;
/** Height of a short line, as a share of the lane. */
const SHORT = 0.4;
/** A pennant, and where labels stand from their marks. */
const PENNANT = { width: 6, height: 7 };
const TICK_LABEL = 4;
const FLAG_LABEL = 9;

export function drawMarks(marks: Marks, brush: Brush): void {
  if (tooDense(marks, brush.scale)) return;
  switch (marks.shape) {
    case 'band':
      return drawBand(marks, brush);
    case 'density':
      return drawDensity(marks, brush);
    case 'minor':
      drawLines(occupiedColumns(marks, brush.grid, -columnsWide(brush.grid, LINE)), brush, SHORT);
      return;
    case 'tick':
    case 'flag':
      return drawLabelled(marks, brush);
    case 'span':
      return drawSpans(marks, brush);
    case 'ribbon':
      return drawRibbon(marks, brush);
    case 'level':
      return drawLevel(marks, brush);
  }
}

/** Columns are scaled by the busiest second of the whole trace, so that panning does not make them dance. */
function drawDensity(marks: Marks, brush: Brush): void {
  const { context, grid, colour, height } = brush;
  const wide = columnsWide(grid, COLUMN);
  const gap = Math.round(GAP * grid.ratio - 0.25);
  const full = Math.max(1, (marks.peak * wide * grid.micros) / 1_000_000);
  const room = (height - 2 * PAD) * grid.ratio;
  context.fillStyle = colour;
  context.globalAlpha = 0.7;
  eachGroup(marks, grid, wide, (column, count) => {
    // The root keeps single events visible beside bursts.
    const share = Math.max((2 * grid.ratio) / room, Math.sqrt(Math.min(1, count / full)));
    fillColumns(brush, column, column + wide - gap, Math.round(share * room) / room);
  });
  context.globalAlpha = 1;
}

function drawLabelled(marks: Marks, brush: Brush): void {
  const flags = marks.shape === 'flag';
  const occupied = occupiedColumns(marks, brush.grid, -columnsWide(brush.grid, LABEL_REACH));
  const ends = drawLines(occupied, brush);
  if (flags) drawPennants(brush, ends);
  const distance = flags ? FLAG_LABEL : TICK_LABEL;
  eachRoomy(marks, brush, occupied, distance, (index, column) =>
    drawLabel(marks, brush, index, column / brush.grid.ratio + distance),
  );
}

/** Lines as tall as `share` of the lane. Returns the right ends of those that touch no other on their right. */
function drawLines({ count, columns }: Occupied, brush: Brush, share = 1): readonly number[] {
  const { context, grid, colour } = brush;
  const wide = columnsWide(grid, LINE);
  const ends: number[] = [];
  context.fillStyle = colour;
  const runs = new Runs((from, to) => {
    fillColumns(brush, from, to, share);
    ends.push(to - wide);
  });
  // A line of three columns has the middle one at its time; one of two has the first.
  const shift = (wide - 1) >> 1;
  for (let at = 0; at < count; at += 1) {
    const from = (columns[at] ?? 0) - shift;
    runs.add(from, from + wide);
  }
  runs.end();
  return ends;
}

/** A pennant right of each of these columns; of lines that touch, the others' lie behind it. */
function drawPennants({ context, grid, top }: Brush, columns: readonly number[]): void {
  context.beginPath();
  for (const column of columns) {
    const x = column / grid.ratio;
    context.moveTo(x, top + PAD);
    context.lineTo(x + PENNANT.width, top + PAD + PENNANT.height / 2);
    context.lineTo(x, top + PAD + PENNANT.height);
  }
  context.fill();
}
