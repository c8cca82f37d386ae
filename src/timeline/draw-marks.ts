/**
 * Marks on a canvas. However many there are, the work is bounded by the pixels: what falls into a pixel that is taken
 * already is jumped over by a search.
 */
import type { TextFitter } from './fit-text.ts';
import { firstAtOrAfter, firstReaching, tooDense, type Marks } from './marks.ts';
import type { Scale } from './scale.ts';

/** Where and how to draw; all lengths in CSS pixels. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  readonly text: TextFitter;
  readonly top: number;
  readonly height: number;
  readonly colour: string;
  readonly textColour: string;
  /** What the lane lies on. */
  readonly ground: string;
}

const PAD = 3;
/** Width of a histogram's columns. */
const COLUMN = 2;
/** Spans below this width are drawn as plain lines, without corners or text. */
const THIN = 4;

export function drawMarks(marks: Marks, brush: Brush): void {
  if (tooDense(marks, brush.scale)) return;
  switch (marks.shape) {
    case 'band':
      return drawBand(marks, brush);
    case 'density':
      return drawDensity(marks, brush);
    case 'minor':
      return drawLines(marks, brush, 0.4);
    case 'tick':
      return drawLines(marks, brush, 1);
    case 'span':
      return drawSpans(marks, brush);
    case 'flag':
      return drawFlags(marks, brush);
  }
}

function drawBand({ starts, ends }: Marks, { context, scale, top, height, colour }: Brush): void {
  context.fillStyle = colour;
  for (let index = 0; index < starts.length; index++) {
    const x = scale.x(starts[index] ?? 0);
    const width = scale.x(ends[index] ?? 0) - x;
    context.globalAlpha = 0.16;
    block(context, x, top + PAD, width, height - 2 * PAD, scale.width);
    context.globalAlpha = 0.75;
    context.fillRect(x, top + PAD, 2, height - 2 * PAD);
    context.fillRect(x + width - 2, top + PAD, 2, height - 2 * PAD);
  }
  context.globalAlpha = 1;
}

/**
 * Columns stand on a grid of trace time, not of the screen, and are scaled by the busiest second of the whole trace,
 * so that panning does not make them dance.
 */
function drawDensity({ starts, peak }: Marks, { context, scale, top, height, colour }: Brush): void {
  const micros = COLUMN * scale.microsPerPixel;
  const full = Math.max(1, (peak * micros) / 1_000_000);
  const room = height - 2 * PAD;
  context.fillStyle = colour;
  context.globalAlpha = 0.7;
  let index = firstAtOrAfter(starts, Math.floor(scale.range.start / micros) * micros);
  while (index < starts.length) {
    const start = starts[index] ?? Infinity;
    if (start >= scale.range.end) break;
    const column = Math.floor(start / micros) * micros;
    const next = Math.max(index + 1, firstAtOrAfter(starts, column + micros));
    // The root keeps single events visible beside bursts.
    const tall = Math.max(2, room * Math.min(1, Math.sqrt((next - index) / full)));
    context.fillRect(scale.x(column), top + PAD + room - tall, COLUMN - 0.5, tall);
    index = next;
  }
  context.globalAlpha = 1;
}

/** Vertical lines as tall as `share` of the lane, with labels where the next item leaves room. */
function drawLines(marks: Marks, brush: Brush, share: number): void {
  const { context, scale, top, height, colour } = brush;
  const room = height - 2 * PAD;
  const tall = room * share;
  context.fillStyle = colour;
  for (const { index, x } of eachPixel(marks, scale)) {
    context.fillRect(Math.round(x) - 0.75, top + PAD + room - tall, 1.5, tall);
    if (share === 1) drawLabel(marks, brush, index, x + 4);
  }
}

function drawFlags(marks: Marks, brush: Brush): void {
  const { context, scale, top, height, colour } = brush;
  for (const { index, x } of eachPixel(marks, scale)) {
    context.fillStyle = colour;
    context.fillRect(Math.round(x) - 0.75, top + PAD, 1.5, height - 2 * PAD);
    context.beginPath();
    context.moveTo(Math.round(x), top + PAD);
    context.lineTo(Math.round(x) + 6, top + PAD + 3.5);
    context.lineTo(Math.round(x), top + PAD + 7);
    context.fill();
    drawLabel(marks, brush, index, x + 9);
  }
}

/** The first of the visible instants of each pixel. */
function* eachPixel(
  { starts }: Marks,
  scale: Scale,
): Generator<{ readonly index: number; readonly x: number }> {
  // Labels reach in from the left.
  let index = firstAtOrAfter(starts, scale.micros(-LABEL_REACH));
  while (index < starts.length) {
    const start = starts[index] ?? Infinity;
    if (start >= scale.range.end) return;
    const x = scale.x(start);
    yield { index, x };
    index = Math.max(index + 1, firstAtOrAfter(starts, scale.micros(Math.floor(x) + 1)));
  }
}

const LABEL_REACH = 260;

function drawLabel(marks: Marks, brush: Brush, index: number, left: number): void {
  const { scale, text, colour, context } = brush;
  const limit = Math.min(scale.x(marks.limits[index] ?? Infinity), scale.width, left + LABEL_REACH);
  write(text.fit(marks.label(index), limit - left - 6), left, brush);
  context.fillStyle = colour;
}

/** Words in the middle of the lane, with an edge of its ground, so that marks behind them do not cross the letters. */
function write(words: string, left: number, { context, top, height, textColour, ground }: Brush): void {
  if (words === '') return;
  const y = top + height / 2 + 0.5;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = ground;
  context.strokeText(words, left, y);
  context.fillStyle = textColour;
  context.fillText(words, left, y);
}

function drawSpans(marks: Marks, brush: Brush): void {
  const { scale } = brush;
  const { starts, ends, reach } = marks;
  let index = firstReaching(marks, scale.range.start);
  while (index < starts.length) {
    const start = starts[index] ?? Infinity;
    if (start >= scale.range.end) return;
    const x = scale.x(start);
    const end = scale.x(ends[index] ?? start);
    drawSpan(marks, brush, index, x, end);
    const pixel = Math.max(Math.floor(x) + 1, 0);
    const next = Math.max(index + 1, firstAtOrAfter(starts, scale.micros(pixel)));
    // A long span may begin in the same pixel as a short one: only where something reaches out, all are looked at.
    if (scale.x(reach[next - 1] ?? start) > Math.max(pixel + 1, end))
      for (let hidden = index + 1; hidden < next; hidden++) {
        const right = scale.x(ends[hidden] ?? start);
        if (right > pixel + 1) drawSpan(marks, brush, hidden, scale.x(starts[hidden] ?? start), right);
      }
    index = next;
  }
}

function drawSpan(marks: Marks, brush: Brush, index: number, x: number, end: number): void {
  const { context, scale, text, top, height, colour, textColour } = brush;
  const tall = height - 2 * PAD;
  context.fillStyle = colour;
  if (end - x < THIN) {
    context.fillRect(x, top + PAD, Math.max(1.5, end - x), tall);
    drawLabel(marks, brush, index, Math.max(x + 5, end + 4));
    return;
  }
  const width = end - x - 1;
  context.globalAlpha = marks.tone === 'unknown' ? 0.14 : 0.24;
  block(context, x, top + PAD, width, tall, scale.width);
  context.globalAlpha = 1;
  if (marks.tone === 'unknown')
    hatch(context, Math.max(x, 0), top + PAD, Math.min(end - 1, scale.width), tall, colour);
  context.fillStyle = colour;
  context.fillRect(x, top + PAD, 2, tall);
  const left = Math.max(x, 0) + 6;
  const limit = scale.x(marks.limits[index] ?? Infinity);
  const inside = Math.min(end, scale.width, limit) - left - 4;
  const words = marks.label(index);
  // Beside a short block there is often more room than in it.
  if (!text.fits(words, inside) && Math.min(limit, scale.width) - end > inside) {
    drawLabel(marks, brush, index, end + 4);
    return;
  }
  context.fillStyle = textColour;
  context.fillText(text.fit(words, inside), left, top + height / 2 + 0.5);
}

/** A filled block with small corners, cut to the plot: canvases draw huge rectangles wrongly. */
function block(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  plot: number,
): void {
  const left = Math.max(x, -8);
  const right = Math.min(x + width, plot + 8);
  if (right <= left) return;
  context.beginPath();
  context.roundRect(left, y, right - left, height, 3);
  context.fill();
}

/** Diagonal lines over [left, right). */
export function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  right: number,
  height: number,
  colour: string,
): void {
  if (right <= left) return;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, height);
  context.clip();
  context.beginPath();
  for (let x = left - (left % HATCH) - height; x < right; x += HATCH) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.globalAlpha = 0.28;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

const HATCH = 6;
