/** A value over time on a canvas: an area as high as it was, with a line on top. */
import { fillColumns, PAD, type Brush } from './brush.ts';
import { levelRuns } from './mark-levels.ts';
import type { Marks } from './marks.ts';

const ALPHA = 0.24;
/** Thickness of the line, in CSS pixels. */
const LINE = 1.5;

export function drawLevel(marks: Marks, brush: Brush): void {
  const { context, grid, colour, top, height } = brush;
  const room = height - 2 * PAD - LINE;
  const yOf = (level: number): number => top + PAD + room * (1 - level);
  context.fillStyle = colour;
  let before: { readonly to: number; readonly y: number } | undefined;
  for (const { from, to, level } of levelRuns(marks, grid)) {
    const y = yOf(level);
    context.globalAlpha = ALPHA;
    fillColumns(brush, from, to, level);
    context.globalAlpha = 1;
    context.fillRect(from / grid.ratio, y, (to - from) / grid.ratio, LINE);
    // From the level before it to this one.
    if (before?.to === from)
      context.fillRect(from / grid.ratio, Math.min(y, before.y), 1, Math.abs(y - before.y) + LINE);
    before = { to, y };
  }
}
