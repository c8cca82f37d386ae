/** Lines under text. All measures in pixels of the screen. */
import type { Context2D } from './box-glyphs.ts';
import type { UnderlineKind } from './cell-look.ts';
import type { FontGrid } from './font-grid.ts';

/** Draws in the context's fill colour, from `left` to `right` of the line whose top is `y`. */
export function drawUnderline(
  context: Context2D,
  kind: UnderlineKind,
  { baseline, cellHeight, stroke, cellWidth }: FontGrid,
  left: number,
  right: number,
  y: number,
): void {
  // As far under the letters as there is room for two lines.
  const top = y + Math.min(baseline + stroke, cellHeight - 3 * stroke);
  const repeat = (period: number, length: number): void => {
    // In step with the whole line, however it is cut into runs.
    for (let at = Math.floor(left / period) * period; at < right; at += period) {
      const [from, to] = [Math.max(left, at), Math.min(right, at + length)];
      if (to > from) context.fillRect(from, top + stroke, to - from, stroke);
    }
  };
  if (kind === 'single') context.fillRect(left, top + stroke, right - left, stroke);
  else if (kind === 'dotted') repeat(2 * stroke, stroke);
  else if (kind === 'dashed')
    repeat(Math.max(4, Math.round(cellWidth / 2)), Math.max(3, Math.round(cellWidth / 3)));
  else if (kind === 'double') {
    context.fillRect(left, top, right - left, stroke);
    context.fillRect(left, top + 2 * stroke, right - left, stroke);
  } else {
    const half = Math.max(2, cellWidth / 4);
    // Column by column of pixels, which needs no clipping.
    for (let x = left; x < right; x++) {
      const rise = Math.sin(((x + 0.5) * Math.PI) / half);
      context.fillRect(x, top + Math.round(stroke * (1 + rise)), 1, stroke);
    }
  }
}
