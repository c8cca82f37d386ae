/**
 * Draws over the picture what the hands did: the one drawing for the page, for stills and for clips. Knows no element, so
 * that it works in workers too.
 */
import { scaledInto, toElement, type Point, type Rect } from './map-to-picture.ts';
import type { Drag, PointerState, Ripple, ScrollState, TrailPoint } from './pointer-state.ts';
import type { Scene } from './scene.ts';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Radii of a click's ring, when it begins and when it is gone. */
const RING = [7, 26] as const;
/** Room that a scroll's label needs beside the pointer. */
const LABEL = { width: 64, height: 22, gap: 16 };
const INK: Readonly<Record<Ripple['button'], string>> = {
  left: '#35d6e0',
  right: '#ffb454',
  middle: '#c9a2ff',
  back: '#9be27f',
  forward: '#9be27f',
};
/** A dark edge for all, so that it stands out from light pictures too. */
const EDGE = 'rgb(0 0 0 / 55%)';
const PLATE = 'rgb(10 12 16 / 86%)';
export const WORDS = '#f2f4f7';
const FONT = "600 12px 'Inter Variable', system-ui, sans-serif";
const TURN = Math.PI * 2;

type Place = (point: Point) => Point;

/**
 * Draws the scene. Sizes are in the context's own units, CSS pixels on the page; `picture`: where the whole picture lies
 * in them.
 */
export function drawOverlays(context: Context, scene: Scene, picture: Rect): void {
  const room = scaledInto(picture, scene.size, scene.place);
  const place: Place = (point) => toElement(scene.part, room, point);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const state of scene.pointers) {
    if (scene.trail) drawTrail(context, state.trail, place);
    if (scene.clicks) drawActs(context, state, place, picture);
  }
  context.globalAlpha = 1;
}

function drawActs(context: Context, state: PointerState, place: Place, picture: Rect): void {
  if (state.drag) drawDrag(context, state.drag, place);
  for (const ripple of state.ripples) drawClick(context, ripple, place);
  if (state.scroll) drawScroll(context, state.scroll, place, picture);
}

function drawTrail(context: Context, points: readonly TrailPoint[], place: Place): void {
  const placed = points.map((point) => ({ ...place(point), alpha: (1 - point.age) * 0.9 }));
  // Ends that overlap would show as beads where the line is faint.
  context.lineCap = 'butt';
  for (const [width, style] of [
    [4.5, EDGE],
    [2.5, INK.left],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    for (const [index, to] of placed.entries()) {
      const from = placed[index - 1];
      if (!from) continue;
      context.globalAlpha = to.alpha;
      stroke(context, [from, to]);
    }
  }
  context.lineCap = 'round';
  const head = placed.at(-1);
  if (head) drawHead(context, head, head.alpha);
}

/** Where the pointer is: a light core, so that the trail's end is told from its lines. */
function drawHead(context: Context, { x, y }: Point, alpha: number): void {
  context.globalAlpha = Math.min(1, alpha * 2);
  disc(context, x, y, 5, EDGE);
  disc(context, x, y, 4.25, INK.left);
  disc(context, x, y, 2.5, '#ffffff');
}

function drawClick(context: Context, ripple: Ripple, place: Place): void {
  const { x, y } = place(ripple);
  const radius = RING[0] + (RING[1] - RING[0]) * ripple.age;
  context.globalAlpha = 1 - ripple.age * ripple.age;
  for (const [width, style] of edgeAndInk(ripple.button)) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.beginPath();
    context.arc(x, y, radius, 0, TURN);
    context.stroke();
  }
  disc(context, x, y, 4, EDGE);
  disc(context, x, y, 3.25, INK[ripple.button]);
  if (ripple.button === 'left') return;
  centreWords(context, 'alphabetic');
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(0 0 0 / 75%)';
  context.strokeText(ripple.button, x, y - RING[1] - 4);
  context.fillText(ripple.button, x, y - RING[1] - 4);
}

function drawDrag(context: Context, drag: Drag, place: Place): void {
  const points = drag.path.map(place);
  context.globalAlpha = 1 - drag.age;
  for (const [width, style] of edgeAndInk(drag.button)) {
    context.lineWidth = width;
    context.strokeStyle = style;
    stroke(context, points);
  }
  const [first] = points;
  const last = points.at(-1);
  if (first) {
    disc(context, first.x, first.y, 4, EDGE);
    disc(context, first.x, first.y, 3.25, INK[drag.button]);
  }
  if (!last) return;
  disc(context, last.x, last.y, 6, 'rgb(0 0 0 / 40%)');
  context.lineWidth = 2;
  context.strokeStyle = INK[drag.button];
  context.beginPath();
  context.arc(last.x, last.y, 6, 0, TURN);
  context.stroke();
}

function drawScroll(context: Context, scroll: ScrollState, place: Place, picture: Rect): void {
  const { x, y } = place(scroll);
  const { width, height, gap } = LABEL;
  const left = x + gap + width <= picture.x + picture.width ? x + gap : x - gap - width;
  context.globalAlpha = Math.min(1, (1 - scroll.age) * 2);
  plate(context, { x: left, y: y - height / 2, width, height }, height / 2);
  context.lineWidth = 1;
  context.strokeStyle = INK.left;
  context.stroke();
  centreWords(context, 'middle');
  context.fillText(scrollText(scroll), left + width / 2, y);
}

/** `↓ 3`, `→ 120 px`: the way that the content was asked to move to, and how far. */
function scrollText({ dx, dy, unit }: ScrollState): string {
  const vertical = Math.abs(dy) >= Math.abs(dx);
  const amount = vertical ? dy : dx;
  const arrow = vertical ? (amount < 0 ? '↑' : '↓') : amount < 0 ? '←' : '→';
  const number = Math.abs(amount).toFixed(Number.isInteger(amount) ? 0 : 1);
  return unit === 'px' ? `${arrow} ${number} px` : `${arrow} ${number}`;
}

function edgeAndInk(button: Ripple['button']): readonly (readonly [number, string])[] {
  return [
    [5, EDGE],
    [2.5, INK[button]],
  ];
}

function disc(context: Context, x: number, y: number, radius: number, style: string): void {
  context.fillStyle = style;
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
  context.fill();
}

function stroke(context: Context, points: readonly Point[]): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  context.stroke();
}

/** A dark ground for words; its outline stays the context's path. */
export function plate(context: Context, { x, y, width, height }: Rect, radius: number): void {
  context.fillStyle = PLATE;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

function centreWords(context: Context, baseline: CanvasTextBaseline): void {
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = baseline;
  context.fillStyle = WORDS;
}
