/**
 * Lines and blocks that programs draw boxes with (Unicode blocks Box Drawing and Block Elements), drawn from edge to edge
 * of their cells so that they join, which those of most fonts do not.
 */

/** Of a canvas in sight, or out of it. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A cell in whole pixels of the screen. */
export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of a thin line. */
  readonly stroke: number;
}

/** What is drawn with. */
export type BoxContext = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'stroke'
  | 'lineWidth'
  | 'strokeStyle'
  | 'fillStyle'
  | 'globalAlpha'
>;

const FIRST = 0x2500;
const LAST = 0x259f;
const FIRST_BLOCK = 0x2580;

/**
 * The four arms of U+2500 to U+257F, a byte each: two bits for left, right, up, down, from the lowest; 0 none, 1 thin,
 * 2 thick, 3 double. By their names in the Unicode Character Database; 0 for those that are drawn otherwise.
 */
const ARMS =
  '050a50a000000000000000004448848841428182141824281112212254586494' +
  'a46898a851526191a16292a24546494a8586898a1516191a2526292a5556595a' +
  '6595a5666996996a9aa6a9aa000000000ff04cc4cc43c1c31c343c1331335cf4' +
  'fc53f1f34fc5cf1f353f5ff5ff00000000000000011004400220088009900660';

const THICK = 2;
const DOUBLE = 3;

/** Dashed lines: how many dashes, thin or thick, across or down. */
const DASHES: Readonly<Record<number, readonly [count: number, weight: number, isAcross: boolean]>> = {
  0x2504: [3, 1, true],
  0x2505: [3, THICK, true],
  0x2506: [3, 1, false],
  0x2507: [3, THICK, false],
  0x2508: [4, 1, true],
  0x2509: [4, THICK, true],
  0x250a: [4, 1, false],
  0x250b: [4, THICK, false],
  0x254c: [2, 1, true],
  0x254d: [2, THICK, true],
  0x254e: [2, 1, false],
  0x254f: [2, THICK, false],
};

/** Rounded corners: to which side, and up or down. */
const ARCS: Readonly<Record<number, readonly [across: 1 | -1, down: 1 | -1]>> = {
  0x256d: [1, 1],
  0x256e: [-1, 1],
  0x256f: [-1, -1],
  0x2570: [1, -1],
};

/** Quarters of U+2596 to U+259F: upper left 1, upper right 2, lower left 4, lower right 8. */
const QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/** Draws a character in the context's fill colour; false where it is none of these. */
export function drawBox(context: BoxContext, text: string, box: CellBox): boolean {
  const code = text.length === 1 ? text.charCodeAt(0) : 0;
  if (code < FIRST || code > LAST) return false;
  if (code >= FIRST_BLOCK) drawBlock(context, code, box);
  else if (DASHES[code]) drawDashes(context, box, ...DASHES[code]);
  else if (ARCS[code]) drawArc(context, box, ...ARCS[code]);
  else if (code >= 0x2571 && code <= 0x2573) drawDiagonals(context, code, box);
  else drawArms(context, parseInt(ARMS.slice((code - FIRST) * 2, (code - FIRST) * 2 + 2), 16), box);
  return true;
}

/** One arm, with what it meets; `before` and `after`: the arms to the left and right hand of who looks along it outwards. */
interface Arm {
  readonly weight: number;
  readonly opposite: number;
  readonly before: number;
  readonly after: number;
}

function drawArms(context: BoxContext, arms: number, box: CellBox): void {
  const { x, y, width, height, stroke } = box;
  const [left, right, up, down] = [arms & 3, (arms >> 2) & 3, (arms >> 4) & 3, arms >> 6];
  // Where the middle line begins: the same for all arms, so that they join.
  const [middleX, middleY] = [x + ((width - stroke) >> 1), y + ((height - stroke) >> 1)];
  // `from`: towards the edge, from the middle line; `aside`: across it.
  const across = (direction: 1 | -1) => (from: number, aside: number, thickness: number) => {
    const start = direction > 0 ? middleX + from : x;
    const end = direction > 0 ? x + width : middleX + stroke - from;
    context.fillRect(start, middleY + aside, end - start, thickness);
  };
  const along = (direction: 1 | -1) => (from: number, aside: number, thickness: number) => {
    const start = direction > 0 ? middleY + from : y;
    const end = direction > 0 ? y + height : middleY + stroke - from;
    context.fillRect(middleX + aside, start, thickness, end - start);
  };
  // Before is where `aside` is negative.
  drawArm({ weight: left, opposite: right, before: up, after: down }, stroke, across(-1));
  drawArm({ weight: right, opposite: left, before: up, after: down }, stroke, across(1));
  drawArm({ weight: up, opposite: down, before: left, after: right }, stroke, along(-1));
  drawArm({ weight: down, opposite: up, before: left, after: right }, stroke, along(1));
}

/** The two lines of a double one stand a stroke to each side of the middle, which stays free. */
function drawArm(
  { weight, opposite, before, after }: Arm,
  stroke: number,
  draw: (from: number, aside: number, thickness: number) => void,
): void {
  if (weight === 0) return;
  if (weight === DOUBLE) {
    draw(startOfDouble(after, before, opposite) * stroke, stroke, stroke);
    draw(startOfDouble(before, after, opposite) * stroke, -stroke, stroke);
    return;
  }
  const thickness = weight === THICK ? 3 * stroke : stroke;
  const aside = weight === THICK ? -stroke : 0;
  const isBetween = before === DOUBLE && after === DOUBLE && opposite === 0;
  const meets =
    opposite > 0
      ? 0
      : before === DOUBLE || after === DOUBLE
        ? -1
        : before === THICK || after === THICK
          ? -1
          : 0;
  draw((isBetween ? 1 : meets) * stroke, aside, thickness);
}

/** From where one line of a double arm is drawn, in strokes: `near` is the arm on its side, `far` that on the other. */
function startOfDouble(near: number, far: number, opposite: number): number {
  if (near === DOUBLE) return 1;
  if (near > 0 || opposite > 0) return 0;
  return far === DOUBLE ? -1 : 0;
}

function drawDashes(
  context: BoxContext,
  { x, y, width, height, stroke }: CellBox,
  count: number,
  weight: number,
  isAcross: boolean,
): void {
  const thickness = weight === THICK ? 3 * stroke : stroke;
  const length = isAcross ? width : height;
  const middle = isAcross ? y + ((height - thickness) >> 1) : x + ((width - thickness) >> 1);
  for (let dash = 0; dash < count; dash++) {
    const start = Math.round((dash * length) / count);
    const end = Math.round(((dash + 1) * length) / count);
    const size = Math.max(1, Math.round((end - start) * 0.6));
    if (isAcross) context.fillRect(x + start, middle, size, thickness);
    else context.fillRect(middle, y + start, thickness, size);
  }
}

function drawArc(
  context: BoxContext,
  { x, y, width, height, stroke }: CellBox,
  across: 1 | -1,
  down: 1 | -1,
): void {
  // In the middle of where straight lines run.
  const [middleX, middleY] = [
    x + ((width - stroke) >> 1) + stroke / 2,
    y + ((height - stroke) >> 1) + stroke / 2,
  ];
  const [edgeX, edgeY] = [across > 0 ? x + width : x, down > 0 ? y + height : y];
  // The last pixels are straight, as those that they join.
  const radius = Math.floor(Math.min(Math.abs(edgeX - middleX), Math.abs(edgeY - middleY)) * 0.75);
  context.strokeStyle = context.fillStyle;
  context.lineWidth = stroke;
  context.beginPath();
  context.moveTo(middleX, edgeY);
  context.lineTo(middleX, middleY + down * radius);
  context.quadraticCurveTo(middleX, middleY, middleX + across * radius, middleY);
  context.lineTo(edgeX, middleY);
  context.stroke();
}

function drawDiagonals(context: BoxContext, code: number, { x, y, width, height, stroke }: CellBox): void {
  context.strokeStyle = context.fillStyle;
  context.lineWidth = stroke;
  context.beginPath();
  if (code !== 0x2572) {
    context.moveTo(x + width, y);
    context.lineTo(x, y + height);
  }
  if (code !== 0x2571) {
    context.moveTo(x, y);
    context.lineTo(x + width, y + height);
  }
  context.stroke();
}

function drawBlock(context: BoxContext, code: number, { x, y, width, height }: CellBox): void {
  const part = (size: number, eighths: number): number => Math.round((size * eighths) / 8);
  const eighth = code - FIRST_BLOCK;
  if (code === 0x2580) context.fillRect(x, y, width, part(height, 4));
  else if (code <= 0x2588)
    context.fillRect(x, y + height - part(height, eighth), width, part(height, eighth));
  else if (code <= 0x258f) context.fillRect(x, y, part(width, 16 - eighth), height);
  else if (code === 0x2590) context.fillRect(x + part(width, 4), y, width - part(width, 4), height);
  else if (code <= 0x2593) shade(context, (code - 0x2590) / 4, x, y, width, height);
  else if (code === 0x2594) context.fillRect(x, y, width, part(height, 1));
  else if (code === 0x2595) context.fillRect(x + width - part(width, 1), y, part(width, 1), height);
  else {
    const quarters = QUARTERS[code - 0x2596] ?? 0;
    const [halfX, halfY] = [part(width, 4), part(height, 4)];
    if (quarters & 1) context.fillRect(x, y, halfX, halfY);
    if (quarters & 2) context.fillRect(x + halfX, y, width - halfX, halfY);
    if (quarters & 4) context.fillRect(x, y + halfY, halfX, height - halfY);
    if (quarters & 8) context.fillRect(x + halfX, y + halfY, width - halfX, height - halfY);
  }
}

function shade(context: BoxContext, part: number, x: number, y: number, width: number, height: number): void {
  const { globalAlpha } = context;
  context.globalAlpha = globalAlpha * part;
  context.fillRect(x, y, width, height);
  context.globalAlpha = globalAlpha;
}
